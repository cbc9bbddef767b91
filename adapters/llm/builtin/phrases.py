"""Phrases: everything the built-in model says, in English and German."""

from msgspec import Struct

_CONNECT = "`MODEL=qwen2.5:7b MODEL_BASE_URL=http://127.0.0.1:11434/v1`"


class Phrases(Struct, frozen=True):
    """The texts of one language; `{}` stands for what is filled in."""

    greeting: str
    thanks: str
    goodbye: str
    praise: str
    complaint: str
    help: str
    declined: str
    declined_words: str
    too_long: str
    nothing_said: str
    here_is: str
    here_are: str
    unknown: str
    cleared: str
    nothing_shown: str
    removed: str
    shown: str
    changed: str
    missing: str
    ambiguous: str
    needs_number: str
    needs_state: str
    no_value: str
    pressed: str
    which_columns: str
    which_states: str
    name_kept: str
    name_known: str
    name_unknown: str
    fact_kept: str
    plan_controls: str
    plan_talk: str
    quote: str
    last_joint: str
    on: str
    off: str
    counter: str
    toggle: str
    button: str
    label: str
    table: str
    light: str
    door: str
    machine: str
    steps: str
    light_states: tuple[str, str, str]
    door_states: tuple[str, str, str]
    door_moves: tuple[str, str, str, str]
    a_counter: str
    a_toggle: str
    a_button: str
    a_label: str
    a_bare_label: str
    a_table: str
    a_light: str
    a_door: str
    a_chain: str
    a_machine: str

    @property
    def plain(self) -> frozenset[str]:
        """Return the labels of controls that were given no name."""
        return frozenset((self.counter, self.toggle, self.button, self.label, self.table, self.machine))

    def quoted(self, text: str) -> str:
        """Return `text` in the language's quotation marks."""
        return self.quote.format(text)

    def listed(self, parts: tuple[str, ...]) -> str:
        """Return "a, b and c"."""
        return self.last_joint.join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


_ENGLISH = Phrases(
    greeting="Hello{}! Try “make me a counter”, or say “help”.",
    thanks="You are welcome{}.",
    goodbye="Goodbye{}!",
    praise="Glad to hear it.",
    complaint="Sorry about that. Say “help” to see what I understand, or “remove the counter” to take something away.",
    help=(
        "I am the built-in model: rules, no language model. I understand requests for controls, such as\n"
        "- a counter: “make me a counter for beers starting at 5”\n"
        "- a toggle: “a toggle for the light, on”\n"
        "- buttons: “buttons yes, no and maybe”\n"
        "- a label: “a label status: open”\n"
        "- a table: “a table with columns name, age: Ann 31, Bob 25”\n"
        "- a state machine: “a traffic light I can click through”, “a door”, “a state machine draft → review → done”\n"
        "- changes: “set the counter to 7”, “turn the light on”, “remove the counter”, “clear”, “show the controls”\n\n"
        "I remember your name (“my name is Eva”) and what you tell me to (“remember that …”). For everything else "
        f"connect a language model, with Ollama for example: {_CONNECT}"
    ),
    declined=(
        "I run without a language model and did not understand that. I can make counters, toggles, buttons, labels, "
        "tables and state machines; say “help” for examples. For everything else set MODEL and MODEL_BASE_URL, "
        f"with Ollama for example: {_CONNECT}"
    ),
    declined_words=(
        "I run without a language model and did not understand {}. I can make counters, toggles, buttons, labels, "
        "tables and state machines; say “help” for examples. For everything else set MODEL and MODEL_BASE_URL, "
        f"with Ollama for example: {_CONNECT}"
    ),
    too_long="That is more than the {} characters I can read without a language model.",
    nothing_said="I got no words. Try “make me a counter”, or say “help”.",
    here_is="Here is {}.",
    here_are="Here are {}.",
    unknown="I did not understand {}.",
    cleared="Everything is cleared.",
    nothing_shown="Nothing is shown. Try “make me a counter”.",
    removed="Removed {}.",
    shown="You see:",
    changed="{} is now {}.",
    missing="I see no {} here. Say “show the controls” to see what there is.",
    ambiguous="Which one do you mean: {}?",
    needs_number="{} needs a whole number.",
    needs_state="{} can be {}.",
    no_value="{} has no value that could be set.",
    pressed="You pressed {}.",
    which_columns="Which columns should the table have? For example “a table with columns name, age: Ann 31, Bob 25”.",
    which_states="Which states should it have, two to twelve? For example “a state machine draft → review → done”.",
    name_kept="Nice to meet you, {}.",
    name_known="Your name is {}.",
    name_unknown="I do not know your name. Tell me with “my name is …”.",
    fact_kept="I will remember: {}.",
    plan_controls="Make just the controls asked for ({}) and say which.",
    plan_talk="Answer briefly ({}); add no controls that were not asked for.",
    quote="“{}”",
    last_joint=" and ",
    on="on",
    off="off",
    counter="Counter",
    toggle="Toggle",
    button="Button",
    label="Label",
    table="Table",
    light="Traffic light",
    door="Door",
    machine="State machine",
    steps="Steps",
    light_states=("red", "green", "yellow"),
    door_states=("closed", "open", "locked"),
    door_moves=("Open", "Close", "Lock", "Unlock"),
    a_counter="a counter {}at {}",
    a_toggle="a toggle {}({})",
    a_button="a button {}",
    a_label="a label {}showing {}",
    a_bare_label="a label {}",
    a_table="a table {}(rows: {})",
    a_light="a traffic light",
    a_door="a door",
    a_chain="a row of steps",
    a_machine="a state machine {}",
)

_GERMAN = Phrases(
    greeting="Hallo{}! Versuch „mach mir einen Zähler“ oder sag „Hilfe“.",
    thanks="Gern geschehen{}.",
    goodbye="Tschüss{}!",
    praise="Das freut mich.",
    complaint="Das tut mir leid. „Hilfe“ zeigt, was ich verstehe; „entferne den Zähler“ nimmt etwas weg.",
    help=(
        "Ich bin das eingebaute Modell: Regeln, kein Sprachmodell. Ich verstehe Bitten um Bedienelemente, etwa\n"
        "- einen Zähler: „mach mir einen Zähler für Gäste ab 10“\n"
        "- einen Schalter: „Schalter für Licht, an“\n"
        "- Knöpfe: „Knöpfe Ja, Nein und Vielleicht“\n"
        "- eine Anzeige: „zeig Ort: Berlin“\n"
        "- eine Tabelle: „Tabelle mit Spalten Name, Alter: Anna 31, Bert 25“\n"
        "- einen Zustandsautomaten: „eine Ampel zum Durchklicken“, „eine Tür“, "
        "„Zustandsautomat Entwurf, Prüfung, fertig“\n"
        "- Änderungen: „stell den Zähler auf 7“, „mach das Licht an“, „entferne den Zähler“, "
        "„lösche alles“, „was zeigst du“\n\n"
        "Ich merke mir deinen Namen („ich heiße Eva“) und was du mir aufträgst („merk dir …“). Für alles andere "
        f"verbinde ein Sprachmodell, etwa mit Ollama: {_CONNECT}"
    ),
    declined=(
        "Ich laufe ohne Sprachmodell und habe das nicht verstanden. Ich kann Zähler, Schalter, Knöpfe, Anzeigen, "
        "Tabellen und Zustandsautomaten machen; „Hilfe“ zeigt Beispiele. Für alles andere setze MODEL und "
        f"MODEL_BASE_URL, etwa mit Ollama: {_CONNECT}"
    ),
    declined_words=(
        "Ich laufe ohne Sprachmodell und habe {} nicht verstanden. Ich kann Zähler, Schalter, Knöpfe, Anzeigen, "
        "Tabellen und Zustandsautomaten machen; „Hilfe“ zeigt Beispiele. Für alles andere setze MODEL und "
        f"MODEL_BASE_URL, etwa mit Ollama: {_CONNECT}"
    ),
    too_long="Das ist mehr als die {} Zeichen, die ich ohne Sprachmodell lesen kann.",
    nothing_said="Das war leer. Versuch „mach mir einen Zähler“ oder sag „Hilfe“.",
    here_is="Hier ist {}.",
    here_are="Hier sind {}.",
    unknown="Nicht verstanden habe ich {}.",
    cleared="Alles ist entfernt.",
    nothing_shown="Es wird nichts angezeigt. Versuch „mach mir einen Zähler“.",
    removed="Entfernt: {}.",
    shown="Du siehst:",
    changed="{} ist jetzt {}.",
    missing="{} sehe ich hier nicht. „Was zeigst du“ nennt, was da ist.",
    ambiguous="Was meinst du: {}?",
    needs_number="{} braucht eine ganze Zahl.",
    needs_state="{} kann {} sein.",
    no_value="{} hat keinen Wert, den ich setzen könnte.",
    pressed="Du hast {} gedrückt.",
    which_columns="Welche Spalten soll die Tabelle haben? Etwa „Tabelle mit Spalten Name, Alter: Anna 31, Bert 25“.",
    which_states="Welche Zustände, zwei bis zwölf? Etwa „Zustandsautomat Entwurf, Prüfung, fertig“.",
    name_kept="Schön, dich kennenzulernen, {}.",
    name_known="Du heißt {}.",
    name_unknown="Ich kenne deinen Namen nicht. Sag ihn mir mit „ich heiße …“.",
    fact_kept="Ich merke mir: {}.",
    plan_controls="Nur die gewünschten Bedienelemente machen ({}) und sie nennen.",
    plan_talk="Kurz antworten ({}); keine Bedienelemente, die niemand wollte.",
    quote="„{}“",
    last_joint=" und ",
    on="an",
    off="aus",
    counter="Zähler",
    toggle="Schalter",
    button="Knopf",
    label="Anzeige",
    table="Tabelle",
    light="Ampel",
    door="Tür",
    machine="Zustandsautomat",
    steps="Schritte",
    light_states=("rot", "grün", "gelb"),
    door_states=("zu", "offen", "abgeschlossen"),
    door_moves=("Öffnen", "Schließen", "Abschließen", "Aufschließen"),
    a_counter="ein Zähler {}bei {}",
    a_toggle="ein Schalter {}({})",
    a_button="ein Knopf {}",
    a_label="eine Anzeige {}mit {}",
    a_bare_label="eine Anzeige {}",
    a_table="eine Tabelle {}(Zeilen: {})",
    a_light="eine Ampel",
    a_door="eine Tür",
    a_chain="eine Folge von Schritten",
    a_machine="ein Zustandsautomat {}",
)


def phrases(language: str) -> Phrases:
    """Return the texts in a language; in English where there are none in it."""
    return _GERMAN if language == "de" else _ENGLISH
