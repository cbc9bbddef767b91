"""Uploads as the library takes them."""

import io

import discord

from adapters.shared.platform import UPLOADS, Body
from adapters.shared.uploads import rendered


async def files(body: Body) -> list[discord.File]:
    """Return a body's files and pictures, rendered, in their order; components point at them by their names."""
    uploads = [await rendered(description) for description in body.get(UPLOADS, ())]
    return [discord.File(io.BytesIO(upload.data), filename=upload.name) for upload in uploads]
