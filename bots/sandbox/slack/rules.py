"""What Slack takes in a message, and the error codes it refuses with.

Limits from docs.slack.dev/reference/block-kit and /reference/methods/chat.postMessage.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

Block: TypeAlias = dict[str, Any]

_TEXT = 40_000
_BLOCKS = 50
_MARKDOWN = 12_000
_BLOCK_ID = 255
_INTERACTIVE = {"button", "static_select"}


class SlackError(Exception):
    """A refusal, by Slack's own code."""

    def __init__(self, code: str, messages: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.code, self.messages = code, messages


def check_message(text: object, blocks: object) -> tuple[str, list[Block]]:
    """Return text and blocks that Slack would take. Raises SlackError."""
    if blocks is not None and not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    if not text and not blocks:
        raise SlackError("no_text")
    if len(str(text or "")) > _TEXT:
        raise SlackError("msg_too_long")
    found = tuple(_faults(blocks or []))
    if found:
        raise SlackError("invalid_blocks", found)
    if sum(len(b["text"]) for b in blocks or [] if b["type"] == "markdown") > _MARKDOWN:
        raise SlackError("msg_blocks_too_long")
    return str(text or ""), blocks or []


def _faults(blocks: list[Any]) -> Iterator[str]:
    if len(blocks) > _BLOCKS:
        yield f"no more than {_BLOCKS} items allowed [json-pointer:/blocks]"
    for index, block in enumerate(blocks):
        kind = block.get("type") if isinstance(block, dict) else None
        check = _CHECKS.get(str(kind))
        faults = check(block) if check is not None else iter([f"unsupported type: {kind}"])
        yield from (f"{fault} [json-pointer:/blocks/{index}]" for fault in faults)
    yield from _repeated("block_id", [b["block_id"] for b in blocks if isinstance(b, dict) and "block_id" in b])
    yield from _repeated("action_id", [e["action_id"] for e in elements(blocks) if "action_id" in e])


def elements(blocks: list[Any]) -> Iterator[Block]:
    """Give the interactive elements of a message."""
    for block in blocks:
        if isinstance(block, dict):
            yield from (e for e in _listed(block.get("elements")) if e.get("type") in _INTERACTIVE)
            yield from _listed([block.get("accessory")])


def _listed(value: object) -> list[Block]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _repeated(name: str, values: list[str]) -> Iterator[str]:
    yield from (f"`{name}` {value} already exists" for value in sorted({v for v in values if values.count(v) > 1}))


def _only(item: Block, *names: str) -> Iterator[str]:
    unknown = sorted(set(item) - {"type", "block_id", *names})
    yield from (f"invalid additional property: {name}" for name in unknown)
    if len(str(item.get("block_id", ""))) > _BLOCK_ID:
        yield f"block_id: must be less than {_BLOCK_ID + 1} characters"


def _size(name: str, value: object, longest: int) -> Iterator[str]:
    if not isinstance(value, str) or not value:
        yield f"{name}: must be more than 0 characters"
    elif len(value) > longest:
        yield f"{name}: must be less than {longest + 1} characters"


def _count(name: str, value: object, fewest: int, most: int) -> Iterator[str]:
    if not isinstance(value, list) or not fewest <= len(value) <= most:
        yield f"{name}: must be {fewest} to {most} items"


def _text(name: str, value: object, longest: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    if not isinstance(value, dict) or value.get("type") not in kinds:
        yield f"{name}: must be a text object of type {' or '.join(kinds)}"
        return
    yield from _size(name, value.get("text"), longest)


def _section(block: Block) -> Iterator[str]:
    yield from _only(block, "text", "fields", "accessory", "expand")
    if "text" not in block and "fields" not in block:
        yield "must have text or fields"
    if "text" in block:
        yield from _text("text", block["text"], 3_000)
    if "fields" in block:
        yield from _count("fields", block["fields"], 1, 10)
        for field in _listed(block["fields"]):
            yield from _text("fields", field, 2_000)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _actions(block: Block) -> Iterator[str]:
    yield from _only(block, "elements")
    yield from _count("elements", block.get("elements"), 1, 25)
    for element in _listed(block.get("elements")):
        yield from _element(element)


def _element(element: object) -> Iterator[str]:
    item: Block = element if isinstance(element, dict) else {}
    match item.get("type"):
        case "button":
            yield from _button(item)
        case "static_select":
            yield from _static_select(item)
        case kind:
            yield f"unsupported element: {kind}"


def _static_select(element: Block) -> Iterator[str]:
    yield from _only(element, "action_id", "placeholder", "options", "initial_option", "confirm", "focus_on_load")
    yield from _size("action_id", element.get("action_id"), 255)
    yield from _count("options", element.get("options"), 1, 100)
    if "placeholder" in element:
        yield from _text("placeholder", element["placeholder"], 150, ("plain_text",))
    for option in _listed(element.get("options")):
        yield from _only(option, "text", "value", "description")
        yield from _text("options", option.get("text"), 75, ("plain_text",))
        yield from _size("value", option.get("value"), 150)
        if "description" in option:
            yield from _text("description", option["description"], 75, ("plain_text",))
    if "initial_option" in element and element["initial_option"] not in _listed(element.get("options")):
        yield "initial_option: must exactly match one of the options"


def _button(element: Block) -> Iterator[str]:
    yield from _only(element, "text", "action_id", "value", "url", "style", "confirm", "accessibility_label")
    yield from _text("text", element.get("text"), 75, ("plain_text",))
    yield from _size("action_id", element.get("action_id"), 255)
    if "value" in element:
        yield from _size("value", element["value"], 2_000)
    if "url" in element:
        yield from _size("url", element["url"], 3_000)
    if element.get("style", "primary") not in {"primary", "danger"}:
        yield "style: must be primary or danger"


def _data_table(block: Block) -> Iterator[str]:
    yield from _only(block, "caption", "rows", "page_size", "row_header_column_index")
    yield from _size("caption", block.get("caption"), 3_000)
    yield from _count("rows", block.get("rows"), 2, 201)
    rows = [_listed(row) for row in block.get("rows") or []]
    widths = {len(row) for row in rows}
    if len(widths) != 1 or not 1 <= max(widths) <= 20:
        yield "rows: must all have the same number of columns, 1 to 20"
    if not 1 <= block.get("page_size", 5) <= 100:
        yield "page_size: must be 1 to 100"
    if any(cell.get("type") != "raw_text" for row in rows[:1] for cell in row):
        yield "rows: header cells must be raw_text"
    for cell in (cell for row in rows for cell in row):
        yield from _cell(cell)
    if sum(len(str(cell.get("text", ""))) for row in rows for cell in row) > 20_000:
        yield "rows: no more than 20000 characters"


def _cell(cell: Block) -> Iterator[str]:
    if cell.get("type") not in {"raw_text", "raw_number"}:
        yield f"rows: unsupported cell: {cell.get('type')}"
    yield from _size("rows", cell.get("text"), 20_000)
    if cell.get("type") == "raw_number" and not isinstance(cell.get("value"), int | float):
        yield "rows: raw_number needs a number"


def _markdown(block: Block) -> Iterator[str]:
    yield from _only(block, "text")
    yield from _size("text", block.get("text"), _MARKDOWN)


def _header(block: Block) -> Iterator[str]:
    yield from _only(block, "text")
    yield from _text("text", block.get("text"), 150, ("plain_text",))


def _context(block: Block) -> Iterator[str]:
    yield from _only(block, "elements")
    yield from _count("elements", block.get("elements"), 1, 10)
    for element in _listed(block.get("elements")):
        yield from _text("elements", element, 3_000)


def _divider(block: Block) -> Iterator[str]:
    yield from _only(block)


_CHECKS: dict[str, Callable[[Block], Iterator[str]]] = {
    "actions": _actions,
    "context": _context,
    "data_table": _data_table,
    "divider": _divider,
    "header": _header,
    "markdown": _markdown,
    "section": _section,
}
