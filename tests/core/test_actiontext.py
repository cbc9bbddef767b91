import pytest

from core.actiontext import read_action


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("ACTION: yes", ("yes", {})),
        ("  ACTION:yes  \n", ("yes", {})),
        ("ACTION: yes |", ("yes", {})),
        ("ACTION: yes | now", ("yes", {})),
        ('ACTION: yes | {"a": 1}', ("yes", {"a": "1"})),
        ("ACTION: beers:inc", ("beers:inc", {})),
        ("ACTION: buy milk", ("buy milk", {})),
        ('ACTION: beers:set | data: {"value": "4"}', ("beers:set", {"value": "4"})),
        ('ACTION:beers:set|data:{"value":"4"}', ("beers:set", {"value": "4"})),
        ('ACTION: x | data: {\n  "a": "b"\n}\n', ("x", {"a": "b"})),
        ('ACTION: x | data: {"a": "b | c"}', ("x", {"a": "b | c"})),
        ("ACTION: x | data: {}", ("x", {})),
        ("ACTION: x | data:", ("x", {})),
    ],
)
def test_an_action_is_read_with_its_name_and_its_data(text: str, action: tuple[str, dict[str, str]]) -> None:
    assert read_action(text) == action


@pytest.mark.parametrize(
    ("written", "text"), [("4", "4"), ("-2.5", "-2.5"), ("true", "true"), ("false", "false"), ('"ä"', "ä")]
)
def test_every_plain_value_is_read_as_its_text(written: str, text: str) -> None:
    assert read_action(f'ACTION: x | data: {{"value": {written}}}') == ("x", {"value": text})


@pytest.mark.parametrize(
    "written", ["{", "[1]", '"a"', "4", '{"a": null}', '{"a": [1]}', '{"a": {}}', "{'a': 'b'}", "a b"]
)
def test_data_that_cannot_be_read_counts_as_none(written: str) -> None:
    assert read_action(f"ACTION: x | data: {written}") == ("x", {})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "ACTION",
        "ACTION:",
        "ACTION:  \n",
        "ACTION: | data: {}",
        "action: yes",
        "please ACTION: yes",
        "|",
    ],
)
def test_any_other_text_is_no_action(text: str) -> None:
    assert read_action(text) is None


@pytest.mark.timeout(5)
@pytest.mark.parametrize("tail", ["", "|x", "x", "| data: ", "|data"])
def test_a_long_run_of_blanks_costs_no_time(tail: str) -> None:
    read_action(f"ACTION:{' ' * 20_000}{tail}{' ' * 20_000}|")
