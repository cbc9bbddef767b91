"""`docs/controls.md`: what becomes what on each platform, and what happens beyond each limit."""

from collections.abc import Iterator, Sequence

from adapters.discord.platform import DiscordPlatform
from adapters.shared.limits import Limit
from adapters.shared.platform import Platform
from adapters.slack.platform import SlackPlatform
from adapters.telegram.platform import TelegramPlatform

PLATFORMS: tuple[Platform, ...] = (SlackPlatform(), DiscordPlatform(), TelegramPlatform())

KINDS = {
    "text": "text (Markdown)",
    "button": "button",
    "link": "link",
    "label": "label",
    "counter": "counter",
    "toggle": "toggle",
    "select": "select",
    "input": "text input",
    "date": "date",
    "progress": "progress",
    "plan": "plan",
    "table": "table",
    "machine": "state machine",
    "chart": "chart, handed over",
    "file": "file, handed over",
    "image": "image, handed over",
}
"""Everything a reply can show: its kind in the code, and its name here."""

PICTURED = {kind: name for kind, name in KINDS.items() if kind != "image"}
"""What a newcomer can have shown; an image comes from tools only."""

_HEAD = """\
# Controls

What a reply can show, what it becomes on each platform, and what happens where it is more than the platform takes.
Nothing is left out without a word. This page is made from the code by `make docs`; a test compares both.

## What becomes what
"""
_PICTURES = """
## How it looks

Each on the sandbox's page (`make run`): Slack, Discord, Telegram.
"""
_LIMITS = """
## Beyond the limits
"""


def page() -> str:
    """Return the page."""
    parts = [_HEAD, *_mapping(), _PICTURES, *_pictures(), _LIMITS, *_limits()]
    return "\n".join(parts).rstrip() + "\n"


def _mapping() -> Iterator[str]:
    yield f"| | {' | '.join(platform.name.title() for platform in PLATFORMS)} |"
    yield "|---" * (len(PLATFORMS) + 1) + "|"
    for kind, name in KINDS.items():
        yield f"| **{name}** | {' | '.join(platform.natives[kind] for platform in PLATFORMS)} |"


def _pictures() -> Iterator[str]:
    for kind, name in PICTURED.items():
        yield f"### {name[0].upper()}{name[1:]}\n\n![{name} on Slack, Discord and Telegram](pictures/{kind}.png)\n"


def _limits() -> Iterator[str]:
    for platform in PLATFORMS:
        yield f"### {platform.name.title()}\n"
        yield from _table(platform.limits.table)
        yield ""


def _table(limits: Sequence[Limit]) -> Iterator[str]:
    yield "| what | at the most | beyond it | source |"
    yield "|---|---|---|---|"
    for limit in limits:
        yield f"| {limit.what} | {limit.most:,} {limit.unit} | {limit.beyond} | {limit.source} |"
