"""Slack's numbers: what its messages and dialogs take, and what is drawn beyond."""

from adapters.shared.limits import Limit, Limits

_KIT = "docs.slack.dev/reference/block-kit"
_CHART = f"{_KIT}/blocks/data-visualization-block"
_TABLE = f"{_KIT}/blocks/data-table-block"
_SHORTENED = "shortened with `…`, the whole text stands above"

MARKDOWN = Limit(
    "`markdown` blocks of a message", 12_000, "characters", "further messages", f"{_KIT}/blocks/markdown-block"
)
BLOCKS = Limit("blocks of a message", 50, "blocks", "further messages", f"{_KIT}/blocks")
ELEMENTS = Limit("`actions` block", 25, "elements", "further rows", f"{_KIT}/blocks/actions-block")
BUTTON_TEXT = Limit("text of a button", 75, "characters", _SHORTENED, f"{_KIT}/block-elements/button-element")
URL = Limit(
    "address of a link",
    3_000,
    "characters",
    "written out in place of the button",
    f"{_KIT}/block-elements/button-element",
)
SECTION = Limit("text of a `section`", 3_000, "characters", "further sections", f"{_KIT}/blocks/section-block")
FIELDS = Limit("fields of a `section`", 10, "fields", "further sections", f"{_KIT}/blocks/section-block")
FIELD = Limit("text of a field", 2_000, "characters", "sections of its own", f"{_KIT}/blocks/section-block")
OPTIONS = Limit(
    "options of a menu", 100, "options", "◀ ▶ lead to the others", f"{_KIT}/block-elements/select-menu-element"
)
OPTION_TEXT = Limit("text of an option", 75, "characters", _SHORTENED, f"{_KIT}/composition-objects/option-object")
PLACEHOLDER = Limit(
    "placeholder of a menu, a date or a text input",
    150,
    "characters",
    _SHORTENED,
    f"{_KIT}/block-elements/select-menu-element",
)
TASKS = Limit("tasks of a `plan`", 50, "tasks", "further plans, `Name (2/3)`", f"{_KIT}/blocks/plan-block")
CARD_TITLE = Limit(
    "title of a `plan` or a `task_card`", 150, "characters", "shortened with `…`, whole in the card or above", "ours"
)
TABLE_COLUMNS = Limit(
    "columns of a `data_table`", 20, "columns", "rows as text; handed over, the whole as a CSV file", _TABLE
)
TABLE_ROWS = Limit(
    "rows of a `data_table` below its header",
    200,
    "rows",
    "pages with ◀ ▶; handed over, the whole as a CSV file",
    _TABLE,
)
TABLE_TEXT = Limit(
    "cells of all `data_table`s of a message",
    20_000,
    "characters",
    "further messages, or pages with ◀ ▶; handed over, the whole as a CSV file",
    _TABLE,
)
CAPTION = Limit("caption of a `data_table`", 150, "characters", _SHORTENED, "ours")
CHARTS = Limit("charts of a message", 2, "charts", "further messages", _CHART)
CHART_TITLE = Limit("title of a chart", 50, "characters", "drawn as a picture and uploaded", _CHART)
CHART_LABEL = Limit("label of a chart", 20, "characters", "drawn as a picture and uploaded", _CHART)
CHART_SERIES = Limit("series or segments of a chart", 12, "series", "drawn as a picture and uploaded", _CHART)
CHART_POINTS = Limit("points of a series", 20, "points", "drawn as a picture and uploaded", _CHART)
FALLBACK = Limit(
    "text for notifications and screen readers",
    3_000,
    "characters",
    "shortened with `…`, the blocks say it whole",
    "docs.slack.dev/reference/methods/chat.postMessage advises 4,000 after escaping",
)
MODAL_TITLE = Limit("title of a dialog", 24, "characters", "shortened with `…`, whole at its field", f"{_KIT}/views")
INPUT_LABEL = Limit("name of a dialog's field", 2_000, "characters", _SHORTENED, f"{_KIT}/blocks/input-block")
INPUT = Limit(
    "text in a dialog's field", 3_000, "characters", "not taken", f"{_KIT}/block-elements/plain-text-input-element"
)
ALERT = Limit("`alert` in a dialog", 200, "characters", "a `section` in its place", f"{_KIT}/blocks/alert-block")

LIMITS = Limits(
    edit_interval=1.2,
    typing_interval=None,
    table=(
        MARKDOWN,
        BLOCKS,
        ELEMENTS,
        BUTTON_TEXT,
        URL,
        SECTION,
        FIELDS,
        FIELD,
        OPTIONS,
        OPTION_TEXT,
        PLACEHOLDER,
        TASKS,
        CARD_TITLE,
        TABLE_COLUMNS,
        TABLE_ROWS,
        TABLE_TEXT,
        CAPTION,
        CHARTS,
        CHART_TITLE,
        CHART_LABEL,
        CHART_SERIES,
        CHART_POINTS,
        FALLBACK,
        MODAL_TITLE,
        INPUT_LABEL,
        INPUT,
        ALERT,
    ),
)
"""chat.update is a tier 3 method, some 50 calls a minute; a session's status stays."""
