"""What a message says to those who do not see its blocks: in notifications, and through screen readers."""

from collections.abc import Iterable, Iterator

from adapters.slack.blocks import Block
from adapters.slack.limits import FALLBACK
from adapters.slack.text import fallback, unescape


def spoken(blocks: Iterable[Block]) -> str:
    """Return all that the blocks say, in their order, visibly shortened where it is too long."""
    said: list[str] = []
    room = FALLBACK.most
    for text in _texts(blocks):
        said.append(text)
        room -= len(text)
        if room < 0:
            break
    return fallback("\n".join(said))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block["type"]:
            case "markdown":
                yield block["text"]
            case "section":
                yield from _section(block)
            case "actions":
                yield ", ".join([element["text"]["text"] for element in block["elements"]])
            case "data_table":
                yield block["caption"]
                yield from (" | ".join([cell["text"] for cell in row]) for row in block["rows"])
            case "plan":
                yield block["title"]
                yield from (f"{task['title']}: {task['status']}" for task in block["tasks"])
            case "data_visualization":
                yield block["title"]
                yield from _chart(block["chart"])
            case _:
                pass


def _section(block: Block) -> Iterator[str]:
    for text in [block["text"]] if "text" in block else block["fields"]:
        yield unescape(text["text"]) if text["type"] == "mrkdwn" else text["text"]
    accessory = block.get("accessory")
    if accessory is not None and accessory["type"] == "button":
        yield accessory["text"]["text"]
    elif accessory is not None and "options" in accessory:
        yield ", ".join([option["text"]["text"] for option in accessory["options"]])


def _chart(chart: Block) -> Iterator[str]:
    for one in chart.get("series", [chart]):
        points = one.get("data") or one["segments"]
        told = ", ".join(f"{point['label']} {point['value']:g}" for point in points)
        yield f"{one['name']}: {told}" if "name" in one else told
