"""The documents say what is so."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from adapters.slack.manifest import slash_name
from adapters.tools.box import toolbox
from bots.__main__ import main
from bots.graphs import check
from bots.settings import Settings
from core.admin import command_specs
from core.blueprint import EngineKind, Graph, NodeKind, NodeSpec
from core.graph import list_graphs

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OPERATING = (ROOT / "docs/operating.md").read_text("utf-8")
DOCUMENTS = sorted(p for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("adapters/*/README.md")])


def test_there_are_documents_to_check() -> None:
    names = {str(path.relative_to(ROOT)) for path in DOCUMENTS}

    assert {"README.md", "CHANGELOG.md", "docs/architecture.md", "adapters/slack/README.md"} <= names


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_and_picture_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?://)([^)#]+)", document.read_text("utf-8"))

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_named_in_a_document_is_there(document: Path) -> None:
    named = re.findall(
        r"`((?:core|bots|adapters|graphs|migrations|tests|docs)/[\w/.-]+\.\w+)`", document.read_text("utf-8")
    )

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_make_target_in_the_readme_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    named = set(re.findall(r"make ([a-z]+)", README)) - {"me"}

    assert named
    assert named <= targets


def test_every_command_for_operators_is_one_of_the_programs(capsys: pytest.CaptureFixture[str]) -> None:
    named = set(re.findall(r"python -m bots ([a-z]+)", README + OPERATING))

    for command in named:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0

    assert {"run", "setup", "manifest", "doctor", "audit", "permissions", "backup", "forget", "ask"} <= named
    assert "usage" in capsys.readouterr().out


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_setting_in_a_document_exists(document: Path) -> None:
    places = "SLACK|DISCORD|TELEGRAM|MODEL|OPENAI|HTTP|DATABASE|TRACE"
    others = "DIRECT|TRUST|EVENTS|SECRET|METRICS|LOG|CATCH|KEEP|EXPERT"
    words = rf"\b((?:{places}|{others})_[A-Z_]+|ADMINS|PLACES|GRAPH|MODELS?|CLOCK)\b"
    named = set(re.findall(words, document.read_text("utf-8")))

    assert {name for name in named if name.lower() not in Settings.model_fields} == set()


def test_the_readme_and_the_page_for_operators_name_the_settings_that_decide_who_may() -> None:
    for name in ("ADMINS", "TRUST_PLATFORM_ADMINS", "DIRECT_MESSAGES", "PLACES", "EVENTS_A_MINUTE"):
        assert name in OPERATING

    assert "ADMINS" in README


def test_every_graph_in_the_readme_exists_and_the_command_is_spelt_so() -> None:
    named = set(re.findall(r"/graph (\w[\w-]*)", README))

    assert [spec.name for spec in command_specs(list_graphs(), ())] == [
        *("help", "whoami", "status", "stop", "reset", "sessions", "link", "continue", "forget"),
        *("graph", "model", "trace", "pair"),
    ]
    assert named
    assert named <= {*list_graphs(), "clear"}


def test_the_floors_in_the_architecture_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = {c.get("containers", [""])[0]: c["layers"] for c in contracts if c["type"] == "layers"}
    drawn = re.search(r"```\n(.*?)```", (ROOT / "docs/architecture.md").read_text("utf-8"), re.DOTALL)
    assert drawn is not None
    floors = re.sub(r"\s+", " ", drawn[1])

    for checked in layers.values():
        assert " → ".join(checked) in floors


def test_the_page_on_graphs_names_every_engine_kind_and_key() -> None:
    page = (ROOT / "docs/graphs.md").read_text("utf-8")
    keys = {name for name in NodeSpec.model_fields if not name.endswith("instructions")}
    keys |= set(Graph.model_fields) - {"name", "nodes", "edges"}
    words = {*get_args(NodeKind), *get_args(EngineKind), *keys, *toolbox(lambda: 0.0)}

    assert {word for word in words if f"`{word}`" not in page} == set()


def test_the_graph_on_the_page_about_graphs_is_sound(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", (ROOT / "docs/graphs.md").read_text("utf-8"), re.DOTALL)
    assert example is not None
    (tmp_path / "example.toml").write_text(example[1])

    assert check(tmp_path / "example.toml").endswith("7 nodes, 4 edges, engine frames.")


def test_every_command_people_can_give_is_in_the_readme() -> None:
    for spec in command_specs(list_graphs(), ()):
        assert f"`/{spec.name}`" in README


def test_the_readme_says_of_every_command_who_may_give_it() -> None:
    said = dict(re.findall(r"^\| `/(\w+)` \|.*\| (\w+) \|$", README, re.MULTILINE))
    words = {"stranger": "everybody", "member": "members", "admin": "admins"}

    assert said == {spec.name: words[spec.least] for spec in command_specs(list_graphs(), ())}


def test_the_readme_says_which_commands_have_another_name_on_slack() -> None:
    for spec in command_specs(list_graphs(), ()):
        assert f"`/{slash_name(spec.name)}`" in README
