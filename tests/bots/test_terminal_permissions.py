"""The shell's half of the permissions: what the table gives to it is there, and nothing else of the table."""

import pytest

from bots.__main__ import _parser
from core.permissions import CHAT, RULES, VERBS, Verb, allowed

COMMANDS: dict[Verb, tuple[str, ...]] = {"forget_shared": ("forget", "slack:T1:C1"), "forget": ("forget", "telegram:1")}
"""How a verb is said in a shell, where that is not by its name alone."""
NEEDS = {"backup": ("copy.db",)}


@pytest.mark.parametrize("verb", VERBS)
def test_a_shell_knows_what_the_table_gives_it_and_nothing_else(verb: Verb, capsys: pytest.CaptureFixture[str]) -> None:
    words = COMMANDS.get(verb, (verb, *NEEDS.get(verb, ())))

    if allowed("terminal", "admin", verb):
        assert _parser().parse_args(words).command == words[0]
    else:
        with pytest.raises(SystemExit):
            _parser().parse_args(words)
        assert "invalid choice" in capsys.readouterr().err


@pytest.mark.parametrize("verb", [verb for verb in VERBS if "terminal" in RULES[verb].entries])
def test_what_a_shell_may_do_needs_the_operator_there(verb: Verb) -> None:
    assert not allowed("terminal", "stranger", verb)
    assert [entry for entry in CHAT if entry in RULES[verb].entries] in ([], ["message", "click", "slash"])
