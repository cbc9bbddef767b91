"""Telegram's errors as the house's errors."""

from collections.abc import Iterator
from contextlib import contextmanager

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError

from adapters.telegram.request import FloodControl
from core.errors import PlatformError, PlatformUnreachable, RateLimited, Unauthorized


class Rival(PlatformError):
    """Another process polls with the same token, or has set a webhook."""


def translated(error: TelegramError, deed: str) -> PlatformError:
    """Return the error to raise when `deed` ("send a message") failed; no text of it tells the token."""
    match error:
        case FloodControl(retry_after=seconds):
            return RateLimited(f"Telegram asks for a pause of {seconds:g} s.", retry_after=seconds)
        case InvalidToken():
            return Unauthorized("Telegram does not know this bot: TELEGRAM_TOKEN is wrong.")
        case Conflict():
            what = "has set a webhook for" if "webhook" in error.message.lower() else "polls with"
            return Rival(f"Telegram would not {deed}: another process {what} this TELEGRAM_TOKEN; end one of the two.")
        case NetworkError() if not isinstance(error, BadRequest):
            return PlatformUnreachable(f"Telegram did not {deed} for the moment: {error.message}")
        case _:
            return PlatformError(f"Telegram would not {deed}: {error.message}")


@contextmanager
def translating(deed: str) -> Iterator[None]:
    """Raise what is the library's within as the house's error."""
    try:
        yield
    except TelegramError as error:
        raise translated(error, deed) from error


def says(error: PlatformError, *words: str) -> bool:
    """Say whether the error is Telegram's refusal in one of these words; it has no finer codes."""
    cause = error.__cause__
    return isinstance(cause, BadRequest) and any(word in cause.message.lower() for word in words)


def is_unauthorized(error: InvalidToken) -> bool:
    """Say whether Telegram refuses the token (401), and does not merely fail to find something (404)."""
    return error.message.lower().startswith("unauthorized")
