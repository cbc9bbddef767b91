"""Any view, on every platform: within the platform's rules and official description, and nothing of it missing.

`make prove` tries 10,000 views on each platform; the ordinary run fewer.
"""

import html
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from adapters.discord.platform import DiscordPlatform
from adapters.shared.drawing import cell_text
from adapters.shared.platform import Body, Platform
from adapters.shared.tokens import NOOP, decode
from adapters.slack.platform import SlackPlatform
from adapters.telegram.platform import TelegramPlatform
from bots.sandbox.discord import rules as discord_rules
from bots.sandbox.slack import rules as slack_rules
from bots.sandbox.telegram import rules as telegram_rules
from bots.sandbox.telegram.params import Params
from core.artifacts import Artifact, Chart, File, Image
from core.controls import (
    Button,
    Control,
    Counter,
    Date,
    Label,
    Link,
    Machine,
    Plan,
    Progress,
    Select,
    Table,
    TextInput,
    Toggle,
)
from core.ui import AtLimit, Changed, ForTheGraph, Screen, react
from core.view import View
from tests.discord_.specification import violations as discord_violations
from tests.drivers import all_buttons, options, said
from tests.slack.drawing import SPECS, check_mentions, specification
from tests.telegram_.specification import violations as telegram_violations
from tests.views import views

PLATFORMS: tuple[Platform, ...] = (SlackPlatform(), DiscordPlatform(), TelegramPlatform("trivium_bot", 1))
OVER_ALL = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
EXAMPLES = int(os.environ.get("TRIVIUM_EXAMPLES", "60"))
MANY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
LONG = pytest.mark.timeout(60 + EXAMPLES)


@LONG
@MANY
@given(view=views)
def test_any_view_keeps_the_rules_loses_nothing_and_calls_nobody(view: View) -> None:
    for platform in PLATFORMS:  # one view for all: to make it up costs more than to draw it
        check(platform, view)


def check(platform: Platform, view: View) -> None:
    """Draw a view and hold all that is promised against it."""
    bodies = platform.draw(view)
    assert [wrong for body in bodies for wrong in broken_rules(platform.name, body)] == []
    assert [call for body in bodies for call in calls(platform.name, body)] == []
    whole = replace(view, done=True, controls=tuple({c.id: c for c in view.controls}.values()))
    seen = bare(" ".join(everything(platform, whole)))
    assert [words for words in wanted(whole) if bare(words) not in seen] == []
    assert list(meaningless(platform, whole)) == []


def meaningless(platform: Platform, view: View) -> Iterator[str]:
    """Give the buttons that lead nowhere: neither to the web nor to something a person can do with a control now."""
    screen = Screen(view.controls)
    for body in platform.draw(view):
        for _, data in all_buttons(platform.name, body):
            token = decode(data)
            if token is None:
                yield from () if data.startswith(("https://", "http://")) else (data,)
            elif token.verb not in (NOOP, "open", "cancel"):
                answer = react(screen, token.control, token.verb, {}, "2026-11-23")
                known = isinstance(answer, Changed | AtLimit | ForTheGraph)
                yield from () if known and token.reply == view.id else (data,)


def calls(platform: str, body: Body) -> Iterator[str]:
    """Give what would notify somebody, or make a person send a command with one tap."""
    match platform:
        case "slack":
            check_mentions(body)
            yield from ()
        case "discord":
            yield from [] if body["allowed_mentions"] == {"parse": []} else ["everybody"]
        case _:
            words = str(body.get("text") or body.get("caption") or "")
            entities = body.get("entities") or body.get("caption_entities") or []
            yield from (entity["type"] for entity in entities if entity["type"] in ("mention", "text_mention"))
            yield from _tappable(words, entities)


def _tappable(words: str, entities: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Give the names and commands that Telegram would make links of: those outside of code and links."""
    units = words.encode("utf-16-le")
    for entity in sorted(entities, key=lambda e: -int(e["offset"])):
        if entity["type"] in ("code", "pre", "text_link"):
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            units = units[:start] + " ".encode("utf-16-le") + units[end:]
    plain = units.decode("utf-16-le", "replace")
    yield from re.findall(r"(?<!\w)@[A-Za-z]\w{3,}|(?<![\w/<>])/[A-Za-z]\w*(?![\w/<>])", plain)


def broken_rules(platform: str, body: Body) -> Iterator[str]:
    """Give what the sandbox's rules, and the official descriptions where they are at hand, have against a body."""
    match platform:
        case "slack":
            yield from _broken_on_slack(body)
        case "discord":
            yield from _broken_on_discord(body)
        case _:
            yield from _broken_on_telegram(body)


def _broken_on_slack(body: Body) -> Iterator[str]:
    if "uploads" in body:
        yield from [] if set(body) == {"text", "uploads"} else [f"an upload with {sorted(body)}"]
        return
    slack_rules.check_message(body["text"], body["blocks"])
    if SPECS.exists():
        described = [block for block in body["blocks"] if block["type"] != "data_visualization"]
        yield from (e.message[:300] for e in specification("slack-blocks.schema.json").iter_errors(described))


def _broken_on_discord(body: Body) -> Iterator[str]:
    plain = {key: value for key, value in body.items() if key != "uploads"}
    names = [upload["name"] for upload in body.get("uploads", ())]
    attachments = {"attachments": [{"id": n, "filename": name} for n, name in enumerate(names)]} if names else {}
    discord_rules.check_message({**plain, **attachments}, flags=1 << 15)
    if SPECS.exists():
        yield from discord_violations("MessageCreateRequest", plain)


def _broken_on_telegram(body: Body) -> Iterator[str]:
    plain: dict[str, Any] = {"chat_id": 1, **body}
    if "uploads" in body:
        del plain["uploads"]
        method, plain["document"] = "sendDocument", "attach://file"
        telegram_rules.caption_of(Params(plain))
    else:
        method = "sendMessage"
        telegram_rules.content_of(Params(plain))
    if SPECS.exists():
        yield from telegram_violations(method, plain)


def everything(platform: Platform, view: View) -> Iterator[str]:
    """Give all words that a person can come to see: those of the messages, and behind every arrow in them."""
    yield from _on_one_page(platform, view)
    for control in view.controls:
        if isinstance(control, Table | Select):
            yield from _leafed_through(platform, control)


def _leafed_through(platform: Platform, control: Table | Select) -> Iterator[str]:
    waiting: list[Control] = [control]
    known = {control}
    while waiting:
        alone = View(1, controls=(waiting.pop(),), done=True)
        yield from _on_one_page(platform, alone)
        for body in platform.draw(alone):
            for _, data in all_buttons(platform.name, body):
                token = decode(data)
                if token is not None and re.match(r"next$|from-", token.verb):
                    turned = react(Screen(alone.controls), token.control, token.verb, {})
                    assert isinstance(turned, Changed)
                    (now,) = turned.screen.controls
                    if now not in known:
                        known.add(now)  # type: ignore[arg-type]
                        waiting.append(now)


def _on_one_page(platform: Platform, view: View) -> Iterator[str]:
    bodies = platform.draw(view)
    yield " ".join(readable(said(platform.name, body)) for body in bodies)
    for body in bodies:
        yield from (readable(label) for label, _ in all_buttons(platform.name, body))
        yield from (data for _, data in all_buttons(platform.name, body) if data.startswith("http"))
        yield from (readable(label) for label, _, _ in options(platform.name, body))


def wanted(view: View) -> Iterator[str]:
    """Give all that has to be there."""
    for control in view.controls:
        yield control.label
        yield from _values(control)
    for artifact in view.artifacts:
        yield from _handed_over(artifact)


def _values(control: Control) -> Iterator[str]:
    match control:
        case Label(value=value) | TextInput(value=value) | Date(value=value):
            yield value
        case Counter(value=number):
            yield str(number)
        case Link(url=url):
            yield url
        case Select(options=choices):
            yield from (option.label for option in choices)
        case Plan(steps=steps):
            yield from (step.label for step in steps)
        case Table(columns=columns, rows=rows):
            yield from columns if rows else ()
            yield from (cell_text(cell) for row in rows for cell in row)
        case Machine(states=states):
            yield from states
            yield from (move.label for move in control.moves())
        case Button() | Toggle() | Progress():
            return


def _handed_over(artifact: Artifact) -> Iterator[str]:
    match artifact:
        case Table(label=label, columns=columns, rows=rows):
            yield label
            yield from columns
            yield from (str(cell) for row in rows for cell in row if isinstance(cell, str))
        case Chart(title=title, labels=labels, series=series):
            yield title
            yield from labels
            yield from (one.name for one in series if len(series) > 1)
        case File(name=name, text=text):
            yield name
            yield text
        case Image(title=title):
            yield title


def readable(drawn: str) -> str:
    """Return what is read of escaped text."""
    return html.unescape(drawn)


def bare(text: str) -> str:
    """Return a text's letters and digits only: what no escaping, wrapping, marking or fencing anew may lose."""
    plain = unicodedata.normalize("NFC", re.sub(r"(```|~~~)\w*", "", html.unescape(text)))
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")
