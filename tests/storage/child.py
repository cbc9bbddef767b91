"""A process that writes as fast as it can and says what was acknowledged; made to be killed.

`python -m tests.storage.child URL ROUND` prints `open`, then `accepted EVENT` and `committed SESSION VERSION` lines.
"""

import asyncio
import sys

from adapters.storage.store import open_store
from core.ports import Store
from core.view import View
from migrations.run import upgrade
from tests.contract.store import accepted, message, turn

_SESSIONS = 8


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def converse(store: Store, session: str, name: str) -> None:
    record = await store.load(session)
    version = record.version if record else 0
    while True:
        event = f"{session}/{name}/{version}"
        number = await accepted(store, message(event, session))
        say("accepted", event)
        state, view = str(version + 1).encode(), View(id=number, text=event)
        await store.commit(turn(number, session=session, state=state, version=version, view=view))
        version += 1
        say("committed", session, version)
        await store.delivered(number, ("55",))


async def main(url: str, name: str) -> None:
    store = await open_store(url, upgrade)
    say("open")
    await asyncio.gather(*(converse(store, f"chat:{n}", name) for n in range(_SESSIONS)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
