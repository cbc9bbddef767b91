"""What Telegram takes at the most, with what happens beyond it."""

from adapters.shared.limits import Limit, Limits
from core.controls import ROWS_PER_PAGE

TEXT = 4096
"""UTF-16 code units in a message (Bot API, sendMessage)."""
CAPTION = 1024
"""UTF-16 code units below a picture or a document (Bot API, sendPhoto)."""
ENTITIES = 100
"""Entities in a message; Telegram passes over further ones (observed)."""
BUTTONS = 100
"""Buttons of one inline keyboard (observed; the Bot API names no number)."""
BUTTONS_PER_ROW = 8
"""Buttons in one row (observed, like `BUTTONS`)."""
BUTTON_LABEL = 64
"""Characters of a label; longer ones are legal, but no client shows them (ours)."""
BUTTON_DATA = 64
"""Bytes of what a button says when it is pressed (Bot API, InlineKeyboardButton)."""
ROW_WIDTH = 30
"""Characters that a telephone shows in one row of buttons (observed)."""
OPTIONS = 24
"""Options of a select at a time (ours): eight rows of three."""
OPTIONS_PER_ROW = 3
"""Options in one row (ours)."""
TABLE_ROWS = ROWS_PER_PAGE
"""Rows of a table in a message (ours)."""
TABLE_WIDTH = 60
"""Columns of a monospaced font in which a table is still read as one (ours); a telephone shows about 40."""
PLACEHOLDER = 64
"""Characters of the placeholder of a prompt (Bot API, ForceReply)."""
TOAST = 200
"""Characters of a callback query's answer (Bot API, answerCallbackQuery)."""

LIMITS = Limits(
    edit_interval=3.0,
    typing_interval=4.0,
    table=(
        Limit(
            "text of a message",
            TEXT,
            "UTF-16 units",
            "further messages, cut behind paragraphs, sentences or words; code stays code",
            "Bot API, sendMessage",
        ),
        Limit("entities of a message", ENTITIES, "entities", "further messages", "observed"),
        Limit(
            "caption of a picture or a file",
            CAPTION,
            "UTF-16 units",
            "shortened with `…`; the whole title stands in the message before it",
            "Bot API, sendPhoto, sendDocument",
        ),
        Limit("buttons of a message", BUTTONS, "buttons", "further messages, which name the control", "observed"),
        Limit("buttons of a row", BUTTONS_PER_ROW, "buttons", "further rows", "observed"),
        Limit("labels of a row of buttons", ROW_WIDTH, "characters, all equally wide", "further rows", "observed"),
        Limit(
            "label of a button", BUTTON_LABEL, "characters", "shortened with `…`; the whole label stands above", "ours"
        ),
        Limit(
            "data of a button",
            BUTTON_DATA,
            "bytes",
            "never reached: ids and verbs have at most 24 characters",
            "Bot API, InlineKeyboardButton",
        ),
        Limit("options of a select at a time", OPTIONS, "options", "paged with ◀ and ▶", "ours"),
        Limit("rows of a table at a time", TABLE_ROWS, "rows", "paged with ◀ and ▶; handed over: a CSV file", "ours"),
        Limit(
            "width of a table",
            TABLE_WIDTH,
            "columns of a monospaced font",
            "`Column: value` lines; handed over: a CSV file with its first rows above",
            "ours",
        ),
        Limit(
            "placeholder of a prompt",
            PLACEHOLDER,
            "characters",
            "shortened with `…`; the label stands whole in the message it belongs to",
            "Bot API, ForceReply",
        ),
        Limit("answer to a press", TOAST, "characters", "shortened with `…`", "Bot API, answerCallbackQuery"),
    ),
)
"""Telegram's bot FAQ: no more than 20 messages a minute in a group, and edits count; typing is shown for five seconds
(Bot API, sendChatAction)."""
