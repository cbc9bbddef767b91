"""Views of every kind for property tests: all controls and artifacts, sizes far beyond limits, hostile words."""

from hypothesis import strategies as st

from core.artifacts import Artifact, Chart, File, Image, Series
from core.controls import (
    Button,
    Control,
    Counter,
    Date,
    Label,
    Link,
    Machine,
    Option,
    Plan,
    Progress,
    Select,
    Table,
    Task,
    TextInput,
    Toggle,
    Transition,
)
from core.view import View

HOSTILE = (
    "<@U123> <!channel> <!subteam^S1|x> @everyone @here <@&5> @durov tg://user?id=1",
    "&lt;!channel&gt; &amp; <b>x</b> <script>",
    "```\nopen fence",
    "`a` ``b`` ```c```",
    "**bold *both*** __x__ ~~y~~ _z_ \\*",
    "[link](https://a.example) ![pic](https://b.example/p.png) [bad](javascript:x)",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "# Heading\n\n#### Deep\n\n- [ ] todo\n- [x] done\n\n> quote\n\n1. one",
    "\u202eright to left\u202c \u2067x\u2069",
    "zero\u200bwidth\u200djoin\u2060er",
    "e\u0301\u0302\u0303 combining, \U0001f468\u200d\U0001f469\u200d\U0001f467 family, \U0001f1e9\U0001f1ea flag",
    "漢字かな交じり文 한국어 العربية עברית ไทย",
    "\x00\x07\x1b control",
    "tab\tnew\nline\r\nend",
    "\U00020000\U0001d54f astral",
    "*" * 50,
    "x" * 300,
    " ",
    "",
    ":+1: {{emoji:thumbs_up}}",
    "/stop /graph v1 #hashtag $HOME",
)

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=40),
    st.from_regex(r"[A-Z][a-z]{1,12}( [a-z]{1,8}){0,3}", fullmatch=True),
    st.integers(1, 400).map(lambda n: "word " * n),
)
names = words
"""Labels, as a view can hold them: of any length, blank ones too."""
paragraphs = st.lists(words, max_size=12).map("\n\n".join)
long_texts = st.one_of(
    st.integers(0, 3).flatmap(lambda n: st.just("A sentence of some words. " * (n * 700))),
    st.integers(1, 1_500).map(lambda n: "```python\n" + "x = 1\n" * n + "```"),
    st.integers(1, 300).map(lambda n: "| n | word |\n|---|---|\n" + "| 1 | row |\n" * n),
)
texts = st.one_of(paragraphs, long_texts, st.tuples(paragraphs, long_texts).map("\n\n".join))
cells = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=True), words)
_sizes = st.one_of(st.integers(1, 6), st.sampled_from((21, 26, 101, 150)))


@st.composite
def tables(draw: st.DrawFn, control_id: str = "t") -> Table:
    """Draw a table, now and then one with many rows or columns."""
    width = draw(st.one_of(st.integers(1, 4), st.just(25)))
    row = st.lists(cells, min_size=width, max_size=width).map(tuple)
    few = draw(st.lists(row, max_size=4))
    rows = tuple((few * draw(st.one_of(st.just(1), st.integers(1, 60))))[:220])
    columns = tuple(draw(st.lists(names, min_size=width, max_size=width)))
    return Table(control_id, draw(names), columns, rows)


@st.composite
def _control(draw: st.DrawFn, number: int) -> Control:
    name, label = draw(st.sampled_from((f"c{number}", f"c{number}", "same"))), draw(names)
    kind = draw(st.integers(0, 11))
    match kind:
        case 0:
            return Button(name, label, draw(st.sampled_from(("default", "primary", "danger"))))
        case 1:
            return Link(name, label, draw(st.sampled_from(("https://a.example", "http://b.example/" + "p" * 900))))
        case 2:
            return Label(name, label, draw(texts))
        case 3:
            return Counter(name, label, draw(st.integers(-(10**15), 10**15)))
        case 4:
            return Toggle(name, label, draw(st.booleans()))
        case 5:
            options = tuple(Option(f"o{n}", draw(names) or "x") for n in range(draw(_sizes)))
            chosen = draw(st.sampled_from(("", options[0].id, options[-1].id)))
            return Select(name, label, options, chosen)
        case 6:
            return TextInput(name, label, draw(texts)[:3_000], draw(words)[:150], draw(st.booleans()))
        case 7:
            month = draw(st.sampled_from(("", "2026-11", "2024-02", "0001-01", "9999-12")))
            return Date(name, label, draw(st.sampled_from(("", "2026-11-23"))), "", "", month)
        case 8:
            return Progress(name, label, draw(st.one_of(st.none(), st.floats(0, 1))), cancel=draw(st.booleans()))
        case 9:
            steps = st.builds(Task, names, st.sampled_from(("pending", "active", "done", "failed")))
            return Plan(name, label, tuple(draw(steps) for _ in range(draw(st.sampled_from((1, 3, 70))))))
        case 10:
            return draw(tables(name))
        case _:
            count = draw(st.sampled_from((2, 3, 40)))
            there = tuple(f"state {n} {draw(words)[:40]}" for n in range(count))
            moves = tuple(Transition(f"to-{n}", draw(names), there[0], there[n]) for n in range(1, count))
            return Machine(name, label, there, there[0], moves)


@st.composite
def controls(draw: st.DrawFn) -> tuple[Control, ...]:
    """Draw controls, some with the same id."""
    return tuple(draw(_control(number)) for number in range(draw(st.one_of(st.integers(0, 6), st.just(45)))))


@st.composite
def artifacts(draw: st.DrawFn) -> Artifact:
    """Draw something to hand over."""
    match draw(st.integers(0, 3)):
        case 0:
            return draw(tables())
        case 1:
            labels = tuple(draw(st.lists(words, min_size=1, max_size=30)))
            numbers = st.lists(st.floats(-1e9, 1e9), min_size=len(labels), max_size=len(labels)).map(tuple)
            series = tuple(Series(draw(words), draw(numbers)) for _ in range(draw(st.integers(1, 3))))
            return Chart(draw(names), draw(st.sampled_from(("bar", "line", "pie"))), labels, series)
        case 2:
            return File(draw(st.sampled_from(("a.csv", "notes of today.md"))), "text/plain", draw(texts))
        case _:
            return Image(draw(names), "image/png", b"\x89PNG")


views = st.builds(
    View,
    id=st.integers(1, 2**40),
    text=texts,
    controls=controls(),
    artifacts=st.lists(artifacts(), max_size=3).map(tuple),
    remark=st.one_of(st.just(""), words),
    done=st.booleans(),
)
"""Any view there can be, and many that there cannot."""
