"""Text inputs, dates, links and plans, in English and German: made, filled in, described and taken away."""

import pytest

from core.controls import Control, Counter, Date, Label, Link, Plan, Task, TextInput
from core.operations import AddControl, Bind, Operation, RemoveControl, SetValue, UpdateControl
from tests.llm.asking import analysis, thought

DOCS = Link("docs", "Docs", "https://docs.example")
RELEASE = Plan("release", "Release", (Task("build"), Task("test"), Task("ship it")))
NAME, DUE = TextInput("name", "Name", maximum=10), Date("due", "Due", minimum="2026-12-01", maximum="2026-12-31")
SEEN: tuple[Control, ...] = (NAME, DUE, DOCS, RELEASE, Label("status", "Status", "new"))

FIELDS: list[tuple[str, list[Control]]] = [
    ("a text field for the name", [TextInput("name", "Name")]),
    ("make me a text input", [TextInput("text-field", "Text field")]),
    ("an input called Note, multi-line, at most 200 characters", [
        TextInput("note", "Note", multiline=True, maximum=200)
    ]),
    ("a multi-line text box for notes", [TextInput("notes", "Notes", multiline=True)]),
    ("a text field for the name with the placeholder \"your name\", 2 to 40 characters", [
        TextInput("name", "Name", placeholder="your name", minimum=2, maximum=40)
    ]),
    ("a text field Name: Ada", [TextInput("name", "Name", "Ada")]),
    ("text fields for name and address", [TextInput("name", "Name"), TextInput("address", "Address")]),
    ("ein Textfeld für den Namen", [TextInput("namen", "Namen")]),
    ("ein mehrzeiliges Textfeld für Notizen mit höchstens 200 Zeichen", [
        TextInput("notizen", "Notizen", multiline=True, maximum=200)
    ]),
    ("a date field Due between 2026-12-01 and 2026-12-31", [DUE]),
    ("a due date", [Date("due", "Due")]),
    ("a date field Due on 2026-12-24", [Date("due", "Due", "2026-12-24")]),
    ("ein Datum namens Abgabe", [Date("abgabe", "Abgabe")]),
    ("ein Abgabedatum bis 31.12.2026", [Date("abgabedatum", "Abgabedatum", maximum="2026-12-31")]),
    ("a link Docs to https://docs.example", [DOCS]),
    ("Link Docs: https://docs.example", [DOCS]),
    ("ein Link Doku auf https://docs.example/A_(b)?c=d", [
        Link("doku", "Doku", "https://docs.example/A_(b)?c=d")
    ]),
    ("a link to http://docs.example/x", [Link("docs-example", "Docs.example", "http://docs.example/x")]),
    ("a plan Release with the steps build, test, ship it", [RELEASE]),
    ("a plan Release: build → test → ship it", [RELEASE]),
    ("ein Plan Umzug mit den Schritten packen und tragen", [Plan("umzug", "Umzug", (Task("packen"), Task("tragen")))]),
    ("a link Docs to https://docs.example, a date Due and a counter", [
        DOCS, Date("due", "Due"), Counter("counter", "Counter")
    ]),
]  # fmt: skip


def steps(*states: str) -> UpdateControl:
    tasks = tuple(Task(task.label, state) for task, state in zip(RELEASE.steps, states, strict=True))  # type: ignore[arg-type]
    return UpdateControl("release", steps=tasks)


CHANGES: list[tuple[str, list[Operation]]] = [
    ("set the name to Ada", [SetValue("name", "Ada")]),
    ("Name: Ada", [SetValue("name", "Ada")]),
    ("write Ada into the name", [SetValue("name", "Ada")]),
    ("trage Ada bei Name ein", [SetValue("name", "Ada")]),
    ("set Due to 2026-12-24", [SetValue("due", "2026-12-24")]),
    ("setz Due auf 24.12.2026", [SetValue("due", "2026-12-24")]),
    ("set due to nothing", [SetValue("due", "")]),
    ("set the link to http://new.example", [UpdateControl("docs", url="http://new.example")]),
    ("mark build as done", [steps("done", "pending", "pending")]),
    ("mark the step test of Release as active", [steps("pending", "active", "pending")]),
    ("ship it failed", [steps("pending", "pending", "failed")]),
    ("build ist erledigt", [steps("done", "pending", "pending")]),
    ("markiere test als fehlgeschlagen", [steps("pending", "failed", "pending")]),
    ("build and test are done", [steps("done", "done", "pending")]),
    ("mark all steps as done", [steps("done", "done", "done")]),
    ("bind status to the name", [Bind("status", "name")]),
    ("a label Progress that follows Release", [AddControl(Label("progress", "Progress")), Bind("progress", "release")]),
    ("remove the text field", [RemoveControl("name")]),
    ("remove the date and the link", [RemoveControl("due"), RemoveControl("docs")]),
    ("entferne den Plan", [RemoveControl("release")]),
    ("rename the date to Deadline", [UpdateControl("due", label="Deadline")]),
    ("set status to done", [SetValue("status", "done")]),
]


@pytest.mark.parametrize(("text", "controls"), FIELDS, ids=[text for text, _ in FIELDS])
async def test_a_request_makes_just_what_was_asked_for(text: str, controls: list[Control]) -> None:
    result = await thought(text)

    assert [each.control for each in result.operations if isinstance(each, AddControl)] == controls
    assert len(result.operations) == len(controls)
    assert "not understand" not in result.response


@pytest.mark.parametrize(("text", "operations"), CHANGES, ids=[text for text, _ in CHANGES])
async def test_a_change_is_just_the_one_asked_for(text: str, operations: list[Operation]) -> None:
    assert list((await thought(text, *SEEN)).operations) == operations


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a link Docs to ftp://x.example", "The link “Docs” needs an address that begins with https:// or http://; “ftp://x"),
        ("ein Link Doku auf javascript:alert(1)", "Der Link „Doku“ braucht eine Adresse"),
        ("set docs to www.x.example", "The link “Docs” needs an address"),
        ("a link Docs", "Where should the link lead?"),
        ("a plan Release", "Which steps should the plan have?"),
        ("mark nothing like it as done", "The plan “Release” has no step “nothing like it”: its steps are build, test"),
        ("set due to tomorrow", "Due needs a day, as in 2026-12-31."),
        ("set due to 2027-01-01", "Due cannot be after 2026-12-31."),
        ("set the name to Ada Lovelace", "Name takes at most 10 characters."),
        ("setze Name auf Augusta Ada King", "Name nimmt höchstens 10 Zeichen."),
        ("an input with at most 5000 characters", "A text field takes at most 3,000 characters."),
        ("a date field Start on 2026-13-45", "I did not understand"),
        ("set release to 3", "“Release” has no value that could be set."),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_said(text: str, answer: str) -> None:
    result = await thought(text, *SEEN)

    assert answer in result.response
    assert not any(isinstance(operation, SetValue | UpdateControl) for operation in result.operations)


async def test_a_step_of_two_plans_is_asked_about() -> None:
    other = Plan("other", "Other", (Task("build"),))

    assert "Which one do you mean: “Release”, “Other”?" in (await thought("build is done", RELEASE, other)).response
    assert (await thought("mark build of Other as done", RELEASE, other)).operations == (
        UpdateControl("other", steps=(Task("build", "done"),)),
    )


async def test_what_is_seen_is_told_with_its_values() -> None:
    filled = (TextInput("name", "Name", "Ada"), Date("due", "Due", "2026-12-24", minimum="2026-12-01"), *SEEN[2:4])

    assert (await thought("what do you see?", *filled)).response.splitlines()[1:] == [
        "- a text field “Name” showing “Ada”",
        "- a date “Due” (2026-12-24) from 2026-12-01 on",
        "- a link “Docs” to https://docs.example",
        "- a plan “Release” (⬜ build, ⬜ test, ⬜ ship it)",
    ]


@pytest.mark.parametrize(
    "text", ["plan a trip", "link to the docs", "the date is wrong", "my input was good", "status is done"]
)
async def test_words_that_mean_other_things_as_well_make_nothing(text: str) -> None:
    assert not (await thought(text)).operations


async def test_a_control_asked_for_twice_is_added_once() -> None:
    result = await thought("a counter Beers. make a counter Beers from 5")

    assert result.operations == (AddControl(Counter("beers", "Beers", 5)),)


@pytest.mark.parametrize(
    ("text", "topic"),
    [("a link Docs to https://x.example", "link"), ("a date field Due", "date"), ("a plan P: a, b", "plan")],
)
async def test_the_topic_is_the_kind_of_control(text: str, topic: str) -> None:
    assert (await analysis(text)).topic == topic
