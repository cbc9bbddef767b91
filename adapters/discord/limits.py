"""Discord's numbers, and what happens beyond each of them."""

from adapters.shared.limits import Limit, Limits

_REFERENCE = "Discord's reference"

TEXT = Limit("text of a message", 4_000, "characters", "further messages, cut between paragraphs", _REFERENCE)
COMPONENTS = Limit("components of a message, nested ones counted", 40, "components", "further messages", _REFERENCE)
ROW = Limit("buttons in a row", 5, "buttons", "further rows", _REFERENCE)
ROW_WIDTH = Limit("labels of a row", 72, "characters", "further rows: a narrow window would cut them", "ours")
LABEL = Limit(
    "label of a button",
    80,
    "characters",
    "shortened with `…`, a counter's value never; the whole label stands above",
    _REFERENCE,
)
CUSTOM_ID = Limit("data of a button", 100, "characters", "never reached: a token has at most 64", _REFERENCE)
URL = Limit("address of a link button", 512, "characters", "the address stands in the text instead", _REFERENCE)
OPTIONS = Limit("options of a menu", 25, "options", "◀ ▶ lead to the others, with `options 26–50 of 150`", _REFERENCE)
OPTION = Limit("label of an option", 100, "characters", "shortened with `…`; the whole label stands above", _REFERENCE)
PLACEHOLDER = Limit(
    "placeholder of a menu", 150, "characters", "shortened with `…`; the whole label stands above", _REFERENCE
)
TABLE_WIDTH = Limit("width of a table's row", 100, "columns", "each row as lines of `Column: value`", "ours")
WHOLE_ROWS = Limit(
    "rows of a table handed over", 30, "rows", "its first rows, and the whole as a CSV file", "ours: a screenful"
)
WHOLE_WIDTH = Limit(
    "width of a table handed over", 60, "columns", "its first rows, and the whole as a CSV file", "ours"
)
DESCRIPTION = Limit(
    "description of a picture", 1_024, "characters", "shortened with `…`; the whole stands beside it", _REFERENCE
)
MODAL_TITLE = Limit(
    "title of a dialog", 45, "characters", "shortened with `…`; the whole label stands in the dialog", _REFERENCE
)
MODAL_LABEL = Limit(
    "label in a dialog", 45, "characters", "shortened with `…`; the whole label stands in the dialog", _REFERENCE
)
MODAL_TEXT = Limit("words above the field of a dialog", 4_000, "characters", "shortened with `…`", _REFERENCE)
INPUT = Limit(
    "text in a dialog's field",
    4_000,
    "characters",
    "never reached by what people write, which has 3,000 at most; a longer value is not filled in, which is said",
    _REFERENCE,
)
INPUT_PLACEHOLDER = Limit(
    "placeholder of a dialog's field",
    100,
    "characters",
    "shortened with `…`; the whole stands in the dialog",
    _REFERENCE,
)

LIMITS = Limits(
    edit_interval=1.2,
    typing_interval=8.0,
    table=(
        TEXT,
        COMPONENTS,
        ROW,
        ROW_WIDTH,
        LABEL,
        CUSTOM_ID,
        URL,
        OPTIONS,
        OPTION,
        PLACEHOLDER,
        TABLE_WIDTH,
        WHOLE_ROWS,
        WHOLE_WIDTH,
        DESCRIPTION,
        MODAL_TITLE,
        MODAL_LABEL,
        MODAL_TEXT,
        INPUT,
        INPUT_PLACEHOLDER,
    ),
)
"""Five edits in five seconds are taken; typing is shown for ten seconds (Discord's reference, Trigger Typing)."""
