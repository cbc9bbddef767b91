"""Files that people sent, fetched from where the Bot API keeps them and from nowhere else."""

from telegram import Bot

from adapters.telegram.errors import translating
from adapters.telegram.request import AioHttpRequest
from core.attachments import LARGEST
from core.errors import PlatformError


async def download(bot: Bot, request: AioHttpRequest, file_id: str) -> bytes:
    """Return a file's bytes, at most `LARGEST` and one more. Raises PlatformError."""
    with translating("hand out a file"):
        file = await bot.get_file(file_id)
        address = file.file_path or ""
        if not address.startswith(f"{bot.base_file_url}/") or ".." in address.removeprefix(bot.base_file_url):
            raise PlatformError("Telegram would not hand out a file: it named no address of its own for it.")
        return await request.download(address, LARGEST + 1)
