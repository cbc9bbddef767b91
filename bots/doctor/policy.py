"""Settings that can be meant, and more often are not."""

import re
from collections.abc import Collection

from adapters.shared.checkup import Finding, fault, ok, warning
from bots.settings import Settings

_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
"""32 bytes in the base64 of URLs (github.com/fernet/spec)."""


def policy(settings: Settings, platforms: Collection[str]) -> tuple[Finding, ...]:
    """Return what is found of who may what, and of the clock; `platforms` are those with a token."""
    return (
        *_admins(settings.admins, platforms),
        *_elsewhere("places", settings.places, platforms),
        *_sealing(settings),
        *_clock(settings),
        *_direct(settings),
    )


def _admins(admins: frozenset[str], platforms: Collection[str]) -> tuple[Finding, ...]:
    if not admins:
        advice = "set ADMINS to platform:user, such as slack:U012ABC; /whoami tells who somebody is"
        return (warning("admins", f"There are no admins, so nobody hears of trouble: {advice}."),)
    return (ok("admins", f"{len(admins)} in ADMINS."), *_elsewhere("admins", admins, platforms))


def _elsewhere(name: str, named: frozenset[str], platforms: Collection[str]) -> tuple[Finding, ...]:
    """Return what a setting names on platforms where there is no token."""
    if not (elsewhere := sorted(one for one in named if one.partition(":")[0] not in platforms)):
        return ()
    sentence = f"{name.upper()} has {', '.join(elsewhere)}, and no token is set for that platform"
    return (warning(f"{name}.platforms", f"{sentence}: set it, or take them out."),)


def _sealing(settings: Settings) -> tuple[Finding, ...]:
    """Return whether the tokens of workspaces that install the app can be sealed."""
    if not settings.slack_client_id or settings.slack_bot_token:
        return ()
    advice = "see .env.example for how to make one"
    if not settings.secret_keys:
        return (fault("secret-keys", f"SECRET_KEYS is empty, so no workspace's token can be kept: {advice}."),)
    if not all(_KEY.fullmatch(key) for key in settings.secret_keys):
        return (fault("secret-keys", f"SECRET_KEYS has what is no Fernet key (44 letters that end in =): {advice}."),)
    return (ok("secret-keys", "Workspaces' tokens are sealed."),)


def _clock(settings: Settings) -> tuple[Finding, ...]:
    if settings.clock is None:
        return ()
    return (warning("clock", f"CLOCK is set: for the assistant the clock stands still at {settings.clock}. Empty it."),)


def _direct(settings: Settings) -> tuple[Finding, ...]:
    if settings.direct_messages != "welcome":
        return ()
    advice = "set DIRECT_MESSAGES=pair if it is not for all"
    return (warning("direct-messages", f"DIRECT_MESSAGES=welcome: anybody may write to the assistant; {advice}."),)
