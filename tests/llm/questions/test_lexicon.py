"""The lexicon is plain data that a look-up may trust: folded, without repetitions, and closed over its own words."""

import re
from collections import Counter

import pytest

from adapters.llm.questions.lexicon import FIELDS, groups
from adapters.llm.questions.lexicon.abbreviations import in_data, in_schemas
from adapters.llm.questions.lexicon.adjectives import Form, forms, superlatives
from adapters.llm.questions.lexicon.countries import PLACES
from adapters.llm.questions.lexicon.fillers import QUESTION, QUESTION_PHRASES, fillers, meaningful
from adapters.llm.questions.lexicon.kinds import KINDS
from adapters.llm.questions.lexicon.scales import ADJECTIVES
from adapters.llm.questions.lexicon.states import STATES
from adapters.llm.questions.lexicon.values import CODES
from adapters.llm.questions.lexicon.verbs import ACTIONS, verbs
from adapters.llm.questions.tokens import key_of

FOLDED = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
VALUES = (*CODES, *STATES, *KINDS, *PLACES)
APART = (
    "price cost", "net gross", "first_name last_name", "birth_date age", "customer supplier", "city country",
    "order_date delivery_date", "start end", "departure arrival", "teacher student", "revenue profit", "author title",
    "einzug auszug", "miete kaufpreis", "net_rent warm_rent", "paid open_amount", "goal goals_conceded",
    "einkaufspreis verkaufspreis",
    "net_weight gross_weight",
    "ladeort entladeort",
    "good_parts scrap",
    "last_maintenance next_maintenance",
    "sollmenge istmenge",
    "order_quantity delivered_quantity",
    "feed_in grid_import",
    "minimum_stock safety_stock",
    "wareneingang warenausgang",
    "construction_start construction_end",
    "hinflug rueckflug",
    "lender leihnehmer",
    "licensee lizenzgeber",
    "votes_cast wahlberechtigte",
    "presale_price door_price",
    "trip_start reiseende",
    "copies_sold remittende",
    "theory praxis",
    "order_date shipped_at", "shipped_at delivered_at", "paid_at due_date", "hired_on left_on",
    "net_amount gross_amount", "ek_preis vk_preis", "created_at updated_at", "signed_on terminated_on",
    "contract_start contract_end", "kd_nr ma_nr",
    "order_number invoice_number", "paid_amount open_amount", "loan_date returned_at", "seats guests",
)  # fmt: skip
TOGETHER = (
    "customer kunde", "invoice rechnung", "plz postal_code", "employee mitarbeiter", "salary gehalt", "amount betrag",
    "city ort", "dob geburtsdatum", "revenue umsatz", "qty menge", "dept abteilung", "hire_date eintrittsdatum",
    "patient patientin", "book buch", "flight flug", "meter zaehler", "ticket issue", "temp temperatur",
    "tenant mieter",
    "selling_price verkaufspreis",
    "carrier versanddienst",
    "mileage km_stand",
    "downtime stillstand",
    "scrap ausschuss",
    "contract_sum auftragssumme",
    "first_registration ez",
    "ear_tag ohrmarke",
    "berth liegeplatz",
    "performance auffuehrung",
    "royalty tantieme",
    "advance vorschuss",
    "learner_driver fahrschueler",
    "tenant mieter", "storno_datum cancelled_at", "ersch_datum published_on", "km_stand mileage", "zahldatum paid_at",
    "eingangsdatum received_on", "ek_preis cost_price", "ma_nr employee_number", "warengruppe product_group",
)  # fmt: skip


def grouped(word: str) -> set[str]:
    return {other for group in groups() if word in group.split() for other in group.split()}


def test_every_field_is_covered_by_many_groups() -> None:
    assert len(FIELDS) >= 18
    assert len(groups()) >= 1_800
    assert all(len(field.GROUPS) >= 60 for field in FIELDS)


@pytest.mark.parametrize("listed", [groups(), VALUES], ids=["groups", "values"])
def test_every_word_is_folded_and_stands_once_in_its_group(listed: tuple[str, ...]) -> None:
    for group in listed:
        words = group.split()
        assert group == " ".join(words)
        assert len(words) == len(set(words)) > 1, group
        assert all(FOLDED.fullmatch(word) and key_of(word) == word for word in words), group


@pytest.mark.parametrize("listed", [groups(), VALUES], ids=["groups", "values"])
def test_no_word_is_in_more_than_three_groups(listed: tuple[str, ...]) -> None:
    counted = Counter(word for group in listed for word in group.split())
    assert {word: number for word, number in counted.items() if number > 3} == {}


@pytest.mark.parametrize("listed", [groups(), VALUES], ids=["groups", "values"])
def test_no_two_groups_are_the_same(listed: tuple[str, ...]) -> None:
    counted = Counter(frozenset(group.split()) for group in listed)
    assert [sorted(group) for group, number in counted.items() if number > 1] == []


@pytest.mark.parametrize("pair", TOGETHER)
def test_words_that_mean_the_same_are_together(pair: str) -> None:
    one, other = pair.split()
    assert other in grouped(one)


@pytest.mark.parametrize("pair", APART)
def test_words_that_people_must_not_mix_are_apart(pair: str) -> None:
    one, other = pair.split()
    assert grouped(one)
    assert other not in grouped(one)


def test_verbs_speak_of_concepts_that_the_groups_know() -> None:
    known = {word for group in groups() for word in group.split()}
    assert len(ACTIONS) >= 150
    assert {concept for _, concepts in ACTIONS for concept in concepts.split()} <= known
    assert all(FOLDED.fullmatch(form) for form in verbs())


def test_a_form_of_two_verbs_speaks_of_both_ones_concepts() -> None:
    assert {"termination", "discharge"} <= set(verbs()["entlassen"].split())
    assert "salary" in verbs()["verdient"].split()


def test_adjectives_compare_along_concepts_that_the_groups_know() -> None:
    known = {word for group in groups() for word in group.split()}
    scales = [scale for adjective in ADJECTIVES for scale in adjective.scales]
    assert {concept for scale in scales for concept in scale.concepts.split()} <= known


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("teuerste", Form("teuer", "superlative")), ("teuersten", Form("teuer", "superlative")),
        ("teurer", Form("teuer", "comparative")), ("teure", Form("teuer", "positive")),
        ("aeltester", Form("alt", "superlative")), ("aelter", Form("alt", "comparative")),
        ("oldest", Form("old", "superlative")), ("cheaper", Form("cheap", "comparative")),
        ("best", Form("good", "superlative")), ("beste", Form("gut", "superlative")),
        ("hohen", Form("hoch", "positive")), ("hoechstes", Form("hoch", "superlative")),
        ("latest", Form("late", "superlative")), ("groesster", Form("gross", "superlative")),
        ("profitable", Form("profitable", "positive")),
    ],
)  # fmt: skip
def test_a_form_names_its_base_and_its_degree(form: str, meant: Form) -> None:
    assert forms()[form] == meant


def test_no_comparison_belongs_to_two_meanings() -> None:
    counted = Counter(
        form
        for adjective in ADJECTIVES
        for form in {form for word in (*adjective.english, *adjective.german) for form in re.split("[ ,]", word)[1:]}
        if form != "-"
    )
    assert {form: number for form, number in counted.items() if number > 1} == {}


def test_every_form_leads_to_a_scale() -> None:
    assert {form.base for form in forms().values()} == set(superlatives())
    assert all(FOLDED.fullmatch(form) for form in forms())


def test_no_comparison_is_a_noun_of_the_groups() -> None:
    nouns = {word for group in groups() for word in group.split()}
    assert {form for form, meant in forms().items() if meant.degree != "positive"} & nouns == set()
    assert "alter" not in forms()


def test_the_oldest_has_the_greatest_age_and_the_least_date_of_birth() -> None:
    ends = {scale.kind: (scale.end, scale.concepts.split()[0]) for scale in superlatives()["alt"]}
    assert ends == {"number": ("max", "age"), "date": ("min", "date_of_birth")}


def test_words_that_change_a_question_are_no_fillers() -> None:
    assert fillers() & meaningful() == set()
    assert {
        "not",
        "kein",
        "ohne",
        "nie",
        "mehr",
        "less",
        "each",
        "pro",
        "je",
        "or",
        "und",
        "nur",
        "by",
        "nach",
    } <= meaningful()
    assert {"bitte", "please", "the", "unser", "zeig", "mir", "mal"} <= fillers()


def test_a_filler_is_no_comparison() -> None:
    comparisons = {form for form, meant in forms().items() if meant.degree != "positive"}
    assert fillers() & comparisons == set()


def test_a_word_that_is_a_filler_too_never_stands_for_its_group_in_a_question() -> None:
    known = {word for group in groups() for word in group.split()}
    said = {"record", "entry", "eintrag", "datensatz", "table", "tabelle", "database", "datenbank", "daten", "liste"}
    assert fillers() & known - said - {"display", "wissen"} <= in_schemas()


def test_question_words_say_what_they_ask_for() -> None:
    assert (QUESTION["wer"], QUESTION["where"], QUESTION["wann"]) == ("person", "place", "date")
    assert QUESTION_PHRASES["how many"] == QUESTION_PHRASES["wie viele"] == "number"


def test_abbreviations_are_words_of_the_lexicon() -> None:
    assert in_schemas() <= {word for group in groups() for word in group.split()}
    assert in_data() <= {word for group in VALUES for word in group.split()}
    assert {"in", "no", "at", "is"} <= in_data()
    assert {"germany", "deutschland", "german", "usa", "rot", "red"} & in_data() == set()
