from pathlib import Path

import pytest

from bots.settings import Settings, read_settings
from core.errors import SettingsError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_any_setting_there_are_defaults_and_no_admins() -> None:
    settings = read_settings()

    assert settings.admins == frozenset()
    assert settings.graph == "v4-eras"


def test_a_dotenv_file_is_read_and_the_environment_wins(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (nowhere / ".env").write_text("GRAPH=v1\nADMINS=slack:U1, discord:2\n")
    monkeypatch.setenv("GRAPH", "v4-eras")

    settings = read_settings()

    assert settings.graph == "v4-eras"
    assert settings.admins == {"slack:U1", "discord:2"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMINS", "ada"),
        ("ADMINS", "slack:U1,ada"),
        ("HTTP_PORT", "99999"),
        ("HTTP_PORT", "http"),
        ("SLACK_API_URL", "slack.example"),
        ("TELEGRAM_API_URL", "ftp://example"),
        ("DISCORD_GATEWAY_URL", "http://example"),
        ("EXPERT_DATABASE_URL", "sales.db"),
        ("EXPERT_DATABASES", "sales"),
        ("EXPERT_DATABASES", "sales=postgresql://db/sales hr"),
        ("EXPERT_DATABASES", "sales=sales.db"),
        ("EXPERT_DATABASES", "main=sqlite:///main.db"),
        ("EXPERT_DATABASES", "hr=sqlite:///a.db hr=sqlite:///b.db"),
        ("EXPERT_MASKED", "customers."),
        ("EXPERT_MASKED", "a.b.c.d"),
        ("EXPERT_ROWS", "0"),
        ("EXPERT_ROWS", "many"),
        ("EXPERT_SECONDS", "0"),
        ("EXPERT_SECONDS", "nan"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_setting(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=f"^{name}: .+") as caught:
        read_settings()

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EXPERT_DATABASE_URL", "postgresql//reader:sesame@db/sales"),
        ("EXPERT_DATABASES", "hr=sqlite:///hr.db sales:postgresql://reader:sesame@db/sales"),
        ("EXPERT_DATABASES", "sales=postgresql://reader:se same@db/sales"),
        ("EXPERT_DATABASES", "main=postgresql://reader:sesame@db/sales"),
    ],
)
def test_a_wrong_address_of_a_database_is_told_without_its_password(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as caught:
        read_settings()

    assert "same" not in str(caught.value)


def test_databases_masks_and_limits_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPERT_DATABASES", "sales=postgresql+psycopg://reader:x@db/sales  hr=sqlite:///hr.db")
    monkeypatch.setenv("EXPERT_MASKED", "customers.email, phone,E-Mail Adresse")
    monkeypatch.setenv("EXPERT_SECONDS", "2.5")

    settings = read_settings()

    assert settings.expert_databases == {"sales": "postgresql+psycopg://reader:x@db/sales", "hr": "sqlite:///hr.db"}
    assert settings.expert_masked == ("customers.email", "phone", "E-Mail Adresse")
    assert (settings.expert_rows, settings.expert_seconds) == (1000, 2.5)


def test_the_example_names_every_setting_and_no_other() -> None:
    named = {line.partition("=")[0] for line in (ROOT / ".env.example").read_text().splitlines() if "=" in line}

    assert {n for n in named if not n.startswith("#")} == {name.upper() for name in Settings.model_fields}


def test_the_example_is_itself_a_sound_file(nowhere: Path) -> None:
    (nowhere / ".env").write_text((ROOT / ".env.example").read_text())

    assert read_settings() == Settings()
