"""What can be wrong with Discord's half of the settings, and how to find out."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from adapters.shared.checkup import Answer, Finding, Line, clock, fault, ok, skipped, strange, unreachable, warning
from core.errors import PlatformUnreachable

_API = "https://discord.com/api/v10"
_AGENT = "DiscordBot (https://discord.com/developers/docs, 10)"
"""Discord asks for this form (its reference, "User Agent")."""
_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}")
"""Three parts: the bot's id, the time, a signature. Only Discord itself is known to make them so."""
_CONTENT = (1 << 18) | (1 << 19)
"""GATEWAY_MESSAGE_CONTENT, and its form for bots in few servers (Discord's reference, "Application Flags")."""
_PORTAL = "in Discord's developer portal"


class DiscordCheckup(Struct, frozen=True):
    """Looks at one application and its bot."""

    token: str
    api_url: str = ""

    @property
    def platform(self) -> str:
        """Return the platform's name."""
        return "discord"

    async def examine(self, line: Line, *, alone: bool) -> tuple[Finding, ...]:  # noqa: ARG002 - nothing here disturbs
        """Return what is found."""
        found = [_token(self.token, official=not self.api_url)]
        if found[0].state != "ok":
            return tuple(found)
        try:
            application = await self._get(line, "/applications/@me")
            found += clock("discord", "Discord", application)
            if application.status != 200:
                return (*found, _refused(application))
            found += _about(application.body)
            found.append(_servers(await self._get(line, "/users/@me/guilds?limit=1"), application.body))
        except PlatformUnreachable as error:
            found.append(unreachable("discord", "Discord", error))
        return tuple(found)

    async def _get(self, line: Line, path: str) -> Answer:
        """Call Discord's HTTP API. Raises PlatformUnreachable."""
        headers = {"Authorization": f"Bot {self.token}", "User-Agent": _AGENT}
        return await line.ask(f"{(self.api_url or _API).rstrip('/')}{path}", headers=headers)


def _token(token: str, *, official: bool) -> Finding:
    name, anew = "discord.token", f"copy it anew from Bot {_PORTAL}"
    if not token.strip():
        return fault(name, f"DISCORD_TOKEN is missing: copy it from Bot {_PORTAL}.")
    if token.lower().startswith("bot "):
        return fault(name, "DISCORD_TOKEN begins with “Bot ”: leave that out, it is not part of the token.")
    if wrong := strange(token):
        return fault(name, f"DISCORD_TOKEN {wrong}: {anew}.")
    if official and not _TOKEN.fullmatch(token):
        return fault(name, f"DISCORD_TOKEN does not have the three parts of a bot's token: {anew}.")
    return ok(name, "DISCORD_TOKEN looks like a token.")


def _refused(answer: Answer) -> Finding:
    if answer.status == 401:
        return fault("discord.login", f"Discord refuses DISCORD_TOKEN: reset it under Bot {_PORTAL} and copy it.")
    return fault("discord.login", f"Discord answers with status {answer.status}: see whether DISCORD_API_URL is right.")


def _about(application: Mapping[str, Any]) -> tuple[Finding, ...]:
    return (
        ok("discord.login", f"The application is {application.get('name', '?')}."),
        _intents(application.get("flags")),
        _interactions(application.get("interactions_endpoint_url")),
    )


def _intents(flags: Any) -> Finding:
    name = "discord.intents"
    if not isinstance(flags, int):
        return skipped(name, "The server does not say which intents the bot has.")
    if flags & _CONTENT:
        return ok(name, "The bot may read messages.")
    lack = "The bot may not read messages, and Discord lets it not in"
    return fault(name, f"{lack}: enable Message Content Intent under Bot {_PORTAL}.")


def _interactions(address: Any) -> Finding:
    name = "discord.interactions"
    if not address:
        return ok(name, "Clicks and commands come over the gateway.")
    where = f"Interactions Endpoint URL under General Information {_PORTAL}"
    return fault(name, f"Clicks and commands go to a web address and never reach the bot: clear {where}.")


def _servers(answer: Answer, application: Mapping[str, Any]) -> Finding:
    name = "discord.servers"
    match answer:
        case Answer(status=200, body={"value": [*servers]}) if servers:
            return ok(name, "The bot is in a server.")
        case Answer(status=200, body={"value": [*_]}):
            link = _invitation(str(application.get("id", "")))
            return warning(name, f"The bot is in no server: open {link} and choose one.")
        case _:
            return skipped(name, "The server does not say where the bot is.")


def _invitation(application: str) -> str:
    # The library takes half a second to import, and only this rare sentence needs it.
    from adapters.discord.invite import invite  # noqa: PLC0415

    return invite(application)
