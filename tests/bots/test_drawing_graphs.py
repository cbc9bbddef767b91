"""`python -m bots graphs show NAME --picture FILE`, as an operator starts it."""

from pathlib import Path

import pytest

from bots.__main__ import main
from core.graph import list_graphs

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def _no_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.logs.set_up", lambda *_: None)


def test_a_picture_is_written_and_its_size_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "graph.png"

    assert main(["graphs", "show", list_graphs()[0], "--picture", str(file)]) == 0
    assert file.read_bytes().startswith(PNG)
    assert capsys.readouterr().out == f"{file}: {file.stat().st_size:,} bytes.\n"


def test_an_existing_file_is_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "graph.png"
    file.write_bytes(b"dear diary")

    assert main(["graphs", "show", list_graphs()[0], "--picture", str(file)]) == 1
    assert file.read_bytes() == b"dear diary"
    assert capsys.readouterr().err == f"trivium: There is a file {file} already; a picture never replaces one.\n"


def test_a_missing_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "missing" / "graph.png"

    assert main(["graphs", "show", list_graphs()[0], "--picture", str(file)]) == 1
    complaint = f"trivium: The picture {file} cannot be written: No such file or directory.\n"
    assert capsys.readouterr().err == complaint


def test_an_unknown_graph_makes_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "graph.png"

    assert main(["graphs", "show", "v9", "--picture", str(file)]) == 1
    assert "There is no graph 'v9'" in capsys.readouterr().err
    assert not file.exists()


def test_a_picture_and_json_are_not_asked_for_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["graphs", "show", "v1", "--cytoscape", "--picture", str(tmp_path / "graph.png")])

    assert "not allowed with" in capsys.readouterr().err
