"""How a value stands in a `.env` file, so that python-dotenv reads back what was meant."""

import re

_PLAIN = re.compile(r"[A-Za-z0-9_./:@,+=-]*")
"""What needs no quotes."""


def quoted(value: str) -> str:
    """Return a value as it is to stand behind `NAME=`; it has no line ends.

    python-dotenv puts variables in for `${NAME}` inside quotes too and knows no way to escape that; a variable without
    a name has its default, which is the sign itself.
    """
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("${", "${:-$}{")
    return f"'{escaped}'"
