"""What people do with controls while the whole program is busy."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from adapters.discord import interactions
from core.controls import Counter, TextInput
from core.envelope import ThoughtResult
from core.operations import AddControl
from tests.discord_.connected import Home
from tests.discord_.whole import whole
from tests.drivers import buttons
from tests.models import ScriptedModel
from tests.waiting import until

MADE = ThoughtResult("Here it is.", (AddControl(TextInput("name", "Name", minimum=2)), AddControl(Counter("n", "N"))))


async def asked_for(home: Home) -> dict[str, Any]:
    """Let Ada ask for the controls; return the message that has them."""
    await home.sandbox.say(home.ada, home.direct, "controls")
    await until(lambda: [m for m in home.shown(home.direct) if buttons("discord", m["native"])])
    return next(m for m in home.shown(home.direct) if buttons("discord", m["native"]))


async def press(home: Home, message: dict[str, Any], label: str) -> None:
    (name,) = [name for said, name in buttons("discord", message["native"]).items() if label in said]
    await home.sandbox.click(home.ada, home.direct, message["id"], name)


async def test_a_form_opens_and_takes_a_value_while_a_turn_runs(tmp_path: Path) -> None:
    busy = asyncio.Event()
    async with whole(tmp_path / "trivium.db", ScriptedModel(thinker=[MADE, busy])) as home:
        message = await asked_for(home)
        await home.sandbox.say(home.ada, home.direct, "and now something long")

        await press(home, message, "Name")
        await until(lambda: home.dialogs)
        wrong = await home.sandbox.submit(home.ada, home.dialogs[0]["id"], "Grace")
        busy.set()

        assert wrong == ""
        await until(lambda: "Grace" in str(home.shown(home.direct)))


async def test_ten_clicks_while_a_turn_runs_are_acknowledged_and_all_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interactions, "_PATIENCE", 0.3)
    busy = asyncio.Event()
    async with whole(tmp_path / "trivium.db", ScriptedModel(thinker=[MADE, busy])) as home:
        message = await asked_for(home)
        await home.sandbox.say(home.ada, home.direct, "and now something long")
        for _ in range(10):
            await press(home, message, "+")

        await until(lambda: len(home.callbacks()) == 10)
        busy.set()

        await until(lambda: "N: 10" in str(home.shown(home.direct)))
        assert "This interaction failed" not in str(home.shown(home.direct))


async def test_people_see_that_their_message_was_read_and_answered(tmp_path: Path) -> None:
    async with whole(tmp_path / "trivium.db", ScriptedModel(thinker=MADE)) as home:
        await asked_for(home)

        await until(lambda: home.shown(home.direct)[0].get("reactions") == ["✅"])
