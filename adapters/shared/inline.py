"""Inline marks: what of a paragraph's Markdown is still open at its end."""

import re
import string
import unicodedata
from html.entities import html5

from msgspec import Struct

_SIGN = re.compile(r"[\\`*_~!\[\]<&]")
_TOKEN = re.compile(r"\\|`+|\*+|_+|~+|!?\[|\]|<|&[#a-zA-Z0-9]*\Z|(?<!\S)!\Z|.")
_SIMPLE = re.compile(
    r"(?>(?:\(?(?>(?:`[^`\n]++`|\*\*[^\s*_`~!\[\]<&\\]++(?>(?: [^\s*_`~!\[\]<&\\]++)*)\*\*"
    r"|\*[^\s*_`~!\[\]<&\\]++(?>(?: [^\s*_`~!\[\]<&\\]++)*)\*"
    r"|\[[^\s*_`~!\[\]<&\\]++(?>(?: [^\s*_`~!\[\]<&\\]++)*)\]\(https?://[^\s()<>\\*`]++\)"
    r"|[^\W_]++(?>(?:_[^\W_]++)+))?)(?![\w`*_~\[(])[.,;:?)]*+\s+|[^\s*_`~!\[\]<&\\]++\s+)*)"
)
"""Words, and marks that are complete and plain, each with a space behind it: most texts, passed over fast.

Atomic groups, since possessive ones match wrongly before Python 3.11.3 (python/cpython#100061).
"""
_TAG = re.compile(
    r"<(?:[a-z][a-z0-9+.-]+:[^\s<>]*|[^\s<>@]+@[^\s<>@]+|/[a-z][a-z0-9-]*\s*|!--.*?--|[!?][^<>]*"
    r"|[a-z][a-z0-9-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?)>",
    re.DOTALL | re.IGNORECASE,
)
_HALF_TAG = re.compile(
    r"<(?:[a-z][a-z0-9+.-]+:[^\s<>]*|/?[a-z]?[a-z0-9-]*|!-?|!--.*|[!?][^<>]*"
    r"|[a-z][a-z0-9-]*(?:\s+[a-z_:][\w:.-]*\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))*"
    r"\s*(?:[a-z_:][\w:.-]*\s*(?:=\s*(?:\"[^\"]*|'[^']*|[^\s\"'=<>`]*))?|/)?)\Z",
    re.DOTALL | re.IGNORECASE,
)
_INSIDE = r"\(\s*(?:<[^<>\n]*>|(?:[^\s()<\\]|\\.|\([^\s()]*\))(?:[^\s()\\]|\\.|\([^\s()]*\))*|)"
_TARGET = re.compile(_INSIDE + r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)")
_HALF_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>?|(?:[^\s()<\\]|\\.|\([^\s()]*\))(?:[^\s()\\]|\\.?|\([^\s()]*\)?)*|)"
    r"(?:\s+(?:\"[^\"]*\"?|'[^']*'?|\([^()]*\)?)?)?\s*\Z"
)
_HALF_REFERENCE = re.compile(r"\[[^\[\]\n]*\Z")
_NAMES = frozenset(name[:end] for name in html5 if name.endswith(";") for end in range(1, len(name)))
_PUNCTUATION = frozenset(string.punctuation)


class _Mark(Struct):
    """A run of `*`, `_` or `~` that may still open something."""

    char: str
    count: int
    """How much of it is not used up."""
    length: int
    start: int
    both: bool
    """True where it could close as well."""
    is_sum: bool
    """True where it stands between digits, as in `2*3`: shown as it is until something ends it."""


class Openings(Struct):
    """What is open at the end of a text."""

    first: int | None = None
    """Where the first of it begins; None where nothing is open."""
    cut: int | None = None
    """Where the text ends when what has only just begun at its end is left out."""
    drops: list[tuple[int, int]] = []
    """The places of brackets and of a half target, without which a half link is a text."""
    spans: list[tuple[int, int]] = []
    """The places of what is complete: code, links, tags, marked words."""
    code: str = ""
    """What closes the open code."""
    marks: str = ""
    """What closes the open marks."""


class _Scan:
    def __init__(self, text: str, begin: int) -> None:
        self.text, self.begin = text, begin
        self.stack: list[_Mark] = []
        self.brackets: list[tuple[int, int, int]] = []
        """Where each begins and ends, and how many marks were open then."""
        self.found = Openings()
        self.runs: dict[int, list[int]] | None = None

    def run(self) -> Openings:
        text, found, at = self.text, self.found, _past_simple(self.text, self.begin)
        while found.cut is None and not found.code and (sign := _SIGN.search(text, at)):
            token = _TOKEN.match(text, sign.start())
            at = self._step(token) if token else len(text)
            if not self.stack and not self.brackets and text[at : at + 1].isspace():
                at = _past_simple(text, at + 1)
        begun = [found.cut, *(mark.start for mark in self.stack), *(start for start, _, _ in self.brackets)]
        begun += [start for start, _ in found.drops]
        found.first = min((start for start in begun if start is not None), default=None)
        found.drops += [(start, end) for start, end, _ in self.brackets]
        found.marks = "".join(mark.char * mark.count for mark in reversed(self.stack) if not mark.is_sum)
        return found

    def _step(self, token: re.Match[str]) -> int:
        """Take one token in; return where the next may begin."""
        start, end, sign = token.start(), token.end(), token[0][0]
        last = end == len(self.text)
        match sign:
            case "\\":
                if not self.text[end:].strip():
                    return self._leave_out(start)
                return end + 1 if self.text[end] in _PUNCTUATION else end
            case "`":
                return self._code(start, end)
            case "*" | "_" | "~":
                return self._run(start, end, last)
            case "<":
                return self._tag(start)
            case "!" | "&" if not last:
                if token[0] == "![":
                    self.brackets.append((start, end, len(self.stack)))
                return end
            case "&":
                named = token[0][1:]
                known = not named or named in _NAMES or re.fullmatch(r"#[xX]?[0-9a-fA-F]*", named)
                in_word = len(named) < 2 and self.text[max(0, start - 1)].isalpha()
                return self._leave_out(start) if known and not in_word else end
            case "]":
                return self._bracket_end(start, end)
            case "!" if token[0] == "!" and self._kind(start - 1) != " ":
                return end
            case _ if last:
                return self._leave_out(start)
            case _:
                self.brackets.append((start, end, len(self.stack)))
                return end

    def _complete(self, start: int, end: int) -> int:
        self.found.spans.append((start, end))
        return end

    def _leave_out(self, start: int) -> int:
        self.found.cut = start
        return len(self.text)

    def _code(self, start: int, end: int) -> int:
        if self.runs is None:
            self.runs = {}
            for run in re.finditer("`+", self.text[start:]):
                self.runs.setdefault(len(run[0]), []).append(start + run.start())
            for places in self.runs.values():
                places.reverse()
        places = self.runs.get(end - start, [])
        while places and places[-1] < end:
            places.pop()
        if places:
            return self._complete(start, places[-1] + end - start)
        inside = self.text[end:].rstrip("`")
        if not inside.strip():
            return self._leave_out(start)
        if end + len(inside) < len(self.text):
            self.found.drops.append((end + len(inside), len(self.text)))
        self.found.drops.append((start, start))
        self.found.code = "`" * (end - start)
        return len(self.text)

    def _tag(self, start: int) -> int:
        whole = _TAG.match(self.text, start)
        if whole:
            return self._complete(start, whole.end())
        return self._leave_out(start) if _HALF_TAG.match(self.text, start) else start + 1

    def _bracket_end(self, start: int, end: int) -> int:
        if not self.brackets:
            return end
        begun, behind, height = self.brackets.pop()
        following = self.text[end : end + 1]
        whole = _TARGET.match(self.text, end) if following == "(" else None
        if whole:
            del self.stack[height:]
            if self.text[begun] == "[":
                self.brackets = [one for one in self.brackets if self.text[one[0]] == "!"]
            return self._complete(begun, whole.end())
        half = {"(": _HALF_TARGET, "[": _HALF_REFERENCE}.get(following)
        if not following or (half and half.match(self.text, end)):
            self.found.drops += [(begun, behind), (start, len(self.text))]
            return len(self.text)
        return end

    def _run(self, start: int, end: int, last: bool) -> int:
        char, length = self.text[start], end - start
        if char == "~" and length != 2 and not (last and length == 1):
            return end
        before, after = self._kind(start - 1), self._kind(end)
        left = after != " " and (after != "." or before != "x")
        right = before != " " and (before != "." or after != "x")
        opens, closes = left, right
        if char == "_":
            opens, closes = left and (not right or before == "."), right and (not left or after == ".")
        if last:
            kept = [_Mark(m.char, m.count, m.length, m.start, m.both, m.is_sum) for m in self.stack]
            rest = self._closed(char, start, end, opens) if closes else length
            if (
                rest
                or len([m for m in kept if m.count]) == len(self.stack)
                or any(m.count < m.length for m in self.stack)
            ):
                self.stack = kept
                return self._leave_out(start)
            return end
        rest = self._closed(char, start, end, opens) if closes else length
        if rest and opens:
            is_sum = self._is_digit(start - 1) or self._is_digit(end)
            is_sum = is_sum and before == "x" and after == "x" and char == "*"
            self.stack.append(_Mark(char, rest, rest, start, closes, is_sum))
        return end

    def _closed(self, char: str, start: int, end: int, opens: bool) -> int:
        """Close what a run of that length closes; return how much of the run is left."""
        rest = length = end - start
        at = len(self.stack) - 1
        floor = self.brackets[-1][2] if self.brackets else 0
        while rest and at >= floor:
            mark = self.stack[at]
            odd = (mark.both or opens) and (mark.length + length) % 3 == 0 and (mark.length % 3 or length % 3)
            if mark.char != char or (odd and char != "~"):
                at -= 1
                continue
            used = 2 if rest >= 2 and mark.count >= 2 else 1
            rest, mark.count = rest - used, mark.count - used
            del self.stack[at + 1 :]
            self._complete(mark.start, end)
            if not mark.count:
                del self.stack[at]
                at -= 1
        return rest

    def _kind(self, at: int) -> str:
        """Return ` ` for a space or an end, `.` for punctuation, `x` for all else."""
        if not self.begin <= at < len(self.text) or (char := self.text[at]).isspace():
            return " "
        if char.isascii():
            return "." if char in _PUNCTUATION else "x"
        return "." if unicodedata.category(char)[0] in "PS" else "x"

    def _is_digit(self, at: int) -> bool:
        return self.begin <= at < len(self.text) and self.text[at].isdecimal()


def _past_simple(text: str, at: int) -> int:
    found = _SIMPLE.match(text, at)
    return found.end() if found else at


def openings(text: str, begin: int) -> Openings:
    """Return what is open at the end of a text, the last paragraph of which begins at `begin`."""
    return _Scan(text, begin).run()
