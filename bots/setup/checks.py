"""Trying what was typed: the doctor's checks of the platforms, read as an answer to the one who typed it."""

import os
from collections.abc import Mapping, Sequence

import aiohttp

from adapters.discord.checkup import DiscordCheckup
from adapters.shared.checkup import Checkup, Finding, Line
from adapters.slack.checkup import SlackCheckup
from adapters.telegram.checkup import TelegramCheckup
from bots.doctor.model import OPENAI, listed
from bots.setup.verdict import Verdict
from core.errors import PlatformUnreachable

_DECISIVE = ("token", "app-token", "login", "socket", "receiving", "unreachable")
"""Findings that say of what was typed that it cannot be used, or could not be tried; others can be put right later."""
_SHOWN = 8
"""Models that are named to somebody whose own is not there."""


async def tried(what: str, values: Mapping[str, str]) -> Verdict:
    """Try one of the platforms, or `model`, with these settings; it changes nothing and never raises TriviumError."""
    async with aiohttp.ClientSession() as session:
        line = Line(session)
        if what == "model":
            return await _model(line, values)
        # Another poller is not looked for: the bot itself may be at work, and that would throw it out.
        return _verdict(await _checkup(what, values).examine(line, alone=False))


def _checkup(platform: str, values: Mapping[str, str]) -> Checkup:
    def value(name: str) -> str:
        return values.get(name, "")

    def address(name: str) -> str:
        return os.environ.get(name) or value(name)

    match platform:
        case "slack":
            tokens = value("SLACK_BOT_TOKEN"), value("SLACK_APP_TOKEN"), value("SLACK_SIGNING_SECRET")
            return SlackCheckup(*tokens, address("SLACK_API_URL"))
        case "discord":
            return DiscordCheckup(value("DISCORD_TOKEN"), address("DISCORD_API_URL"))
        case _:
            webhook = address("TELEGRAM_WEBHOOK_URL"), address("TELEGRAM_WEBHOOK_SECRET")
            return TelegramCheckup(value("TELEGRAM_TOKEN"), address("TELEGRAM_API_URL"), *webhook)


def _verdict(findings: Sequence[Finding]) -> Verdict:
    faults = [(_kind(one), one.sentence) for one in findings if one.state == "fault"]
    refused = [sentence for kind, sentence in faults if kind in _DECISIVE]
    if refused:
        return Verdict(refused=refused[0])
    remarks = [one.sentence for one in findings if one.state in {"fault", "warning"}]
    welcome = [one.sentence for one in findings if _kind(one) == "login"]
    return Verdict(welcome=" ".join(welcome), remarks=tuple(remarks))


def _kind(finding: Finding) -> str:
    return finding.name.partition(".")[2]


async def _model(line: Line, values: Mapping[str, str]) -> Verdict:
    """Ask the server which models it has: that costs nothing, and needs the key where there is one."""
    url, name = values.get("MODEL_BASE_URL", ""), values.get("MODEL", "")
    key_name = "MODEL_API_KEY" if url else "OPENAI_API_KEY"
    key = values.get(key_name, "")
    where = url or "OpenAI"
    try:
        answer, known = await listed(line, url or OPENAI, key)
    except PlatformUnreachable as error:
        return Verdict(refused=f"{where} cannot be reached: {error}.")
    if answer.status in {401, 403}:
        return Verdict(refused=f"{where} refuses {key_name}.")
    if answer.status != 200:
        return Verdict(remarks=(f"{where} does not list its models (status {answer.status}), so {name} is untried.",))
    if known and name not in known:
        return Verdict(refused=f"{where} has no model {name}; it has {', '.join(known[:_SHOWN])}.")
    return Verdict(welcome=f"{where} has {name}.")
