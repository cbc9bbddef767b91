"""Days, times, beginnings, ends and the state of a thing."""

GROUPS: tuple[str, ...] = (
    "annual yearly jahres jaehrlich per_year",
    "monthly monats monatlich per_month",
    "date datum dat dt",
    "time uhrzeit zeit",
    "timestamp datetime zeitstempel zeitpunkt ts",
    "day tag",
    "week woche kw calendar_week kalenderwoche wk",
    "month monat mon",
    "quartal quarter vierteljahr qtr",
    "year jahr yr",
    "decade jahrzehnt dekade",
    "century jahrhundert",
    "hour stunde std hr",
    "minute minuten",
    "second sekunde sekunden sec",
    "season jahreszeit saison",
    "weekday day_of_week wochentag",
    "weekend wochenende",
    "holiday public_holiday feiertag",
    "morning vormittag morgens",
    "afternoon nachmittag",
    "evening abend",
    "night nacht",
    "noon mittag",
    "duration dauer zeitdauer dur",
    "period zeitraum periode abrechnungszeitraum",
    "interval intervall",
    (
        "start begin beginning beginn anfang start_date start_time started_at begin_date beginning_date startdatum "
        "beginndatum anfangsdatum startzeit von"
    ),
    "end ende end_date end_time ended_at finish enddatum endzeit schluss bis",
    "deadline frist abgabefrist stichtag abgabetermin",
    "appointment termin verabredung",
    "schedule timetable zeitplan fahrplan",
    "calendar kalender",
    (
        "created created_at created_on creation_date date_created erstellt erstellt_am angelegt angelegt_am "
        "erstellungsdatum anlagedatum"
    ),
    (
        "updated updated_at modified modified_at changed_at last_modified geaendert geaendert_am aenderungsdatum "
        "aktualisiert"
    ),
    "deleted deleted_at geloescht geloescht_am",
    "closed closed_at closed_on geschlossen geschlossen_am abgeschlossen_am",
    ("completed_at completed_on finished_at completion_date fertiggestellt fertiggestellt_am fertigstellung"),
    (
        "resolved_at resolved geloest geloest_am behoben resolution_date solved_on solved_at behoben_am resolved_on "
        "fixed_on loesungsdatum"
    ),
    "approved_at approval_date genehmigt_am freigabedatum",
    (
        "registration_date registered_at registered_on signup_date signed_up_at anmeldedatum registrierungsdatum "
        "registriert_am"
    ),
    (
        "joined joined_on joined_at join_date joining_date member_since beitritt beitrittsdatum eintrittsdatum "
        "mitglied_seit"
    ),
    "left_on leaving_date exit_date austritt austrittsdatum date_of_leaving",
    (
        "founded founded_in foundation_date founding_year year_founded established gegruendet gruendungsjahr "
        "gruendung gruendungsdatum"
    ),
    "opened opened_at opened_on opening_date opening eroeffnet eroeffnung eroeffnungsdatum eroeffnet_am geoeffnet_am",
    "opening_hours business_hours oeffnungszeiten geschaeftszeiten",
    (
        "installed installed_at installed_on installation_date installation einbau einbaudatum eingebaut installiert "
        "installationsdatum"
    ),
    "removed removed_at removal_date removal ausbau ausbaudatum ausgebaut",
    "replaced replaced_at replaced_on replacement_date ersetzt ersetzt_am austauschdatum ausgetauscht",
    ("expiry expiration_date expires expires_at ablaufdatum ablauf gueltig_bis verfallsdatum valid_until valid_to"),
    "best_before best_before_date shelf_life haltbarkeit mindesthaltbarkeitsdatum mhd",
    "valid_from gueltig_ab gueltig_von",
    "valid gueltig",
    "history historie verlauf",
    "log protokoll",
    "event_time ereigniszeit",
    "last_login last_seen letzte_anmeldung letzter_login zuletzt_gesehen",
    "visit_date besuchsdatum besuchstag visited_on visited_at",
    "issue_date issued_on issued_at ausstellungsdatum ausgestellt_am",
    "frequency haeufigkeit frequenz",
    "cycle zyklus turnus",
    (
        "delay verspaetung verzoegerung delay_minutes verspaetung_min verspaetungsminuten delay_min "
        "minutes_late minutes_delayed verspaetung_minuten minutes_of_delay versp_min days_delayed"
    ),
    "waiting_time wait_time wartezeit",
    "response_time reaktionszeit antwortzeit",
    "processing_time bearbeitungszeit durchlaufzeit turnaround_time",
    "working_time arbeitszeit",
    "night_shift nachtschicht",
    "time_zone timezone zeitzone",
    "status zustand stand stat",
    "condition zustand beschaffenheit kondition",
    "priority prioritaet dringlichkeit wichtigkeit prio",
    "active aktiv is_active",
    "inactive inaktiv",
    "note remark notiz bemerkung anmerkung hinweis bem",
    "comment kommentar cmt",
    "reason cause grund ursache",
    "result outcome ergebnis resultat res",
    "identifier id kennung ident",
    "number no nr nummer",
    "code kode",
    "key schluessel",
    "reference ref referenz aktenzeichen bezug",
    "label etikett beschriftung schlagwort",
    "title titel ueberschrift heading",
    "rank rang platzierung",
    "sequence reihenfolge laufnummer lfd_nr seq",
    "source src quelle",
    "destination dest ziel_ort zielort bestimmungsort",
    "origin_place abgangsort herkunftsort",
    "uebergeordnet parent_id oberbegriff",
    "level stufe niveau ebene lvl",
    "attribute eigenschaft merkmal attribut",
    "setting configuration einstellung konfiguration",
    "millisecond milliseconds ms millisekunde millisekunden",
)
