"""Drafting a revision: `python -m migrations.draft WHAT CHANGES` compares the tables with the history so far."""

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Connection

from adapters.storage.engine import database_file
from adapters.storage.hand import Hand
from migrations.run import FOLDER, configuration, revisions, upgrade


async def draft(title: str, folder: Path = FOLDER) -> None:
    """Write the next revision's file, to be read and corrected by its author."""
    number = len(revisions(folder)) + 1
    revision = f"{number:04}_{re.sub('[^a-z0-9]+', '_', title.lower())}"[:32].rstrip("_")
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{scratch}/scratch.db"
        await upgrade(url, folder)
        hand = Hand(database_file(url))
        try:
            await hand.call(_draft, title, revision, folder)
        finally:
            await hand.close()


def _draft(connection: Connection, title: str, revision: str, folder: Path) -> None:
    command.revision(configuration(connection, folder), title, autogenerate=True, rev_id=revision)


if __name__ == "__main__":
    asyncio.run(draft(" ".join(sys.argv[1:])))
