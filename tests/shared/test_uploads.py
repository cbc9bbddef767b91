import csv
import io
import json
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shared.uploads import csv_text, described, file_name, rendered
from core.artifacts import Artifact, Chart, File, Image, Series
from core.controls import Table

FILE = File("notes of today.md", "text/markdown", "# Größe\r\n😀")
TABLE = Table("t", "Umsätze 2026/Q1", ("Name", "=n"), (("=1+1", 1), ("b", -2.5), (None, True)))
CHART = Chart("Größe: ../../etc/passwd", "bar", ("a", "b"), (Series("s", (1, 2)),))
IMAGE = Image("A cat", "image/jpeg", bytes(range(256)))
ARTIFACTS: tuple[Artifact, ...] = (FILE, TABLE, CHART, IMAGE)


@pytest.mark.parametrize("artifact", ARTIFACTS, ids=lambda artifact: type(artifact).__name__)
async def test_what_is_described_is_plain_json_and_rendered_whole(artifact: Artifact) -> None:
    description = described(artifact)
    again = json.loads(json.dumps(description))

    assert again == description
    assert msgspec.convert(again, Artifact) == artifact
    upload = await rendered(again)
    assert upload == await rendered(description)
    assert upload.name == file_name(artifact) == description["name"]


async def test_each_kind_has_its_bytes_and_its_type() -> None:
    file, table, chart, image = [await rendered(described(artifact)) for artifact in ARTIFACTS]

    assert (file.name, file.media_type, file.data.decode()) == (FILE.name, "text/markdown", FILE.text)
    assert (table.name, table.media_type) == ("umsaetze-2026-q1.csv", "text/csv")
    assert (chart.name, chart.media_type, chart.data[:4]) == ("groesse-etc-passwd.png", "image/png", b"\x89PNG")
    assert (image.name, image.media_type, image.data) == ("a-cat.jpg", "image/jpeg", IMAGE.data)
    assert [upload.is_picture for upload in (file, table, chart, image)] == [False, False, True, True]


async def test_a_table_is_a_csv_file_that_spreadsheets_read_as_it_is() -> None:
    data = (await rendered(described(TABLE))).data

    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["Name", "'=n"], ["'=1+1", "1"], ["b", "-2.5"], ["", "True"]]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1", "＝1", "=cmd|' /C calc'!A0"])
def test_no_text_is_a_formula(cell: str) -> None:
    written = csv_text(Table("t", "T", ("c",), ((cell,),)))

    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"'{cell}"]


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), st.integers())
    )
)
def test_a_csv_file_has_every_cell(rows: list[tuple[str, int]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(Table("t", "T", ("a", "b"), tuple(rows))), newline="")))[1:]

    assert [
        (a.removeprefix("'") if a[1:] == row[0] else a, int(b)) for (a, b), row in zip(read, rows, strict=True)
    ] == rows


@given(st.text(max_size=200))
def test_names_are_safe_whatever_the_title(title: str) -> None:
    for artifact in (Table("t", title, ("a",)), Chart(title, "bar", (), ()), Image(title, "image/png", b"x")):
        assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?\.(?:csv|png)", file_name(artifact))


async def test_a_lone_surrogate_of_a_file_costs_one_character() -> None:
    assert (
        await rendered({"kind": "file", "name": "a.txt", "media_type": "text/plain", "text": "a\ud800b"})
    ).data == b"a?b"
