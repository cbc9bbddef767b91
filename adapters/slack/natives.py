"""What becomes what on Slack, in short sentences for the documentation."""

from collections.abc import Mapping

NATIVES: Mapping[str, str] = {
    "text": "`markdown` block",
    "button": "`button` in a row of `actions`",
    "link": "`button` with a `url`, in the row of its neighbours",
    "label": "field of a `section`, its name bold",
    "counter": "row of `−`, name and value, and `+`",
    "toggle": "`button` with ☑ or ☐ before its name",
    "select": "`static_select` beside its name",
    "input": "`section` with the value, beside it a `button` with `✏️` that opens a dialog",
    "date": "`datepicker` beside its name",
    "progress": "`section` with a bar of `▓` and `░`",
    "plan": "`plan` with a `task_card` for each step",
    "table": "`data_table` with all its rows; Slack leafs through them itself",
    "machine": "`section` with the states, `●` before the present one, and a `button` for each move",
    "chart": "`data_visualization`",
    "file": "file in `uploads`",
    "image": "picture in `uploads`",
}
"""By kind; a word in backticks stands in the drawn body."""
