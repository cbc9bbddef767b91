"""Requests for new controls, in English and German."""

import pytest

from core.controls import Button, Control, Counter, Label, Machine, Option, Progress, Select, Table, Toggle, Transition
from core.operations import AddControl, Bind
from tests.llm.asking import thought


def machine(identifier: str, label: str, *states: str, moves: str) -> Machine:
    """Return a machine at its first state; a move is written `verb:source>target`, or `verb:source>target:label`."""
    transitions = []
    for move in moves.split():
        verb, ends, *named = move.split(":")
        source, target = ends.split(">")
        transitions.append(Transition(verb, named[0] if named else f"→ {target}", source, target))
    return Machine(identifier, label, states, states[0], tuple(transitions))


RING = "to-green:red>green to-yellow:green>yellow to-red:yellow>red"
LIGHT = machine("traffic-light", "Traffic light", "red", "green", "yellow", moves=RING)
AMPEL = machine("ampel", "Ampel", "rot", "grün", "gelb", moves="to-gruen:rot>grün to-gelb:grün>gelb to-rot:gelb>rot")
DOOR = machine(
    "door", "Door", "closed", "open", "locked",
    moves="open:closed>open:Open close:open>closed:Close lock:closed>locked:Lock unlock:locked>closed:Unlock",
)  # fmt: skip
ABC = "to-b:a>b to-c:b>c to-a:b>a to-b:c>b"
YES, NO = Button("yes", "Yes"), Button("no", "No")
SML = (Option("s", "S"), Option("m", "M"), Option("l", "L"))
SIZE, GROESSE = Select("size", "Size", SML), Select("groesse", "Größe", SML)
PEOPLE = Table("table", "Table", ("name", "age"), (("Ann", 31), ("Bob", 25)))

REQUESTS: list[tuple[str, list[Control]]] = [
    ("make me a counter", [Counter("counter", "Counter")]),
    ("Can you make me a counter, please?", [Counter("counter", "Counter")]),
    ("I'd like a counter", [Counter("counter", "Counter")]),
    ("hi, make me a counter", [Counter("counter", "Counter")]),
    ("yes, a counter", [Counter("counter", "Counter")]),
    ("counter", [Counter("counter", "Counter")]),
    ("make a conter", [Counter("counter", "Counter")]),
    ("a counter for beers starting at 5", [Counter("beers", "Beers", 5)]),
    ("a counter for the beers, thanks", [Counter("beers", "Beers")]),
    ("a beer counter from 10", [Counter("beer", "Beer", 10)]),
    ('a counter called "Beers & wine"', [Counter("beers-wine", "Beers & wine")]),
    ("a counter for room 5", [Counter("room-5", "Room 5")]),
    ("counter 5", [Counter("counter", "Counter", 5)]),
    ("a counter starting at minus 3", [Counter("counter", "Counter", -3)]),
    ("a counter for points in steps of 5", [Counter("points", "Points", step=5)]),
    ("a counter from 1 to 6", [Counter("counter", "Counter", 1, minimum=1, maximum=6)]),
    ("a counter for guests up to 10", [Counter("guests", "Guests", maximum=10)]),
    ("counters for apples and pears", [Counter("apples", "Apples"), Counter("pears", "Pears")]),
    ("two counters", [Counter("counter", "Counter"), Counter("counter-2", "Counter 2")]),
    ("mach mir einen Zähler", [Counter("zaehler", "Zähler")]),
    ("Zähler für Gäste ab 10", [Counter("gaeste", "Gäste", 10)]),
    ("Zaehler fuer Bier", [Counter("bier", "Bier")]),
    ("ein Gästezähler", [Counter("gaestezaehler", "Gästezähler")]),
    ("Ich brauche einen Zähler für Punkte in 5er-Schritten", [Counter("punkte", "Punkte", step=5)]),
    ("Zähler von null bis zwölf", [Counter("zaehler", "Zähler", 0, minimum=0, maximum=12)]),
    ("a toggle for the light", [Toggle("light", "Light")]),
    ("a toggle for the light, on", [Toggle("light", "Light", on=True)]),
    ("make a light toggle that is on", [Toggle("light", "Light", on=True)]),
    ("a switch for the heating", [Toggle("heating", "Heating")]),
    ("a toggle for the fan that is on by default", [Toggle("fan", "Fan", on=True)]),
    ("einen Schalter für die Lampe, der an ist", [Toggle("lampe", "Lampe", on=True)]),
    ("Schalter für Licht, an", [Toggle("licht", "Licht", on=True)]),
    ("Schalter für Licht, ein", [Toggle("licht", "Licht", on=True)]),
    ("put a counter on the screen", [Counter("counter", "Counter")]),
    ("Erstelle bitte einen Schalter für die Heizung, aus", [Toggle("heizung", "Heizung")]),
    ("einen Lichtschalter", [Toggle("lichtschalter", "Lichtschalter")]),
    ("buttons yes and no", [YES, NO]),
    ("buttons: yes, no", [YES, NO]),
    ("two buttons yes no", [YES, NO]),
    ("a yes and a no button", [YES, NO]),
    ("a yes/no button", [YES, NO]),
    ("Ja/Nein Knöpfe", [Button("ja", "Ja"), Button("nein", "Nein")]),
    ("a big red button", [Button("big-red", "Big red")]),
    ("buttons 1 to 3", [Button("button-1", "1"), Button("button-2", "2"), Button("button-3", "3")]),
    ("a button called Start", [Button("start", "Start")]),
    ('give me buttons "Yes, please" and "No"', [Button("yes-please", "Yes, please"), NO]),
    ("Knöpfe Ja, Nein und Vielleicht", [
        Button("ja", "Ja"), Button("nein", "Nein"), Button("vielleicht", "Vielleicht")
    ]),
    ("ein Knopf Weiter", [Button("weiter", "Weiter")]),
    ("a label Hello", [Label("hello", "Hello")]),
    ("a label status: open", [Label("status", "Status", "open")]),
    ("show Status: open until 8 pm", [Label("status", "Status", "open until 8 pm")]),
    ("zeig Ort: Berlin", [Label("ort", "Ort", "Berlin")]),
    ("eine Anzeige Stand: geöffnet", [Label("stand", "Stand", "geöffnet")]),
    ("make a select Size with S, M, L", [SIZE]),
    ("a dropdown for size: S, M, L", [SIZE]),
    ("a select with options S, M and L called Size", [SIZE]),
    ("a size dropdown with S, M, L", [SIZE]),
    ("select Size: S, M, L", [SIZE]),
    ("dropdown Size: S, M, L with M selected", [Select("size", "Size", SML, "m")]),
    ("a dropdown S, M, L", [Select("select", "Select", SML)]),
    ("Auswahl Größe: S, M, L", [GROESSE]),
    ("mach mir eine Auswahl Größe mit S, M und L", [GROESSE]),
    ("eine Auswahlliste für die Größe: S, M, L", [GROESSE]),
    ("show progress Upload 40 %", [Progress("upload", "Upload", 0.4)]),
    ("a progress bar for Upload at 62.5%", [Progress("upload", "Upload", 0.625)]),
    ("an upload progress bar", [Progress("upload", "Upload")]),
    ("Fortschritt Upload 40 %", [Progress("upload", "Upload", 0.4)]),
    ("zeig einen Fortschrittsbalken für den Upload bei 40 Prozent", [Progress("upload", "Upload", 0.4)]),
    ("a select Size with S, M, L and a counter", [SIZE, Counter("counter", "Counter")]),
    ("a table with columns name, age: Ann 31, Bob 25", [PEOPLE]),
    ("a table with columns name and age and rows Ann 31, Bob 25", [PEOPLE]),
    ("a table with columns name, age:\nAnn, 31\nBob, 25", [PEOPLE]),
    ("a table of prices with columns item, price: Tea 2.5; Iced coffee 3", [
        Table("prices", "Prices", ("item", "price"), (("Tea", 2.5), ("Iced coffee", 3)))
    ]),
    ("a table with columns name, age", [Table("table", "Table", ("name", "age"))]),
    ("Tabelle mit Spalten Name, Alter: Anna 31, Bert 25", [
        Table("tabelle", "Tabelle", ("Name", "Alter"), (("Anna", 31), ("Bert", 25)))
    ]),
    ("a traffic light I can click through", [LIGHT]),
    ("a trafic light", [LIGHT]),
    ("traffic light with red, green and yellow", [LIGHT]),
    ("Ampel", [AMPEL]),
    ("eine Ampel zum Durchklicken", [AMPEL]),
    ("a door that I can open and close", [DOOR]),
    ("eine Tür", [
        machine("tuer", "Tür", "zu", "offen", "abgeschlossen",
                moves="open:zu>offen:Öffnen close:offen>zu:Schließen lock:zu>abgeschlossen:Abschließen "
                "unlock:abgeschlossen>zu:Aufschließen")
    ]),
    ("a state machine draft → review → done", [
        machine("state-machine", "State machine", "draft", "review", "done",
                moves="to-review:draft>review to-done:review>done")
    ]),
    ("state machine a -> b -> a", [machine("state-machine", "State machine", "a", "b", moves="to-b:a>b to-a:b>a")]),
    ("steps a, b, c I can click through", [machine("steps", "Steps", "a", "b", "c", moves=ABC)]),
    ("a state machine with states a, b, c", [machine("state-machine", "State machine", "a", "b", "c", moves=ABC)]),
    ("a workflow called Order: a, b, c", [machine("order", "Order", "a", "b", "c", moves=ABC)]),
    ("Zustandsautomat a, b, c", [machine("zustandsautomat", "Zustandsautomat", "a", "b", "c", moves=ABC)]),
    ("Schritte a, b und c zum Durchklicken", [machine("schritte", "Schritte", "a", "b", "c", moves=ABC)]),
    ("a counter and a toggle", [Counter("counter", "Counter"), Toggle("toggle", "Toggle")]),
    ("a counter for beers and a light toggle and buttons yes and no", [
        Counter("beers", "Beers"), Toggle("light", "Light"), YES, NO
    ]),
    ("make a counter, then make a toggle for the heating", [
        Counter("counter", "Counter"), Toggle("heating", "Heating")
    ]),
    ("ein Zähler für Bier ab 3 und ein Schalter für Licht", [Counter("bier", "Bier", 3), Toggle("licht", "Licht")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "controls"), REQUESTS, ids=[text for text, _ in REQUESTS])
async def test_a_request_makes_just_the_controls_it_names(text: str, controls: list[Control]) -> None:
    result = await thought(text)

    assert list(result.operations) == [AddControl(control) for control in controls]
    assert "understand" not in result.response
    assert "verstanden" not in result.response


async def test_the_answer_names_what_was_made_in_the_persons_language() -> None:
    english, german = await thought("a counter for beers starting at 5"), await thought("Zähler für Gäste ab 10")

    assert english.response == "Here is a counter “Beers” at 5."
    assert german.response == "Hier ist ein Zähler „Gäste“ bei 10."


async def test_new_kinds_are_described_too() -> None:
    select, progress = await thought("a select Size with S, M, L"), await thought("Fortschritt Upload 40 %")

    assert select.response == "Here is a select “Size” (S, M, L)."
    assert progress.response == "Hier ist ein Fortschrittsbalken „Upload“ bei 40 %."


async def test_options_of_one_slug_get_ids_of_their_own() -> None:
    result = await thought("a dropdown with A#, A*, A")

    (made,) = [each.control for each in result.operations if isinstance(each, AddControl)]
    assert isinstance(made, Select)
    assert len({option.id for option in made.options}) == len(made.options) == 3


async def test_asking_for_a_select_again_keeps_what_is_chosen() -> None:
    result = await thought("a select Size with M, XL", Select("size", "Size", SML, "m"))

    assert result.operations == (AddControl(Select("size", "Size", (Option("m", "M"), Option("xl", "XL")), "m")),)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("make a counter Beers and a label Total that follows Beers", ("beers", "total")),
        ("ein Zähler Biere und ein Label Summe, das Biere folgt", ("biere", "summe")),
        ("ein Zähler und ein Label Summe, das dem Zähler folgt", ("zaehler", "summe")),
    ],
)
async def test_a_label_may_follow_what_is_made_with_it(text: str, names: tuple[str, str]) -> None:
    counter, label, bind = (await thought(text)).operations

    assert isinstance(counter, AddControl)
    assert isinstance(label, AddControl)
    assert (counter.control.id, label.control.id) == names
    assert bind == Bind(names[1], names[0])


async def test_an_id_that_a_machine_hides_is_not_given_again() -> None:
    machine = Machine("wizard", "Wizard", ("a", "b"), "a", shows={"b": ("counter",)})

    result = await thought("make me a counter", machine)

    assert [each.control.id for each in result.operations if isinstance(each, AddControl)] == ["counter-2"]


async def test_a_second_control_without_a_name_gets_a_number() -> None:
    result = await thought("make me a counter", Counter("counter", "Counter", 3))

    assert result.operations == (AddControl(Counter("counter-2", "Counter 2")),)


async def test_asking_for_a_named_control_again_keeps_its_value() -> None:
    result = await thought("a counter for beers in steps of 2", Counter("beers", "Beers", 7))

    assert result.operations == (AddControl(Counter("beers", "Beers", 7, step=2)),)


async def test_another_kind_of_the_same_name_gets_an_id_of_its_own() -> None:
    result = await thought("a toggle for beers", Counter("beers", "Beers", 7))

    assert result.operations == (AddControl(Toggle("beers-2", "Beers")),)


async def test_a_name_in_a_foreign_script_still_gets_a_valid_id() -> None:
    result = await thought("a counter for пиво and a counter for 水")

    assert result.operations == (AddControl(Counter("counter", "Пиво")), AddControl(Counter("counter-2", "水")))


async def test_long_names_give_ids_that_differ() -> None:
    result = await thought("buttons the quick brown fox jumps, the quick brown fox jumped")

    ids = [each.control.id for each in result.operations if isinstance(each, AddControl)]
    assert ids == ["the-quick-brown-fox-jump", "the-quick-brown-fox-ju-2"]


@pytest.mark.parametrize(
    ("text", "misunderstood"),
    [
        ("a counter with a big border", ("“big” and “border”",)),
        ("ein Zähler mit Feuerwerk", ("„Feuerwerk“",)),
        ("a table with columns name, age: Ann 31, Bob", ("“Bob”",)),
        ("two counters for beers", ("“2”",)),
        ("a counter in steps of 0", ("“0”",)),
        ("buttons yes, " + "no" * 40, ("“" + "no" * 40 + "”",)),
        ("make me a counter and write me a poem", ("“write” and “poem”",)),
    ],
)
async def test_what_was_not_understood_of_a_request_is_named(text: str, misunderstood: tuple[str, ...]) -> None:
    result = await thought(text)

    assert len(result.operations) == 1
    for words in misunderstood:
        assert words in result.response


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("a table", "Which columns"),
        ("eine Tabelle", "Welche Spalten"),
        ("a state machine", "Which states"),
        ("a dropdown", "Which options"),
        ("a select Size with S", "Which options"),
        ("eine Auswahl", "Was soll zur Auswahl stehen"),
        ("Zustandsautomat nur-einer", "Welche Zustände"),
    ],
)
async def test_what_is_missing_from_a_request_is_asked_for(text: str, question: str) -> None:
    result = await thought(text)

    assert not result.operations
    assert result.response.startswith(question)
