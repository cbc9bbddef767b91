"""What Slack takes in a message and in a modal, and the error codes it refuses with.

Limits from docs.slack.dev/reference/block-kit, /reference/views and /reference/methods/chat.postMessage.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias

Block: TypeAlias = dict[str, Any]

_TEXT = 40_000
_BLOCKS = 50
_MARKDOWN = 12_000
_BLOCK_ID = 255
_INTERACTIVE = {"button", "static_select", "datepicker"}
_MODAL_BLOCKS = 100
_MODAL_ONLY = {"alert", "input"}
_MESSAGE_ONLY = {"data_table", "data_visualization", "markdown", "plan", "task_card"}
_CHARTS = 2
_CELLS = 20_000
_ADDRESS = re.compile(r"(https?|slack)://[^\s<>]+|mailto:[^\s<>]+")


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
    found = (*_faults(blocks or [], _BLOCKS, _MODAL_ONLY), *_together(blocks or []))
    if found:
        raise SlackError("invalid_blocks", found)
    if sum(len(b["text"]) for b in blocks or [] if b["type"] == "markdown") > _MARKDOWN:
        raise SlackError("msg_blocks_too_long")
    return str(text or ""), blocks or []


def check_view(view: object) -> Block:
    """Return a modal that Slack would open. Raises SlackError."""
    if not isinstance(view, dict) or view.get("type") != "modal" or not isinstance(view.get("blocks"), list):
        raise SlackError("invalid_arguments", ("[ERROR] must be a modal with blocks [json-pointer:/view]",))
    blocks = view["blocks"]
    found = (*_modal(view), *_faults(blocks, _MODAL_BLOCKS, _MESSAGE_ONLY))
    if found:
        raise SlackError("invalid_arguments", tuple(f"[ERROR] {fault}" for fault in found))
    return view


def _modal(view: Block) -> Iterator[str]:
    yield from _only(view, "blocks", "callback_id", "clear_on_close", "close", "external_id", *_MODAL_REST)
    for name, longest in (("title", 24), ("submit", 24), ("close", 24)):
        if name in view or name == "title":
            yield from _text(name, view.get(name), longest, ("plain_text",))
    for name, longest in (("private_metadata", 3_000), ("callback_id", 255), ("external_id", 255)):
        if len(str(view.get(name, ""))) > longest:
            yield f"{name}: must be less than {longest + 1} characters"
    if "submit" not in view and any(isinstance(b, dict) and b.get("type") == "input" for b in view["blocks"]):
        yield "submit: missing required field"


def _together(blocks: list[Any]) -> Iterator[str]:
    """Give what is wrong with blocks that are right each by itself."""
    known = _listed(blocks)
    if sum(block.get("type") == "data_visualization" for block in known) > _CHARTS:
        yield f"no more than {_CHARTS} data_visualization blocks [json-pointer:/blocks]"
    if sum(_cells_of(block) for block in known if block.get("type") == "data_table") > _CELLS:
        yield f"data_table: no more than {_CELLS} characters [json-pointer:/blocks]"
    tasks = [task.get("task_id") for block in known for task in (block, *_listed(block.get("tasks")))]
    yield from _repeated("task_id", [task for task in tasks if isinstance(task, str)])


def _faults(blocks: list[Any], most: int, elsewhere: set[str]) -> Iterator[str]:
    if len(blocks) > most:
        yield f"no more than {most} items allowed [json-pointer:/blocks]"
    for index, block in enumerate(blocks):
        kind = block.get("type") if isinstance(block, dict) else None
        check = None if kind in elsewhere else _CHECKS.get(str(kind))
        faults = check(block) if check is not None else iter([f"unsupported type: {kind}"])
        yield from (f"{fault} [json-pointer:/blocks/{index}]" for fault in faults)
    yield from _repeated("block_id", [b["block_id"] for b in blocks if isinstance(b, dict) and "block_id" in b])
    yield from _repeated("action_id", [e["action_id"] for e in elements(blocks) if "action_id" in e])


def elements(blocks: list[Any]) -> Iterator[Block]:
    """Give the interactive elements of a message."""
    for block in blocks:
        if isinstance(block, dict):
            yield from (e for e in _listed(block.get("elements")) if e.get("type") in _INTERACTIVE)
            yield from _listed([block.get("accessory"), block.get("element")])


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
    if not isinstance(value, str) or not value.strip():
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
        case "datepicker":
            yield from _datepicker(item)
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
        if not _ADDRESS.fullmatch(str(element["url"])):
            yield "url: invalid url"
    if element.get("style", "primary") not in {"primary", "danger"}:
        yield "style: must be primary or danger"


def _datepicker(element: Block) -> Iterator[str]:
    yield from _only(element, "action_id", "placeholder", "initial_date", "confirm", "focus_on_load")
    yield from _size("action_id", element.get("action_id"), 255)
    if "placeholder" in element:
        yield from _text("placeholder", element["placeholder"], 150, ("plain_text",))
    if "initial_date" in element and not _is_day(element["initial_date"]):
        yield "initial_date: must be a date as in 2026-12-31"


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _input(block: Block) -> Iterator[str]:
    yield from _only(block, "label", "element", "hint", "optional", "dispatch_action")
    yield from _text("label", block.get("label"), 2_000, ("plain_text",))
    if "hint" in block:
        yield from _text("hint", block["hint"], 2_000, ("plain_text",))
    element = block.get("element")
    if isinstance(element, dict) and element.get("type") == "plain_text_input":
        yield from _plain_text_input(element)
    else:
        yield from _element(element)


def _plain_text_input(element: Block) -> Iterator[str]:
    yield from _only(element, "action_id", "placeholder", "initial_value", "multiline", *_INPUT_REST)
    yield from _size("action_id", element.get("action_id"), 255)
    least, most = element.get("min_length", 0), element.get("max_length", 3_000)
    if not 0 <= least <= 3_000 or not 1 <= most <= 3_000 or least > most:
        yield "min_length, max_length: must be 0 to 3000 and 1 to 3000, the one not above the other"
    if len(str(element.get("initial_value", ""))) > most:
        yield f"initial_value: must be less than {most + 1} characters"
    if "placeholder" in element:
        yield from _text("placeholder", element["placeholder"], 150, ("plain_text",))


def _alert(block: Block) -> Iterator[str]:
    yield from _only(block, "text", "level")
    yield from _text("text", block.get("text"), 200)
    if block.get("level", "default") not in {"default", "info", "warning", "error", "success"}:
        yield "level: unknown"


def _plan(block: Block) -> Iterator[str]:
    yield from _only(block, "title", "tasks")
    yield from _size("title", block.get("title"), 3_000)
    yield from _count("tasks", block.get("tasks", []), 0, 50)
    for task in _listed(block.get("tasks")):
        yield from _task_card(task) if task.get("type") == "task_card" else ["tasks: must be task_card"]


def _task_card(block: Block) -> Iterator[str]:
    yield from _only(block, "task_id", "title", "status", "details", "output", "sources")
    yield from _size("task_id", block.get("task_id"), 255)
    yield from _size("title", block.get("title"), 3_000)
    if block.get("status") not in {"pending", "in_progress", "complete", "error"}:
        yield "status: must be pending, in_progress, complete or error"
    for name in ("details", "output"):
        told = block.get(name)
        if told is not None and not (told.get("type") == "rich_text" and len(_listed(told.get("elements"))) == 1):
            yield f"{name}: must be rich_text with one element"


def _data_visualization(block: Block) -> Iterator[str]:
    yield from _only(block, "title", "chart")
    yield from _size("title", block.get("title"), 50)
    chart: Block = block["chart"] if isinstance(block.get("chart"), dict) else {}
    if chart.get("type") == "pie":
        yield from _only(chart, "segments")
        yield from _points("segments", chart.get("segments"), 12)
        values = [point.get("value") for point in _listed(chart.get("segments"))]
        if any(isinstance(value, int | float) and value < 0 for value in values) or not any(values):
            yield "segments: must not be negative, nor all nothing"
    elif chart.get("type") in {"line", "bar", "area"}:
        yield from _axes(chart)
    else:
        yield f"chart: unsupported type: {chart.get('type')}"


def _axes(chart: Block) -> Iterator[str]:
    yield from _only(chart, "series", "axis_config")
    yield from _count("series", chart.get("series"), 1, 12)
    axis: Block = chart["axis_config"] if isinstance(chart.get("axis_config"), dict) else {}
    yield from _only(axis, "categories", "x_label", "y_label")
    series = _listed(chart.get("series"))
    yield from _repeated("name", [str(one.get("name")) for one in series])
    for one in series:
        yield from _only(one, "name", "data")
        yield from _size("name", one.get("name"), 20)
        yield from _points("data", one.get("data"), 20)
        if [point.get("label") for point in _listed(one.get("data"))] != axis.get("categories"):
            yield "data: labels must match axis_config.categories"


def _points(name: str, points: object, most: int) -> Iterator[str]:
    yield from _count(name, points, 1, most)
    yield from _repeated(f"{name}.label", [str(point.get("label")) for point in _listed(points)])
    for point in _listed(points):
        yield from _only(point, "label", "value")
        yield from _size(f"{name}.label", point.get("label"), 20)
        if not isinstance(point.get("value"), int | float) or isinstance(point["value"], bool):
            yield f"{name}.value: must be a number"


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
    if _cells_of(block) > _CELLS:
        yield f"rows: no more than {_CELLS} characters"


def _cells_of(block: Block) -> int:
    rows = block.get("rows")
    return sum(len(str(cell.get("text", ""))) for row in rows for cell in _listed(row)) if isinstance(rows, list) else 0


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


_MODAL_REST = ("notify_on_close", "private_metadata", "submit", "title")
_INPUT_REST = ("min_length", "max_length", "dispatch_action_config", "focus_on_load")
_CHECKS: dict[str, Callable[[Block], Iterator[str]]] = {
    "actions": _actions,
    "alert": _alert,
    "context": _context,
    "data_table": _data_table,
    "data_visualization": _data_visualization,
    "divider": _divider,
    "header": _header,
    "input": _input,
    "markdown": _markdown,
    "plan": _plan,
    "section": _section,
    "task_card": _task_card,
}
