"""The house's own rules, where no linter knows them."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("bots", "core", "adapters", "graphs", "migrations")
ALLOWED_IN_CORE = {"core", "pydantic", "msgspec"}
HOMES = {
    "slack_bolt": ("adapters/slack/",),
    "slack_sdk": ("adapters/slack/",),
    "discord": ("adapters/discord/",),
    "telegram": ("adapters/telegram/",),
    "telegramify_markdown": ("adapters/telegram/",),
    "sqlalchemy": ("adapters/storage/", "adapters/data/", "migrations/"),
    "aiosqlite": ("adapters/storage/",),
    "alembic": ("migrations/",),
    "openai": ("adapters/llm/",),
    "pydantic_ai": ("adapters/llm/",),
    "prometheus_client": ("adapters/web/",),
    "opentelemetry": ("adapters/telemetry/",),
}


def sources(*folders: str) -> list[Path]:
    found = [p for folder in folders for p in (ROOT / folder).rglob("*.py") if "__pycache__" not in p.parts]
    assert found, f"no source in {folders}"
    return found


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case ast.ImportFrom(level=level) if level:
                yield "."
            case _:
                continue


def test_the_core_imports_only_the_standard_library_pydantic_and_msgspec() -> None:
    strangers = {
        (str(path.relative_to(ROOT)), name)
        for path in sources("core")
        for name in imports(path)
        if name not in ALLOWED_IN_CORE and name not in sys.stdlib_module_names
    }

    assert strangers == set()


def test_each_vendor_is_imported_in_its_own_folder_only() -> None:
    astray = {
        (str(path.relative_to(ROOT)), name)
        for path in sources(*PACKAGES)
        for name in imports(path)
        if name in HOMES and not str(path.relative_to(ROOT)).startswith(HOMES[name])
    }

    assert astray == set()


def test_platform_names_stand_only_in_adapters_and_bots() -> None:
    named = {
        (str(path.relative_to(ROOT)), word)
        for path in sources("core", "adapters/shared", "adapters/storage", "adapters/llm", "adapters/web")
        for word in re.findall(r"[\"'](slack|discord|telegram)[\"':]", path.read_text("utf-8"))
    }

    assert named == set()


def test_files_have_at_most_400_lines_and_functions_50() -> None:
    files = {str(p): n for p in sources(*PACKAGES, "tests") if (n := p.read_text("utf-8").count("\n")) > 400}
    functions = {
        f"{path}:{node.name}": length
        for path in sources(*PACKAGES)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > 50
    }

    assert files == {}
    assert functions == {}


def test_nothing_but_supervision_catches_everything() -> None:
    broad = {
        str(path.relative_to(ROOT))
        for path in sources(*PACKAGES)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    }

    assert broad == {"bots/supervise.py"}


@pytest.mark.parametrize("package", PACKAGES)
def test_our_packages_are_ours(package: str) -> None:
    assert Path(__import__(package).__file__ or "").parent == ROOT / package


def test_the_floors_hold() -> None:
    checked = lint_imports(ROOT)

    assert checked.returncode == 0, checked.stdout
    assert "0 broken" in checked.stdout


@pytest.mark.parametrize(
    ("where", "planted"),
    [
        ("core/memory.py", "import adapters.shared.tokens"),
        ("core/controls.py", "import core.runtime"),
        ("adapters/slack/text.py", "import adapters.telegram.text"),
        ("adapters/shared/tokens.py", "import bots.settings"),
    ],
)
def test_a_planted_violation_breaks_the_floors(tmp_path: Path, where: str, planted: str) -> None:
    for package in PACKAGES:
        copy(package, tmp_path)
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"))
    path = tmp_path / where
    path.write_text(f"{path.read_text('utf-8')}\n{planted}\n")

    checked = lint_imports(tmp_path)

    assert checked.returncode == 1
    assert "1 broken" in checked.stdout


def copy(package: str, target: Path) -> None:
    for path in sources(package):
        new = target / path.relative_to(ROOT)
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(path.read_bytes())


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False, timeout=60)
