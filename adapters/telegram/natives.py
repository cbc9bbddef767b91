"""What becomes what on Telegram."""

from collections.abc import Mapping

NATIVES: Mapping[str, str] = {
    "text": "text with `entities`, never a parse mode",
    "button": "a button with `callback_data`, in its own `style`",
    "link": "a button with a `url`; an address that Telegram takes for none is a line of text",
    "label": "a line in the text, its name `bold`",
    "counter": "a row of buttons: `−`, the label with its value, `+`",
    "toggle": "a button, `✅` with the style `success` while on, `⬜` while off",
    "select": "a line that says the choice, a button for each of 24 options, `●` the chosen and `○` the others, "
    "`◀` and `▶` to further ones",
    "input": "a line with its value and a button `✏️`, which brings a prompt that is answered by a reply",
    "date": "a line with the day and a button `📅`, which opens a calendar of buttons",
    "progress": "a bar in the text, `▓` and `░`, with a button `Stop` where it can be cancelled",
    "plan": "a line a step: `✅` done, `▶` active, `⬜` pending, `❌` failed",
    "table": "`pre` in columns, 20 rows at a time, `◀` and `▶` to the others; too wide: a line a cell; handed over and "
    "too large: a CSV document",
    "machine": "a line of states, `●` the present one and `○` the others, and a button for each move now possible",
    "chart": "an upload (`uploads`) with a `caption`: a photo",
    "file": "an upload (`uploads`): a document",
    "image": "an upload (`uploads`) with a `caption`: a photo",
}
"""By `text`, kind of control, and kind of artifact."""
