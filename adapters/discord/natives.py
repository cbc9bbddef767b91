"""What becomes what on Discord, for the documentation; the words in backticks stand in the drawn bodies."""

from collections.abc import Mapping

NATIVES: Mapping[str, str] = {
    "text": "text displays (`content`); Markdown tables as aligned code",
    "button": "a button with its `custom_id`; neighbours share rows",
    "link": "a link button (`url`)",
    "label": "a line of text (`content`)",
    "counter": "a row of `−`, its value (`disabled`) and `+`",
    "toggle": "a button, `☑` and green while on, `☐` while off",
    "select": "a string select (`options`), the choice in words above it",
    "input": "its value as text and a button `✏️`, which opens a modal",
    "date": "its day as text and a button `📅`, which opens a modal that takes an ISO day",
    "progress": "a bar of text (`content`), with the button Stop where it can be stopped",
    "plan": "a line of text a step, each with a sign (`content`)",
    "table": "a page as an aligned code block (`content`), with ◀ ▶ where there are more",
    "machine": "its states as text (`●` marks the present one) and a button a move",
    "chart": "a picture in a media gallery (`items`), its numbers as `description`",
    "file": "an upload with a file component (`attachment://`)",
    "image": "a picture in a media gallery (`items`), its title as `description`",
}
