"""The lexicon: words that mean the same thing in a database, in English and German, by field; plain data."""

from functools import cache

from adapters.llm.questions.lexicon import (
    caring,
    civic,
    commerce,
    common,
    crafts,
    culture,
    days,
    energy,
    farms,
    food,
    government,
    health,
    industry,
    learning,
    leisure,
    lettings,
    logistics,
    measures,
    media,
    money,
    nature,
    office,
    online,
    people,
    places,
    school,
    sports,
    staff,
    technology,
    things,
    time_words,
    trade,
    travel,
    vehicles,
    work,
)

FIELDS = (
    people, places, trade, money, time_words, work, health, school, travel, media, things, technology, nature, sports,
    government, energy, food, measures, commerce, logistics, industry, crafts, vehicles, farms,
    office, staff, lettings, online,
    culture, leisure, caring, learning, civic,
    days, common,
)  # fmt: skip


@cache
def groups() -> tuple[str, ...]:
    """Return the groups of all fields: blank-separated words each, folded, terms of several words joined by `_`."""
    return tuple(group for field in FIELDS for group in field.GROUPS)
