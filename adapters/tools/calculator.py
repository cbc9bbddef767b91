"""The calculator: arithmetic in decimal numbers, exact where the answer has an end."""

import ast
import re
from collections.abc import Mapping
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation, Overflow, Underflow
from typing import Any

from core.errors import ToolError
from core.ports import Report, ToolResult, ToolSpec

_LONGEST = 200
"""Characters of an expression."""
_DIGITS = 64
"""Digits that are calculated with; an answer that needs more is rounded to _SHOWN."""
_SHOWN = 15
_LARGEST = 999
"""The largest power of ten a number may have; together with _DIGITS it bounds the time that any step takes."""

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>(?:[0-9][0-9_]*\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<of>of\b)|(?P<name>[^\W\d]\w*)|(?P<percent>%)|(?P<operator>\*\*|//|[-+*/()])"
)
_OTHER_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "^": "**"})


class Calculator:
    """Works out an expression: + - * / // % ** and parentheses, `15%` and `15% of 80`.

    // rounds down and % has the sign of its right side. What could mean two things is refused, never guessed.
    """

    spec = ToolSpec(
        "calculator",
        "Works out arithmetic exactly: + - * / // % ** and parentheses, percentages as in 15% of 80.",
        {
            "type": "object",
            "properties": {
                "expression": {"type": "string", "maxLength": _LONGEST, "description": "such as (2 + 3) * 4"}
            },
            "required": ["expression"],
            "additionalProperties": False,
        },
    )

    async def run(self, arguments: Mapping[str, Any], report: Report) -> ToolResult:  # noqa: ARG002 (takes no time)
        """Return `12 * 7 = 84`. Raises ToolError."""
        expression = arguments.get("expression")
        if not isinstance(expression, str) or not expression.strip():
            raise ToolError("The calculator needs an expression, such as 12 * 7.")
        if len(expression) > _LONGEST:
            raise ToolError(f"The expression is too long: the calculator takes {_LONGEST} characters.")
        return ToolResult(f"{' '.join(expression.split())} = {calculate(expression)}")


def calculate(expression: str) -> str:
    """Return the answer in digits. Raises ToolError."""
    source, numbers = _translated(expression)
    try:
        return _Evaluation(numbers).answer(ast.parse(source, mode="eval").body)
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise ToolError(f"The calculator cannot make sense of “{' '.join(expression.split())}”.") from error
    except (Overflow, Underflow) as error:
        raise ToolError("The numbers get too large or too small for the calculator.") from error
    except DecimalException as error:
        raise ToolError("That has no answer the calculator could give in digits.") from error


def _translated(expression: str) -> tuple[str, list[str]]:
    """Return Python's spelling, in which each number is its place in the list beside it.

    `15%` becomes an attribute, which binds as tightly; `of` becomes @.
    """
    text, parts, numbers, place = expression.translate(_OTHER_SIGNS), [""], list[str](), 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            raise _stray(text[place])
        before, place = text[:place], token.end()
        match token.lastgroup:
            case "number":
                parts.append(str(len(numbers)))
                numbers.append(token[0].replace("_", ""))
            case "percent":
                parts.append(".percent" if _is_percentage(before, text[place:]) else "%")
            case "of" if parts[-1] == ".percent":
                parts.append("@")
            case "of" | "name":
                raise ToolError(f"The calculator knows numbers only, not “{token[0]}”.")
            case "operator":
                parts.append(token[0])
            case _:
                continue
    return " ".join(parts).strip(), numbers


def _stray(sign: str) -> ToolError:
    if sign == ",":
        return ToolError("The calculator reads no commas: it wants 1234.5 for one thousand and so on.")
    return ToolError(f"The calculator cannot read {sign!r}.")


def _is_percentage(before: str, after: str) -> bool:
    """Tell `15%` from a remainder; where a sign follows, only the spaces can: `15% - 5` but `17 % -5`."""
    rest = after.lstrip()
    if not rest.startswith(("+", "-")):
        return not rest or rest.startswith(("*", "/", "%", ")")) or re.match(r"of\b", rest) is not None
    apart = before[-1:].isspace()
    if not apart and rest != after:
        return True
    if apart and not rest[1:2].isspace():
        return False
    raise ToolError("It is not clear whether % means percent or a remainder: put (15%) or (-5) in parentheses.")


class _Evaluation:
    """The way to one answer; its context remembers whether anything was rounded."""

    def __init__(self, numbers: list[str]) -> None:
        self._numbers = numbers
        self._context = Context(
            prec=_DIGITS, Emax=_LARGEST, Emin=-_LARGEST, traps=[InvalidOperation, Overflow, Underflow]
        )

    def answer(self, node: ast.expr) -> str:
        value = self._value(node)
        digits = _SHOWN if self._rounded else _DIGITS
        shown = Context(prec=digits).normalize(value) if value else Decimal(0)
        return f"{shown:f}" if -digits < shown.adjusted() < digits else f"{shown:E}"

    @property
    def _rounded(self) -> bool:
        return self._context.flags[Inexact]

    def _value(self, node: ast.expr) -> Decimal:
        match node:
            case ast.Constant(value=int(place)):
                return self._context.create_decimal(self._numbers[place])
            case ast.Attribute(value=inner):
                return self._context.divide(self._value(inner), Decimal(100))
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return self._context.minus(self._value(inner))
            case ast.UnaryOp(op=ast.UAdd(), operand=inner):
                return self._value(inner)
            case ast.BinOp(left=left, op=op, right=right):
                values = self._value(left), self._value(right)
                _refuse_unclear(left, op, right, values[0])
                return self._joined(op, *values)
            case _:
                raise SyntaxError(ast.dump(node))

    def _joined(self, op: ast.operator, left: Decimal, right: Decimal) -> Decimal:
        match op:
            case ast.Add():
                return self._sum(left, right)
            case ast.Sub():
                return self._sum(left, right.copy_negate())
            case ast.Mult() | ast.MatMult():
                return self._context.multiply(left, right)
            case ast.Pow():
                if not left and right < 0:
                    raise _by_zero()
                return self._context.power(left, right)
            case ast.Div() | ast.FloorDiv() | ast.Mod() if not right:
                raise _by_zero()
            case ast.Div():
                return self._context.divide(left, right)
            case ast.FloorDiv():
                return self._divided_down(left, right)[0]
            case ast.Mod():
                return self._divided_down(left, right)[1]
            case _:
                raise SyntaxError(ast.dump(op))

    def _sum(self, left: Decimal, right: Decimal) -> Decimal:
        total = self._context.add(left, right)
        # What is left of 100 / 3 * 3 - 100 is the rounding's own dust.
        dust = max(left.copy_abs(), right.copy_abs()).adjusted() - _DIGITS + _SHOWN
        return Decimal(0) if self._rounded and total.adjusted() < dust else total

    def _divided_down(self, left: Decimal, right: Decimal) -> tuple[Decimal, Decimal]:
        quotient, rest = self._context.divmod(left, right)
        if rest and rest.is_signed() != right.is_signed():
            return self._context.subtract(quotient, Decimal(1)), self._context.add(rest, right)
        return quotient, rest


def _refuse_unclear(left: ast.expr, op: ast.operator, right: ast.expr, value: Decimal) -> None:
    """Refuse 100 + 15%, which may be 115 or 100.15, and 100 / 15% of 80."""
    shares = isinstance(left, ast.Attribute) or (isinstance(left, ast.BinOp) and isinstance(left.right, ast.Attribute))
    if isinstance(op, ast.Add | ast.Sub) and isinstance(right, ast.Attribute) and not shares and value != 1:
        raise ToolError("It is not clear what the percentage is of: say 15% of 100, or (15 / 100).")
    divides = isinstance(left, ast.BinOp) and isinstance(left.op, ast.Div | ast.FloorDiv | ast.Mod)
    if isinstance(op, ast.MatMult) and divides:
        raise ToolError("It is not clear what is divided: put (15% of 80) in parentheses.")


def _by_zero() -> ToolError:
    return ToolError("Division by zero has no answer.")
