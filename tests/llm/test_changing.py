"""Requests to set, remove, clear and list the controls that are seen."""

import pytest

from core.controls import Button, Control, Counter, Label, Machine, Option, Progress, Select, Table, Toggle, Transition
from core.operations import AddControl, Bind, ClearControls, Operation, RemoveControl, SetValue, UpdateControl
from tests.llm.asking import thought

COUNTER = Counter("counter", "Counter", 3)
GUESTS = Counter("gaeste", "Gäste", 10, minimum=0, maximum=12)
LIGHT = Toggle("light", "Light")
LICHT = Toggle("licht", "Licht", on=True)
STATUS = Label("status", "Status", "open")
TRAFFIC = Machine("traffic-light", "Traffic light", ("red", "green"), "red")
DOOR = Machine("tuer", "Tür", ("zu", "offen"), "zu", (Transition("open", "Öffnen", "zu", "offen"),))
TABLE = Table("table", "Table", ("a",))
STATUS_EMPTY = Label("status", "Status")
SIZE = Select("size", "Size", (Option("s", "S"), Option("extra-large", "Extra large")))
UPLOAD = Progress("upload", "Upload", 0.4)
SEEN: tuple[Control, ...] = (
    COUNTER,
    GUESTS,
    LIGHT,
    LICHT,
    STATUS,
    TRAFFIC,
    DOOR,
    TABLE,
    Button("yes", "Yes"),
    SIZE,
    UPLOAD,
)

CHANGES: list[tuple[str, list[Operation]]] = [
    ("set the counter to 7", [SetValue("counter", 7)]),
    ("Set Counter to seven, please", [SetValue("counter", 7)]),
    ("stell Gäste auf 7", [SetValue("gaeste", 7)]),
    ("setz den Gäste Zähler auf 11", [SetValue("gaeste", 11)]),
    ("set Gäste to 99", [SetValue("gaeste", 12)]),
    ("turn the light on", [SetValue("light", True)]),
    ("turn on the light", [SetValue("light", True)]),
    ("please switch the light off", [SetValue("light", False)]),
    ("mach das Licht aus", [SetValue("licht", False)]),
    ("schalte Licht ein", [SetValue("licht", True)]),
    ("Licht aus", [SetValue("licht", False)]),
    ("toggle the light", [SetValue("light", True)]),
    ("schalte das Licht um", [SetValue("licht", False)]),
    ("set the traffic light to green", [SetValue("traffic-light", "green")]),
    ("stell die Ampel auf Grün", [SetValue("traffic-light", "green")]),
    ("öffne die Tür", [SetValue("tuer", "offen")]),
    ("change status to closed for today", [SetValue("status", "closed for today")]),
    ("status: closed", [SetValue("status", "closed")]),
    ("remove the table", [RemoveControl("table")]),
    ("remove the traffic light and the table", [RemoveControl("traffic-light"), RemoveControl("table")]),
    ("remove all counters", [RemoveControl("counter"), RemoveControl("gaeste")]),
    ("remove the yes button", [RemoveControl("yes")]),
    ("entferne die Tabelle", [RemoveControl("table")]),
    ("nimm den Status weg", [RemoveControl("status")]),
    ("Status löschen", [RemoveControl("status")]),
    ("clear", [ClearControls()]),
    ("Remove everything!", [ClearControls()]),
    ("lösche alles", [ClearControls()]),
    ("set size to S", [SetValue("size", "s")]),
    ("set the size to extra large", [SetValue("size", "extra-large")]),
    ("Size: S", [SetValue("size", "s")]),
    ("choose S", [SetValue("size", "s")]),
    ("select extra large for the size", [SetValue("size", "extra-large")]),
    ("stell Size auf S", [SetValue("size", "s")]),
    ("wähle S bei Size", [SetValue("size", "s")]),
    ("set upload to 60 %", [SetValue("upload", 0.6)]),
    ("set the upload to 62.5 percent", [SetValue("upload", 0.625)]),
    ("set upload to 400 %", [SetValue("upload", 1.0)]),
    ("setz den Upload auf 60 Prozent", [SetValue("upload", 0.6)]),
    ("remove the progress bar", [RemoveControl("upload")]),
    ("rename Gäste to Guests", [UpdateControl("gaeste", label="Guests")]),
    ("rename the traffic light to Crossing", [UpdateControl("traffic-light", label="Crossing")]),
    ("benenne Gäste in Besucher um", [UpdateControl("gaeste", label="Besucher")]),
    ("bind Status to Gäste", [Bind("status", "gaeste")]),
    ("bind the label to the upload", [Bind("status", "upload")]),
    ("let status follow the size", [Bind("status", "size")]),
    ("Status follows Gäste", [Bind("status", "gaeste")]),
    ("binde Status an Gäste", [Bind("status", "gaeste")]),
    ("bind Total to Gäste", [AddControl(Label("total", "Total")), Bind("total", "gaeste")]),
    ("a label Total that follows Gäste", [AddControl(Label("total", "Total")), Bind("total", "gaeste")]),
    ("a label Status that follows Gäste", [AddControl(STATUS_EMPTY), Bind("status", "gaeste")]),
    ("ein Label Summe, das Gäste folgt", [AddControl(Label("summe", "Summe")), Bind("summe", "gaeste")]),
    ("set the counter to 7 and turn the light on", [SetValue("counter", 7), SetValue("light", True)]),
]


@pytest.mark.parametrize(("text", "operations"), CHANGES, ids=[text for text, _ in CHANGES])
async def test_a_change_is_just_the_one_asked_for(text: str, operations: list[Operation]) -> None:
    result = await thought(text, *SEEN)

    assert list(result.operations) == operations
    assert [type(each.value) for each in result.operations if isinstance(each, SetValue)] == [
        type(each.value) for each in operations if isinstance(each, SetValue)
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("set the counter to many", "“Counter” needs a whole number."),
        ("set the traffic light to blue", "“Traffic light” can be red, green."),
        ("set light to blue", "“Light” can be on and off."),
        ("set the table to 3", "“Table” has no value that could be set."),
        ("set size to enormous", "“Size” can be S, Extra large."),
        ("set upload to much", "“Upload” needs a percentage from 0 to 100."),
        ("rename the alarm to Bell", "I see no “alarm” here."),
        ("rename the light to " + "x" * 61, "A name can have at most 60 characters."),
        ("bind Status to the alarm", "I see no “the alarm” here."),
        ("bind Status to the table", "“Table” has no value that a label could follow."),
        ("bind Gäste to the upload", "“Gäste” is no label;"),
        ("remove it", "Which one do you mean: “Counter”, “Gäste”"),
        ("remove the button", "Removed “Yes”."),
        ("set the alarm to 7", "I see no “alarm” here."),
        ("schalte die Heizung ein", "„Heizung“ sehe ich hier nicht."),
    ],
)
async def test_a_change_that_cannot_be_made_is_explained(text: str, answer: str) -> None:
    result = await thought(text, *SEEN)

    assert result.response.startswith(answer)


async def test_a_changed_control_is_named_with_its_new_value() -> None:
    assert (await thought("set size to s", SIZE)).response == "“Size” is now S."
    assert (await thought("setz Upload auf 60 Prozent", UPLOAD)).response == "„Upload“ ist jetzt 60 %."
    assert (await thought("rename size to Grade", SIZE)).response == "“Size” is now called “Grade”."
    assert (await thought("a label Total that follows size", SIZE)).response.endswith("“Total” follows “Size”.")


async def test_an_option_that_two_selects_have_is_asked_about() -> None:
    result = await thought("choose S", SIZE, Select("other", "Other", SIZE.options))

    assert not result.operations
    assert result.response == "Which one do you mean: “Size”, “Other”?"


async def test_it_means_the_only_control_there_is() -> None:
    result = await thought("set it to 7", COUNTER)

    assert result.operations == (SetValue("counter", 7),)


async def test_two_controls_of_a_kind_are_asked_about() -> None:
    result = await thought("remove the counter", Counter("beers", "Beers"), Counter("guests", "Guests"))

    assert not result.operations
    assert result.response == "Which one do you mean: “Beers”, “Guests”?"


@pytest.mark.parametrize("text", ["what do you show?", "show the controls", "Was zeigst du?", "zeig die Elemente"])
async def test_what_is_shown_is_listed(text: str) -> None:
    result = await thought(text, COUNTER, STATUS)

    assert not result.operations
    assert [line[:2] for line in result.response.splitlines()[1:]] == ["- ", "- "]
    assert "3" in result.response
    assert "open" in result.response


async def test_one_control_is_shown_by_name() -> None:
    result = await thought("show me the counter", COUNTER, STATUS)

    assert result.response == "You see:\n- a counter at 3"


@pytest.mark.parametrize("text", ["clear", "what do you show", "zeig alles"])
async def test_an_empty_screen_is_said_to_be_empty(text: str) -> None:
    result = await thought(text)

    assert not result.operations
    assert result.response.startswith(("Nothing is shown", "Es wird nichts angezeigt"))
