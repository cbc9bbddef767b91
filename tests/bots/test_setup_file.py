"""The `.env` file: values come back exactly, lines of others stay, and the file is always whole."""

import io
import os
import stat
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from bots.settings import Settings
from bots.setup.console import masked
from bots.setup.env_file import EnvFile, read, write
from bots.setup.questions import ADMINS, MODEL, PLACES, SLACK_BOT, wrong_with
from bots.setup.quoting import quoted
from core.errors import SettingsError

MEANT = st.text(
    st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("'\"\\$#{}: =`é")), max_size=40
)
"""What can be typed in a line."""


@given(MEANT, MEANT)
def test_what_is_typed_is_what_is_read_back(one: str, other: str) -> None:
    text = EnvFile().changed({"ONE": one, "OTHER": other}).text

    read_back = dotenv_values(stream=io.StringIO(text))

    assert (read_back.get("ONE", ""), read_back.get("OTHER", "")) == (one, other)


@given(MEANT, MEANT, MEANT)
def test_a_value_that_replaces_another_is_read_back_and_so_is_its_neighbour(old: str, new: str, other: str) -> None:
    before = f"# mine\nexport ONE={quoted(old)} # note\nOTHER={quoted(other)}\n"

    after = EnvFile(before).changed({"ONE": new}).text
    read_back = dotenv_values(stream=io.StringIO(after))

    assert (read_back["ONE"], read_back["OTHER"]) == (new, other)
    assert after.startswith("# mine\nexport ONE=")
    assert after.endswith(f" # note\nOTHER={quoted(other)}\n")


@pytest.mark.parametrize("value", ["plain", "sk-a#b", "it's", "a\\", "${HOME}", "$${A}", "a ${", " blank ", "#", '"'])
def test_the_settings_read_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MODEL_API_KEY", raising=False)

    write(Path(".env"), EnvFile().changed({"MODEL_API_KEY": value}))

    assert Settings().model_api_key == value


def test_all_other_lines_stay_as_they_are() -> None:
    before = '# My notes\n\nexport GRAPH="v1"   # the old one\nBROKEN LINE =\n  ADMINS = slack:U1\r\nTELEGRAM_TOKEN='

    after = EnvFile(before).changed({"TELEGRAM_TOKEN": "1:x", "ADMINS": "slack:U2", "MODEL": "m", "GRAPH": "v1"}).text

    assert after == (
        '# My notes\n\nexport GRAPH="v1"   # the old one\nBROKEN LINE =\n'
        "  ADMINS =slack:U2\r\nTELEGRAM_TOKEN=1:x\nMODEL=m\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A=1 # why\n", "A=9 # why\n"),
        ("A='1 # no' # why\n", "A=9 # why\n"),
        ('A="1 # secret"\n', "A=9\n"),
        ("A= # why\n", "A=9 # why\n"),
        ("A='1\n2'\nB=2\n", "A=9\nB=2\n"),
        ("A=1\nB=2\nA=3\n", "A=1\nB=2\nA=9\n"),
        ("a=1\n", "a=9\n"),
        ("\n\nA=1", "\n\nA=9\n"),
        ("A\n", "A=9\n"),
        ("A=#1 # why\n", "A=9 # why\n"),
    ],
)
def test_of_a_line_only_the_value_changes(before: str, after: str) -> None:
    changed = EnvFile(before).changed({"A": "9"})

    assert changed.text == after
    assert changed.values()["A"] == "9"


def test_a_file_that_nothing_changes_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("A='x'\r\nB=é #1\n\n".encode())
    file = read(tmp_path / ".env")

    write(tmp_path / ".env", file.changed(file.values()))

    assert (tmp_path / ".env").read_bytes() == "A='x'\r\nB=é #1\n\n".encode()


def test_the_file_is_its_owners_only_whatever_it_was_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("A=1\n")
    path.chmod(0o644)

    write(path, EnvFile("A=2\n"))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_stays_its_owners_also_where_root_writes(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("A=1\n")
    if os.geteuid() == 0:
        os.chown(path, 4711, 4712)
    before = path.stat()

    write(path, EnvFile("A=2\n"))

    assert (path.stat().st_uid, path.stat().st_gid) == (before.st_uid, before.st_gid)
    assert path.read_text() == "A=2\n"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / ".env").symlink_to(tmp_path / "kept/env")

    write(tmp_path / ".env", EnvFile("A=2\n"))

    assert (tmp_path / ".env").is_symlink()
    assert (tmp_path / "kept/env").read_text() == "A=2\n"


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / ".env"
    path.write_text("A=1\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match=r"\.env cannot be written: No space left on device\."):
        write(path, EnvFile("A=2\n"))

    assert path.read_text() == "A=1\n"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"A=\xe9\n")

    with pytest.raises(SettingsError, match="is not UTF-8"):
        read(tmp_path / "latin")
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("xoxb-1 2", "There is a blank or a quote in it; copy it alone."),
        ("'xoxb-12'", "There is a blank or a quote in it; copy it alone."),
        ("xoxb-12\x1b[200~", "There is a line end or a control character in it; copy it once more."),
        ("xoxb-12\n", "There is a line end or a control character in it; copy it once more."),
        ("xoxb-ä", "There is a sign in it that no token has; copy it once more."),
        ("xapp-1-2", "This is not what is asked for, which looks like this: xoxb-…."),
        ("xoxb-1-2", ""),
        ("xoxe.xoxb-1-2", ""),
    ],
)
def test_a_token_that_cannot_be_one_is_refused_with_a_sentence(token: str, said: str) -> None:
    assert wrong_with(SLACK_BOT, token) == said


@pytest.mark.parametrize(
    ("platform", "token"), [("discord", "MTE5.GhIj.kl-mn_op"), ("telegram", "4711:AAE-x_y"), ("slack", "xoxb-1-2-a")]
)
def test_a_token_of_the_platforms_form_is_taken(platform: str, token: str) -> None:
    assert wrong_with(PLACES[platform].questions[0], token) == ""


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("slack:U012ABC, discord:80351110224678912,telegram:4242", ""),
        ("ada", "'ada' is not of the form platform:user, such as slack:U012ABC."),
        ("slak:U012ABC", "There is no platform 'slak'; there are slack, discord, telegram."),
        ("telegram:ada", "'telegram:ada' has no id of Telegram's behind the colon: /whoami tells it."),
        ("telegram:4242\x07", "There is a control character in it."),
    ],
)
def test_admins_are_ids_of_platforms(people: str, said: str) -> None:
    assert wrong_with(ADMINS.questions[0], people) == said


def test_a_models_name_may_be_anything_that_can_be_printed() -> None:
    assert wrong_with(MODEL, "my model's “name” #1") == ""


@given(MEANT)
def test_a_secret_shows_four_letters_at_the_most_and_none_of_a_short_one(secret: str) -> None:
    shown = masked(secret)

    assert len(shown) <= 5
    assert len(secret) >= 12 or shown == "…"
