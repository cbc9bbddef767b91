"""The library's errors as the house's."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from core.errors import PlatformError, PlatformUnreachable, RateLimited, Unauthorized

_UNKNOWN_INTERACTION = 10062
_ALREADY_ANSWERED = 40060
_INTERACTION_OVER = 50027
"""Comes with status 401 too, for the token of an interaction, not for ours."""


@contextmanager
def translated(attempt: str) -> Iterator[None]:
    """Raise what happens inside as one of the house's PlatformErrors, saying what was attempted."""
    try:
        yield
    except discord.RateLimited as error:
        raise RateLimited(f"Discord asks for a pause, asked to {attempt}.", retry_after=error.retry_after) from error
    except discord.DiscordServerError as error:
        raise PlatformUnreachable(f"Discord failed to {attempt} ({error.status}).") from error
    except discord.HTTPException as error:
        raise _refusal(error, attempt) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise PlatformUnreachable(f"Discord could not be reached to {attempt}: {error}") from error


def too_late(error: discord.HTTPException) -> bool:
    """Say whether an interaction was over when it was answered: its 3 seconds have passed, or it has an answer."""
    return error.code in (_UNKNOWN_INTERACTION, _ALREADY_ANSWERED)


def over(error: discord.HTTPException) -> bool:
    """Say whether the 15 minutes of an interaction have passed."""
    return error.code == _INTERACTION_OVER


def answered(error: discord.HTTPException) -> bool:
    """Say whether an interaction had an answer already; it takes further ones."""
    return error.code == _ALREADY_ANSWERED


def _refusal(error: discord.HTTPException, attempt: str) -> PlatformError:
    if error.status == 429:
        pause = float(error.response.headers.get("Retry-After", "1"))
        return RateLimited(f"Discord asks for a pause, asked to {attempt}.", retry_after=pause)
    if error.status == 401 and error.code != _INTERACTION_OVER:
        return Unauthorized(f"Discord does not know the token in DISCORD_TOKEN any more, asked to {attempt}.")
    reason = " ".join(error.text.split())
    return PlatformError(f"Discord refused to {attempt}: {reason} (status {error.status}, code {error.code}).")
