"""Reading: a question's chunks while they are understood: what each is taken for, and which are still left."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from adapters.llm.questions import choosing
from adapters.llm.questions.catalogue import Catalogue, Naming, Ref
from adapters.llm.questions.choosing import FAINT, FAR, PLAIN, SURE, TOO_FAR, Fit, any_column, column_of
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.earning import revenue_among
from adapters.llm.questions.frame import Age, Col, Expr, Filter, Measure, Op, Product
from adapters.llm.questions.joins import distance
from adapters.llm.questions.manners import STAFF
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.subjects import table_of
from adapters.llm.questions.terms import identifier_words, meet
from adapters.llm.questions.values import Held
from core.data import ChartWanted

_NAMED = 0.86
"""How well a table must be named to be meant whatever else a word may be."""
_KIND_OF = 0.85
"""How well a value must fit to be meant rather than the table it stands in: cars, among vehicles."""
_VERY_NAME = 0.97
"""How well, to be meant although a column or a value fits better still."""
_MUCH_BETTER, _BETTER, _AS_WELL, _NEARLY = 0.1, 0.04, 0.03, 0.15
"""By how much one naming must beat another to outdo it, or may fall short of it to count for as much."""
_HALF_AS_WELL = 0.2
"""By how much a number may be named worse than the best of a chunk's namings, and be what is measured."""
_PEOPLE = 0.8
"""How well `people` names the one table of people."""
_QUOTED = 0.8
"""How surely words in quotation marks must be a value to be one."""
_STATES: tuple[Kind, ...] = ("missing", "late", "intime", "full", "overfull")
"""Operators that are states as well, where the data has them."""
_BESIDE = 0.3
"""How far from the table asked about the others are that are spoken of."""


class Reading:
    """One question under way. What a rule has made use of is marked as used; what nobody used was not understood."""

    def __init__(
        self,
        chunks: Sequence[Chunk],
        catalogue: Catalogue,
        today: date,
        language: str,
        context: tuple[str, ...] = (),
    ) -> None:
        self.chunks, self.catalogue, self.today, self.language = tuple(chunks), catalogue, today, language
        self.used: set[int] = {chunk.at for chunk in chunks if chunk.filler and not chunk.ops and not _speaks(chunk)}
        self.bounds: set[int] = set()
        """The places of words that name one side of a comparison, though no column is called so."""
        self.filters: list[Filter] = []
        self.parts: tuple[Filter, ...] = ()
        """The part of which a share is asked."""
        self.chart: ChartWanted = "auto"
        self.file = False
        self.listing = False
        """True where a number is one more column of the rows that are listed."""
        self.text = " ".join(chunk.key for chunk in chunks)
        self.having: tuple[Measure, Op, float] | None = None
        """What the number of a group must compare with."""
        self.problem: str = ""
        self.readings: list[tuple[str, str]] = []
        self.focus = ""
        self.revenue: Expr | None = None
        """What comes in, where that was spoken of: summed, though it be a price."""
        self.lasting: Expr | None = None
        """How long what is asked about lasts, where that is asked, be it a column or the time between two dates."""
        self.lasts: Chunk | None = None
        """The words that ask for it."""
        self.long_asked = False
        """True where those words are `how long` or `how many days`, which ask for a number by themselves."""
        self.states: list[tuple[str, tuple[Filter, ...]]] = []
        """The conditions of states that dates tell, with the table of the rows that are in them."""
        self.now = False
        """True where what others do with rows is what they do now."""
        self.timed: set[int] = set()
        """The places of words that say how long something lasts, though the data has none of them."""
        self.context = context
        self._anchors: tuple[str, ...] | None = None
        self._people: list[str] | None = None

    @property
    def here(self) -> str:
        """Return the table that is asked about, else the first that is spoken of; empty where none is."""
        return self.focus or next(iter(self.anchors), "")

    def doubt(self, problem: str) -> None:
        """Note why a question cannot be answered, where nothing else stands in its way already."""
        self.problem = self.problem or problem

    def use(self, *chunks: Chunk | None) -> None:
        """Note that chunks are understood."""
        self.used.update(chunk.at for chunk in chunks if chunk is not None)

    def free(self, chunk: Chunk) -> bool:
        """Say whether a chunk is still to be understood."""
        return chunk.at not in self.used

    def left(self) -> tuple[Chunk, ...]:
        """Return the chunks that nobody understood."""
        return tuple(chunk for chunk in self.chunks if self.free(chunk))

    def first(self, wanted: Callable[[Chunk], bool]) -> Chunk | None:
        """Return the first chunk that is wanted and still to be understood."""
        return next((chunk for chunk in self.chunks if self.free(chunk) and wanted(chunk)), None)

    def behind(self, chunk: Chunk) -> Chunk | None:
        """Return the chunk right behind one."""
        return self.chunks[chunk.at + 1] if chunk.at + 1 < len(self.chunks) else None

    def ahead(self, chunk: Chunk) -> Chunk | None:
        """Return the chunk right before one."""
        return self.chunks[chunk.at - 1] if chunk.at else None

    def ops(self, *kinds: Kind) -> Iterator[Chunk]:
        """Give the operators of some kinds that are not used yet, in order."""
        for chunk in self.chunks:
            if self.free(chunk) and chunk.has(*kinds):
                yield chunk

    def any_op(self, *kinds: Kind) -> bool:
        """Say whether there is an operator of one of some kinds."""
        return any(chunk.has(*kinds) for chunk in self.chunks)

    def before(
        self, chunk: Chunk, wanted: Callable[[Chunk], bool], reach: int = 3, *, skip: bool = False
    ) -> Chunk | None:
        """Return the nearest chunk before one that is wanted, not more than `reach` unused ones away."""
        return self._near(range(chunk.at - 1, -1, -1), wanted, reach, skip=skip)

    def after(
        self, chunk: Chunk, wanted: Callable[[Chunk], bool], reach: int = 3, *, skip: bool = False
    ) -> Chunk | None:
        """Return the nearest chunk behind one that is wanted, likewise."""
        return self._near(range(chunk.at + 1, len(self.chunks)), wanted, reach, skip=skip)

    def _near(self, places: range, wanted: Callable[[Chunk], bool], reach: int, *, skip: bool) -> Chunk | None:
        passed = 0
        for at in places:
            chunk = self.chunks[at]
            if wanted(chunk):
                return chunk
            if not chunk.filler and not chunk.has("than", "in", "of") and (self.free(chunk) or not skip):
                passed += 1
            if passed >= reach:
                return None
        return None

    @property
    def anchors(self) -> tuple[str, ...]:
        """Return the tables that are surely spoken of, in order."""
        if self._anchors is None:
            found = [naming.ref.table for chunk in self.chunks if (naming := self.table_in(chunk))]
            sure = [table for chunk in self.chunks if (table := self._surely(chunk))] if not found else []
            self._anchors = tuple(dict.fromkeys((*found, *sure))) or self.context or self._valued() or self._sold()
        return self._anchors if not self.focus else tuple(dict.fromkeys((self.focus, *self._anchors)))

    def _sold(self) -> tuple[str, ...]:
        """Return the table that revenue is taken from, where it is all that is spoken of."""
        if not any(chunk.revenue for chunk in self.chunks):
            return ()
        self._anchors = ()
        found = revenue_among(self.catalogue, self.anchors, self.away)
        return (table_of(found),) if found is not None else ()

    def _surely(self, chunk: Chunk) -> str:
        """Return the table of the column that a chunk names, where no other table has one of that name."""
        columns = [naming for naming in chunk.namings if naming.ref.column]
        if not columns or columns[0].score < SURE or chunk.filler or self.table_in(chunk) is not None:
            return ""
        near = {naming.ref.table for naming in columns if naming.score > columns[0].score - _NEARLY}
        return near.pop() if len(near) == 1 else ""

    def _valued(self) -> tuple[str, ...]:
        """Return the tables whose values are named beyond doubt, where no table is."""
        valued = [chunk for chunk in self.chunks if chunk.helds]
        whole = [chunk for chunk in valued if not chunk.helds[0].part]
        found = [{held.table for held in chunk.helds} for chunk in whole or valued]
        both = set.intersection(*found) if found else set()
        return tuple(both) if len(both) == 1 else ()

    @property
    def said(self) -> set[str]:
        """Return the words of all chunks, as they were read."""
        return {word for chunk in self.chunks for word in chunk.key.split()}

    def table_in(self, chunk: Chunk) -> Naming | None:
        """Return the table that a chunk names, where that is the best it can be."""
        tables = [naming for naming in chunk.namings if not naming.ref.column]
        told = any(held.score == 1.0 and not held.part for held in chunk.helds)
        if chunk.people and not told and not any(naming.score >= _NAMED for naming in chunk.namings):
            found = self._of_people()
            return found if chunk.key not in STAFF or (found and self.catalogue.are_staff(found.ref.table)) else None
        if not tables or tables[0].score < PLAIN:
            return None
        own = self.catalogue.tables[tables[0].ref.table].primary
        keys = {Ref(tables[0].ref.table, name) for name in own}
        others = max((n.score for n in chunk.namings if n.ref.column and n.ref not in keys), default=0.0)
        value = chunk.helds[0].score if chunk.helds and not chunk.helds[0].part else 0.0
        best = tables[0]
        if best.score < _NAMED and (others > best.score + _MUCH_BETTER or value > best.score):
            return None
        if value > best.score and best.score < _VERY_NAME:
            return None
        if value >= _KIND_OF and best.score < _VERY_NAME and chunk.helds[0].table == best.ref.table:
            return None
        if others > best.score + _BETTER and best.score < _VERY_NAME:
            return None
        near = [naming for naming in tables if naming.score > best.score - _AS_WELL]
        if len(near) > 1:
            elsewhere = {c.namings[0].ref for c in self.chunks if c is not chunk and c.namings}
            near = [naming for naming in near if naming.ref not in elsewhere] or near
        return best if len(near) == 1 else min(near, key=lambda n: len(identifier_words(n.ref.table)))

    def table(self, chunk: Chunk | None) -> str:
        """Return the name of the table that a chunk names, as `table_in` does; empty where it names none."""
        naming = self.table_in(chunk) if chunk is not None else None
        return naming.ref.table if naming is not None else ""

    def _of_people(self) -> Naming | None:
        """Return the one table of people there is, or the one among those that are spoken of."""
        if self._people is None:
            first = [naming for chunk in self.chunks for naming in chunk.namings[:1]]
            sure = [naming.ref.table for naming in first if not naming.ref.column and naming.score > SURE]
            self._people = choosing.tables_of_people(self.catalogue, sure, self.context)
        return Naming(Ref(self._people[0]), _PEOPLE) if len(self._people) == 1 else None

    def is_value(self, chunk: Chunk) -> bool:
        """Say whether a chunk is best taken for a value."""
        if not chunk.helds or self.table_in(chunk) is not None:
            return False
        named = max((naming.score for naming in chunk.namings), default=0.0)
        held = chunk.helds[0]
        if held.part:
            return not named and not chunk.ops and not chunk.filler and not chunk.verb and not chunk.grain
        if chunk.ops and not chunk.has(*_STATES) and held.score < 1.0 and len(chunk.key.split()) == 1:
            return False
        kind = held.score >= _KIND_OF and chunk.namings[:1] and chunk.namings[0].ref == Ref(held.table)
        return held.score >= named or bool(kind) or (chunk.quoted and held.score > _QUOTED)

    def is_column(self, chunk: Chunk) -> bool:
        """Say whether a chunk is best taken for a column."""
        least = FAINT if chunk.verb or chunk.adjective is not None else 0.0
        return (
            any(naming.ref.column and naming.score > least for naming in chunk.namings)
            and self.table_in(chunk) is None
            and not self.is_value(chunk)
        )

    def is_noun(self, chunk: Chunk) -> bool:
        """Say whether a chunk names a table or a column."""
        return self.table_in(chunk) is not None or self.is_column(chunk)

    def is_number_chunk(self, chunk: Chunk) -> bool:
        """Say whether a chunk names a number that can be measured."""
        if chunk is self.lasts:
            return True
        if chunk.revenue and not any(naming.score > SURE for naming in chunk.namings):
            return not any(naming.score > PLAIN for naming in chunk.namings)
        if self.table_in(chunk) is not None or not chunk.namings or self.is_value(chunk):
            return False
        found = self.columns_in(chunk)
        best = max(naming.score for naming in chunk.namings)
        return any(self.is_number(col) for col in found) and any(
            naming.score > best - _HALF_AS_WELL and self.is_number(column_of(naming))
            for naming in chunk.namings
            if naming.ref.column
        )

    def column_in(self, chunk: Chunk, fit: Fit = any_column) -> Col | None:
        """Return the column a chunk names, nearest to what is spoken of among those that fit."""
        found = self.columns_in(chunk, fit)
        return found[0] if found else None

    def columns_in(self, chunk: Chunk, fit: Fit = any_column) -> list[Col]:
        """Return the columns a chunk may name, the likeliest first."""
        return self.nearest([n for n in chunk.namings if n.ref.column], fit)

    def nearest(self, namings: Sequence[Naming], fit: Fit = any_column) -> list[Col]:
        """Return the columns that fit in the order of how well they are named and how near they are."""
        return choosing.nearest(namings, fit, self.away)

    def away(self, table: str) -> float:
        """Return how far a table is from those that are spoken of, the focus before all."""
        anchors = self.anchors
        if not anchors:
            return 0.0
        if self.focus:
            near = _BESIDE if table in anchors and table != self.focus else TOO_FAR
            return min(distance(self.catalogue, self.focus, table), near)
        return min(TOO_FAR, *(distance(self.catalogue, anchor, table) for anchor in anchors))

    def concept(self, words: str, fit: Fit = any_column, least: float = 0.7) -> Col | None:
        """Return the column that concept words (separated by blanks, the first the likeliest) speak of, near by."""
        return next(self.concepts(words, fit, least), None)

    def concepts(self, words: str, fit: Fit, least: float) -> Iterator[Col]:
        """Give the columns that concept words speak of, near what is spoken of, the best first."""
        return choosing.meant_by(self.catalogue, words, fit, least, self.away)

    def is_number(self, col: Col) -> bool:
        """Say whether a column measures something."""
        return col.column in self.catalogue.roles[col.table].measures

    def is_money(self, col: Col) -> bool:
        """Say whether a column holds amounts of money."""
        return self.is_number(col) and col.column in self.catalogue.roles[col.table].money

    def is_date(self, col: Col) -> bool:
        """Say whether a column holds days or moments."""
        return col.column in self.catalogue.roles[col.table].dates

    def is_label(self, col: Col) -> bool:
        """Say whether a column names the rows it stands in, as a title does."""
        return col.column in self.catalogue.roles[col.table].labels

    def is_flag(self, col: Col) -> bool:
        """Say whether a column is true or false."""
        return col.column in self.catalogue.roles[col.table].flags

    def is_code(self, col: Col) -> bool:
        """Say whether a column is a key or a number that only names."""
        return col.column in self.catalogue.roles[col.table].codes

    def is_dated(self, col: Col) -> bool:
        """Say whether a column orders rows in time."""
        return self.is_timed(col) or col.column in self.catalogue.roles[col.table].years

    def is_timed(self, col: Col) -> bool:
        """Say whether a column holds days, moments or months."""
        return self.is_date(col) or col.column in self.catalogue.roles[col.table].months

    def is_summed(self, expr: Expr) -> bool:
        """Say whether a number is summed where nobody says how."""
        if isinstance(expr, Product) or expr == self.revenue:
            return True
        return isinstance(expr, Col) and expr.column in self.catalogue.roles[expr.table].summed

    def may_be_empty(self, col: Col) -> bool:
        """Say whether rows need not have a value in a column."""
        return self.catalogue.column(Ref(col.table, col.column)).nullable

    def money_of(self, table: str) -> Col | None:
        """Return the amount of money that rows of a table stand for."""
        roles = self.catalogue.roles[table]
        return next((Col(table, name) for name in roles.measures if name in roles.money), None)

    def age_of(self, table: str) -> Age | Col | None:
        """Return how old rows of a table are."""
        if age := self.concept("age alter", lambda col: col.table == table and self.is_number(col)):
            return age
        born = self.concept("date_of_birth", lambda col: col.table == table and self.is_date(col))
        return Age(born) if born else None

    def head(self, noun: Chunk | None) -> Chunk | None:
        """Return the last of several tables' names that stand together: `course registrations` are registrations."""
        while noun is not None and (behind := self.behind(noun)) is not None:
            if not self.free(behind) or self.table_in(noun) is None or self.table_in(behind) is None:
                break
            if behind.people and behind.start != noun.start:
                break
            self.use(noun)
            noun = behind
        return noun

    def beside(self, chunk: Chunk) -> bool:
        """Say whether a chunk asks for more of the rows that were asked for: `which lectures … and how many points`."""
        asked = [one for one in self.chunks[: chunk.at] if one.has("which", "list", "who")]
        joint = [one for one in self.chunks[: chunk.at] if one.has("and")]
        return bool(asked and joint and joint[-1].at > asked[0].at and self.focus)

    def held_near(self, helds: Sequence[Held]) -> list[Held]:
        """Return values in the order of how surely they are meant and how near their tables are."""
        return sorted(helds, key=lambda held: (1 - held.score) * 2 + FAR * self.away(held.table))

    def says(self, chunk: Chunk, *words: str) -> bool:
        """Say whether one of a chunk's words means one of some words."""
        return any(meet(mine, word) for mine in chunk.key.split() for word in words)


def _speaks(chunk: Chunk) -> bool:
    """Say whether a filler may mean something here all the same."""
    sure = any(naming.score >= SURE for naming in chunk.namings)
    return bool(sure or chunk.has("not", "without", "never", "except")) or bool(
        chunk.helds and chunk.helds[0].score >= 1.0
    )
