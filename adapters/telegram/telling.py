"""Telling a person something that answers nothing they wrote."""

from telegram import Bot
from telegram.error import Forbidden, TelegramError

from adapters.shared.splitting import utf16_length
from adapters.telegram.errors import translated
from adapters.telegram.limits import TEXT
from core.errors import PlatformError


async def tell(bot: Bot, person: str, text: str) -> None:
    """Write plain text to a user, by their number, in the private chat, which has the same. Raises PlatformError."""
    if not (person.isascii() and person.isdecimal()):
        raise PlatformError(f"Telegram has no person {person!r}: a person is a number there, as in telegram:123.")
    try:
        await bot.send_message(int(person), _within(text))
    except TelegramError as error:
        if isinstance(error, Forbidden) or "chat not found" in error.message.lower():
            raise PlatformError(
                f"Telegram would not write to the person {person}: they have blocked the bot, or have never written to"
                f" it and must send it /start first ({error.message})."
            ) from error
        raise translated(error, "write to a person") from error


def _within(text: str) -> str:
    """Return a text, cut with `…` where it is longer than a message can be."""
    if utf16_length(text) <= TEXT:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (TEXT - 1)]
    return kept.decode("utf-16-le", "ignore") + "…"
