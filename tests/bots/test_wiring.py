from pathlib import Path

import pytest
from msgspec.structs import replace

from bots.wiring import pools_of
from core.errors import SettingsError
from core.graph import list_graphs
from core.pool import Kit
from core.ports import Model
from tests.core.runtimes import kit
from tests.models import ScriptedModel

GRAPHS = Path(__file__).resolve().parents[2] / "graphs"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the graphs that ship, for others beside them."""
    for path in [*GRAPHS.glob("*.toml"), *GRAPHS.glob("prompts/*.md")]:
        copy = tmp_path / path.relative_to(GRAPHS)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return tmp_path


def kit_without(*gone: str) -> Kit:
    """Return a kit for which models of these names cannot be had."""
    usual = ScriptedModel()

    def models(name: str) -> Model:
        if name in gone:
            raise SettingsError(f"The model {name!r}\nneeds a key.")
        return usual

    return replace(kit(usual), models=models)


def test_a_broken_graph_is_one_log_line_and_the_others_can_be_used(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "broken.toml").write_text('title = "half a')

    pools = pools_of(kit(ScriptedModel()), folder).sound

    assert set(pools) == set(list_graphs())
    assert len(caplog.messages) == 1
    assert "broken.toml: not valid TOML" in caplog.messages[0]


@pytest.mark.parametrize("node", ["input", "director", "thinker", "output", "memorizer"])
@pytest.mark.parametrize(("key", "value"), [("model", '"gone"'), ("fallback", '["here", "gone"]')])
def test_a_graph_whose_model_cannot_be_had_is_one_log_line_and_the_others_can_be_used(
    folder: Path, caplog: pytest.LogCaptureFixture, node: str, key: str, value: str
) -> None:
    text = (folder / "v1.toml").read_text("utf-8")
    (folder / "wanting.toml").write_text(text.replace(f'"{node}",', f'"{node}", {key} = {value},', 1), "utf-8")

    assert set(pools_of(kit_without("other"), folder).sound) == {*list_graphs(), "wanting"}
    assert caplog.messages == []
    assert set(pools_of(kit_without("gone"), folder).sound) == set(list_graphs())
    said = f"wanting.toml: nodes.{node}.{key}: 'gone' cannot be had: The model 'gone' needs a key."
    assert caplog.messages == [f"a graph is left out: {said}"]


def test_without_the_default_model_no_graph_can_be_used(folder: Path) -> None:
    with pytest.raises(SettingsError, match="needs a key"):
        pools_of(kit_without(""), folder)
