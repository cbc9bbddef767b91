from pathlib import Path

import pytest

from bots.wiring import sound_pools
from core.graph import list_graphs
from tests.models import ScriptedModel

GRAPHS = Path(__file__).resolve().parents[2] / "graphs"


def test_a_broken_graph_is_one_log_line_and_the_others_can_be_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for path in [*GRAPHS.glob("*.toml"), *GRAPHS.glob("prompts/*.md")]:
        copy = tmp_path / path.relative_to(GRAPHS)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "broken.toml").write_text('title = "half a')

    pools = sound_pools(lambda _: ScriptedModel(), tmp_path)

    assert set(pools) == set(list_graphs())
    assert len(caplog.messages) == 1
    assert "broken.toml: not valid TOML" in caplog.messages[0]
