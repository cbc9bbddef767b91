"""The report: how many questions were answered rightly, wrongly and not at all, by shape, language and care."""

from collections import Counter
from collections.abc import Callable, Sequence

from tests.questions.judging import Verdict

_LANGUAGES = {"de": "German", "en": "English"}
_HEAD = ("", "questions", "right", "wrong", "declined")


def share(verdicts: Sequence[Verdict], fate: str) -> float:
    """Return the share of questions with that fate; there must be some."""
    return sum(verdict.fate == fate for verdict in verdicts) / len(verdicts)


def table(verdicts: Sequence[Verdict]) -> str:
    """Return all shares as a table; what was rightly declined counts as right."""
    blocks = [
        _rows(verdicts, lambda verdict: verdict.corpus),
        _rows(verdicts, lambda verdict: _LANGUAGES[verdict.question.language]),
        _rows(verdicts, lambda verdict: "casual" if verdict.question.casual else "tidy"),
        _rows(verdicts, lambda verdict: "follow-up" if verdict.question.after else "on its own"),
        _rows(verdicts, _shape),
        [_row("all", verdicts)],
    ]
    rows = [_HEAD, *(row for block in blocks for row in ((), *block))]
    widths = [max(len(row[at]) for row in rows if row) for at in range(len(_HEAD))]
    return "\n".join(_line(row, widths) for row in rows)


def failures(verdicts: Sequence[Verdict]) -> str:
    """Return each question that was answered wrongly or not at all, with what was asked of the database."""
    return "\n\n".join(_failure(verdict) for verdict in verdicts if verdict.fate != "right")


def _shape(verdict: Verdict) -> str:
    return "to be declined" if verdict.question.expect == "decline" else verdict.question.shape


def _rows(verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> list[tuple[str, ...]]:
    names = sorted({key(verdict) for verdict in verdicts})
    return [_row(name, [verdict for verdict in verdicts if key(verdict) == name]) for name in names]


def _row(name: str, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    count = Counter(verdict.fate for verdict in verdicts)
    told = (f"{count[fate]}  {count[fate] / len(verdicts):6.1%}" for fate in ("right", "wrong", "declined"))
    return name, str(len(verdicts)), *told


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    if not row:
        return ""
    return "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip()


def _failure(verdict: Verdict) -> str:
    question = verdict.question
    lines = [
        f"{verdict.fate.upper()}  [{verdict.corpus}] {question.ask}",
        *(f"  after      {before}" for before in question.after),
        f"  said       {' '.join(verdict.said.split())}",
        *([f"  because    {verdict.why}"] if verdict.why else []),
        *([f"  ours       {' '.join(verdict.sql.split())}"] if verdict.sql else []),
        *(f"  reference  {' '.join(sql.split())}" for sql in question.references),
    ]
    return "\n".join(lines)
