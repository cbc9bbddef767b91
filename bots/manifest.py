"""`manifest`: what each platform has to be told of the bot, made from the registry of commands."""

import json
from typing import Literal, TypeAlias, assert_never
from urllib.parse import urlsplit

from bots.kit import ModelsByName
from bots.settings import read_settings
from core.admin import CommandSpec, command_specs
from core.errors import SettingsError
from core.graph import list_graphs

Place: TypeAlias = Literal["slack", "discord", "telegram"]

SLACK_HINT = "Paste it at api.slack.com/apps: Create New App → From a manifest (an app of yours: App Manifest)."
"""Where the manifest goes; it stands apart from it, so that the manifest can be piped."""


def manifest(place: Place, name: str = "Trivium", url: str = "") -> str:
    """Return what to paste or to open: Slack's manifest, Discord's invitation, the words for @BotFather.

    `url` is where Slack can reach us; without one it is Socket Mode. Raises SettingsError.
    """
    settings = read_settings()
    commands = command_specs(tuple(list_graphs()), tuple(ModelsByName(settings).titles()))
    match place:
        case "slack":
            return _slack(commands, name, url)
        case "discord":
            return _discord(settings.discord_token)
        case "telegram":
            return _telegram(commands)
        case _:
            assert_never(place)


def _slack(commands: tuple[CommandSpec, ...], name: str, url: str) -> str:
    from adapters.slack import manifest as slack  # noqa: PLC0415 - each platform's library is slow to import

    parts = urlsplit(url)
    if url and (parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment):
        raise SettingsError(f"--url: Slack needs an address such as https://bot.example.org, not {url!r}.")
    try:
        return json.dumps(slack.manifest(commands, name, url), indent=2, ensure_ascii=False)
    except ValueError as error:
        raise SettingsError(f"--name: {error}") from error


def _discord(token: str) -> str:
    from adapters.discord.invite import NEEDED, application_of, invite  # noqa: PLC0415 - see above

    application = application_of(token)
    found = "" if application else "\nPut its id there: General Information → Application ID (or set DISCORD_TOKEN).\n"
    return f"""Open this link to bring the bot into a server:
{invite(application or "APPLICATION_ID")}
{found}
It asks for: {", ".join(NEEDED)}.

Switch on at discord.com/developers/applications, in your application:
Bot → Privileged Gateway Intents → Message Content Intent."""


def _telegram(commands: tuple[CommandSpec, ...]) -> str:
    from adapters.telegram.botfather import dialogue  # noqa: PLC0415 - see above

    steps = ["\n".join([f"{what}:", *messages]) for what, messages in dialogue(commands)]
    told = "Write to @BotFather what stands below each line that ends in a colon; it asks which bot is meant."
    return "\n\n".join([told, *steps])
