"""Arithmetic: sums in words and signs, as the expression a calculator takes."""

import re

from adapters.llm.builtin.words import UNITS, fold

LONGEST = 200
"""Characters of an expression; the calculator takes no longer one."""

_ASKING = re.compile(
    r"(?:(?:tell me|sag mir)\s+)?(?:what(?:'s| is| are| do| does)|how much (?:is|are|do|does)|calculate|compute|"
    r"work out|evaluate|solve|was (?:ist|sind|macht|ergibt|gibt)|wie ?viel (?:ist|sind|macht|ergibt|gibt)|"
    r"berechne|rechne)\b[\s:]*"
)
_ASKED_BEHIND = re.compile(r"\s*(?:=|\bmake|\baus|\bis|\bist)?\s*\??\s*$")
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"\b(?:percent|per cent|prozent)\b", "%"),
        (r"%\s*(?:of|von|vom|der|des)\b", "% of "),
        (r"\b(?:to the power of|raised to(?: the power of)?|hoch)\b|\^", "**"),
        (r"\b(?:squared|zum quadrat)\b", "**2"),
        (r"\bcubed\b", "**3"),
        (r"\b(?:multiplied (?:by|with)|times|multipliziert mit|mal)\b|[×·⋅]|(?<=[0-9)\s])x(?=[0-9(\s])", "*"),
        (r"\b(?:divided by|geteilt durch|dividiert durch|durch)\b|[÷:]", "/"),
        (r"\b(?:plus)\b", "+"),
        (r"\bminus\b|[−–]", "-"),
        (r"\b(?:mod|modulo)\b", "%"),
    )
)
_UNIT = re.compile(rf"\b(?:{'|'.join(UNITS)})\b")
_DATE = re.compile(
    r"\s*(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|\+?0[0-9]+[\s0-9/-]*)\s*"
)
"""A date or a telephone number; bare, it is no sum."""
_TOKEN = re.compile(r"\s*(?P<token>[0-9]+(?:\.[0-9]+)?|\*\*|//|[-+*/%()]|of\b)\s*")
_THOUSANDS = {"en": re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])"),
              "de": re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.])")}  # fmt: skip
_BEHIND_PERCENT: tuple[list[str], ...] = ([], [")"], ["of"], ["+"], ["*"], ["/"])
"""What makes a `%` a percentage; before a number it is the remainder."""
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")


def expression(text: str, language: str) -> str | None:
    """Return the expression that `text` asks to be worked out, such as `12 * 7`; None where it is no sum."""
    folded = fold(text).strip()
    asking = _ASKING.match(folded)
    if asking is None and _DATE.fullmatch(folded):
        return None
    rest = _ASKED_BEHIND.sub("", folded[asking.end() :] if asking else folded)
    thousands = _THOUSANDS["de" if language == "de" else "en"]
    rest = thousands.sub(lambda found: found.group().replace(",", "").replace(".", ""), rest)
    rest = _DECIMAL_COMMA.sub(".", rest)
    for pattern, sign in _WORDS:
        rest = pattern.sub(sign, rest)
    written = _written(_UNIT.sub(lambda found: str(UNITS[found.group()]), rest))
    return written if written and len(written) <= LONGEST else None


def _written(text: str) -> str | None:
    """Return a sum in even spacing; None where a sign, a number or a bracket stands where none can."""
    tokens = _tokens(text)
    parts: list[str] = []
    depth, signs, operand = 0, 0, False
    for at, part in enumerate(tokens):
        space = ""
        match part, operand:
            case "(", False:
                depth += 1
            case ")", True if depth:
                depth -= 1
            case "(" | ")", _:
                return None
            case "+" | "-", False:
                pass
            case "%", True if tokens[at + 1 : at + 2] in _BEHIND_PERCENT:
                pass
            case _, True if not part[0].isdigit():
                operand, signs, space = False, signs + 1, " "
            case _, False if part[0].isdigit():
                operand = True
            case _:
                return None
        parts.append(f"{space}{part}{space}")
    return "".join(parts) if operand and signs and not depth else None


def _tokens(text: str) -> list[str]:
    """Cut a sum into its tokens; empty where anything else is in it."""
    tokens: list[str] = []
    position = 0
    while found := _TOKEN.match(text, position):
        tokens.append(found["token"])
        position = found.end()
    return tokens if position == len(text) else []
