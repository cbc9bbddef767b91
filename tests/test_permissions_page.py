"""`docs/permissions.md` says what the code does."""

from pathlib import Path

from core.permissions import RULES
from docs.permissions import page

ROOT = Path(__file__).resolve().parents[1]


def test_the_page_is_the_one_the_code_makes() -> None:
    assert (ROOT / "docs/permissions.md").read_text("utf-8") == page(), "run `make docs`"


def test_every_verb_has_its_row() -> None:
    rows = [line.split(" | ") for line in page().splitlines() if line.startswith("| `")]

    assert [row[0] for row in rows] == [f"| `{verb}`" for verb in RULES]
    assert {len(row) for row in rows} == {7}
