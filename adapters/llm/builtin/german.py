"""German: what the built-in model says in it."""

from adapters.llm.builtin.texts import CONNECT, Phrases

GERMAN = Phrases(
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
        "- eine Auswahl: „Auswahl Größe: S, M, L“\n"
        "- ein Textfeld oder ein Datum: „ein Textfeld für den Namen, höchstens 40 Zeichen“, "
        "„ein Datum namens Abgabe zwischen 2026-12-01 und 2026-12-31“\n"
        "- einen Link: „ein Link Doku auf https://docs.example“\n"
        "- einen Plan: „ein Plan Umzug mit den Schritten packen, tragen, feiern“, „markiere packen als erledigt“\n"
        "- einen Fortschrittsbalken: „Fortschritt Upload 40 %“\n"
        "- eine Tabelle: „Tabelle mit Spalten Name, Alter: Anna 31, Bert 25“\n"
        "- einen Zustandsautomaten: „eine Ampel zum Durchklicken“, „eine Tür“, "
        "„Zustandsautomat Entwurf, Prüfung, fertig“\n"
        "- Änderungen: „stell den Zähler auf 7“, „mach das Licht an“, „benenne den Zähler in Getränke um“, "
        "„entferne den Zähler“, „lösche alles“, „was zeigst du“\n"
        "- eine Anzeige, die mitgeht: „ein Zähler Biere und ein Label Summe, das Biere folgt“\n"
        "- Dateien und Diagramme: „exportiere die Tabelle als CSV“, „Balkendiagramm von A 3, B 5“\n"
        "- eine Datei, die du mitschickst: was in einem Text steht, und eine CSV-Datei als Tabelle, wenn du es sagst\n"
        "- Rechnen, Uhrzeit, Timer, wo ich die Werkzeuge habe: „wie viel ist 12 mal 7“, "
        "„wie spät ist es in Tokio“, „stell einen Timer auf 10 Sekunden“\n\n"
        "Ich merke mir deinen Namen („ich heiße Eva“) und was du mir aufträgst („merk dir …“). Für alles andere "
        f"verbinde ein Sprachmodell, etwa mit Ollama: {CONNECT}"
    ),
    declined=(
        "Ich laufe ohne Sprachmodell und habe das nicht verstanden. Ich kann Zähler, Schalter, Knöpfe, Anzeigen, "
        "Links, Auswahlen, Textfelder, Daten, Fortschrittsbalken, Pläne, Tabellen, Diagramme und Zustandsautomaten "
        "machen; „Hilfe“ zeigt Beispiele. "
        f"Für alles andere setze MODEL und MODEL_BASE_URL, etwa mit Ollama: {CONNECT}"
    ),
    declined_words=(
        "Ich laufe ohne Sprachmodell und habe {} nicht verstanden. Ich kann Zähler, Schalter, Knöpfe, Anzeigen, "
        "Links, Auswahlen, Textfelder, Daten, Fortschrittsbalken, Pläne, Tabellen, Diagramme und Zustandsautomaten "
        "machen; „Hilfe“ zeigt Beispiele. "
        f"Für alles andere setze MODEL und MODEL_BASE_URL, etwa mit Ollama: {CONNECT}"
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
    select="Auswahl",
    progress="Fortschritt",
    a_select="eine Auswahl {}({})",
    a_progress="ein Fortschrittsbalken {}bei {}",
    a_bare_progress="ein Fortschrittsbalken {}",
    input="Textfeld",
    date="Datum",
    link="Link",
    plan="Plan",
    a_input="ein Textfeld {}mit {}",
    a_bare_input="ein Textfeld {}",
    a_date="ein Datum {}({})",
    a_bare_date="ein Datum {}",
    days_between="zwischen {first} und {last}",
    days_from="ab {first}",
    days_until="bis {last}",
    a_link="ein Link {}auf {}",
    a_plan="ein Plan {}({})",
    input_limit="Ein Textfeld nimmt höchstens 3.000 Zeichen.",
    which_address="Wohin soll der Link führen? Etwa „ein Link Doku auf https://docs.example“.",
    needs_address="Der Link {} braucht eine Adresse, die mit https:// oder http:// beginnt; {} ist keine.",
    leads="{} führt jetzt zu {}.",
    which_steps="Welche Schritte soll der Plan haben? Etwa „ein Plan Umzug mit den Schritten packen, tragen, feiern“.",
    no_step="Der Plan {} hat keinen Schritt {}, sondern {}.",
    step_is="Jetzt {1}: {0}.",
    step_states={"pending": "offen", "active": "in Arbeit", "done": "erledigt", "failed": "fehlgeschlagen"},
    file_unread="Die Datei {} ({} Bytes) konnte ich nicht lesen: {}.",
    file_picture="{} ist ein Bild ({} Bytes). Bilder kann ich nicht ansehen; ein Sprachmodell, das sieht, kann es: {}",
    file_text="Die Datei {} ({} Bytes) {}",
    file_lines=("ist leer.", "hat eine Zeile:", "hat {} Zeilen. So fängt sie an:"),
    file_more="… {} weitere Zeilen",
    file_rows="Die Datei {} ({} Bytes) ist eine Tabelle mit {} Zeilen und den Spalten {}.",
    file_offer="Schick sie mit den Worten „zeig sie als Tabelle“, dann siehst du alles.",
    file_as_table="Hier ist {} als Tabelle mit {} Zeilen.",
    file_no_table="{} ist keine CSV-Datei, die ich als Tabelle zeigen könnte.",
    file_cut="Sie ist länger, als ich zu sehen bekomme: das ist ihr Anfang.",
    file_beyond="Ich laufe ohne Sprachmodell und habe {} nicht verstanden. Für mehr als das setze MODEL und "
    f"MODEL_BASE_URL, etwa mit Ollama: {CONNECT}",
    which_options="Was soll zur Auswahl stehen, mindestens zwei Dinge? Etwa „Auswahl Größe: S, M, L“.",
    needs_percent="{} braucht eine Prozentzahl von 0 bis 100.",
    renamed="{} heißt jetzt {}.",
    name_too_long="Ein Name kann höchstens {} Zeichen haben.",
    follows="{} folgt {}.",
    only_labels="{} ist keine Anzeige; nur Anzeigen können einem anderen Bedienelement folgen.",
    no_source="{} hat keinen Wert, dem eine Anzeige folgen könnte.",
    no_table="{} ist keine Tabelle; nur Tabellen können exportiert werden.",
    exported="Hier ist die Tabelle {} als {}.",
    charts={"bar": "Balkendiagramm", "line": "Liniendiagramm", "pie": "Kreisdiagramm"},
    a_chart={"bar": "ein Balkendiagramm{}", "line": "ein Liniendiagramm{}", "pie": "ein Kreisdiagramm{}"},
    which_data="Welche Zahlen soll das Diagramm zeigen? Etwa „Balkendiagramm von A 3, B 5“.",
    no_numbers="Die Tabelle {} hat keine Spalte mit Zahlen.",
    no_pie="Ein Kreisdiagramm braucht Zahlen ab null, und eine über null.",
    tools={"calculator": "der Rechner", "clock": "die Uhr", "timer": "der Timer"},
    tool_failed="Das ging nicht: {}",
    tool_silent="{} hatte nichts zu melden.",
    clock="Es ist {}, {}, {} Uhr, {}.",
    days=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    timer_second="{} Sekunde ist vorbei.",
    timer_seconds="{} Sekunden sind vorbei.",
    nothing_found="Es gibt nichts zu melden.",
    guidance="Es geht um {}.",
    guidance_none="Noch geht es um nichts Bestimmtes.",
    topics={
        "counter": "Zähler",
        "toggle": "Schalter",
        "button": "Knöpfe",
        "label": "Anzeigen",
        "select": "Auswahl",
        "progress": "Fortschritt",
        "link": "einen Link",
        "input": "ein Textfeld",
        "date": "ein Datum",
        "plan": "einen Plan",
        "table": "Tabellen",
        "light": "eine Ampel",
        "door": "eine Tür",
        "machine": "Zustandsautomaten",
        "steps": "Schritte",
        "controls": "Bedienelemente",
        "arithmetic": "Rechnen",
        "time": "die Uhrzeit",
        "timer": "einen Timer",
        "chart": "ein Diagramm",
        "file": "eine Datei",
        "memory": "was ich mir merken soll",
        "greeting": "eine Begrüßung",
        "thanks": "Dank",
        "goodbye": "einen Abschied",
        "help": "Hilfe",
        "praise": "Lob",
        "complaint": "eine Beschwerde",
    },
)
