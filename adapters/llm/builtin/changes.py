"""Changes: setting, removing and clearing controls that are there."""

import re

from msgspec.structs import replace

from adapters.llm.builtin.clauses import LONGEST_NAME
from adapters.llm.builtin.lexicon import DETERMINERS, INDEFINITE, MAKERS, QUESTION_WORDS, nouns
from adapters.llm.builtin.phrases import Phrases, phrases
from adapters.llm.builtin.references import means_all, referred
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.values import Change, assign, move, option_named
from adapters.llm.builtin.words import fold, number, title, words
from core.controls import Control, Counter, Date, Label, Link, Progress, Select, TextInput, Toggle
from core.operations import ClearControls, RemoveControl, UpdateControl

_STATE = r"(?P<state>on|off|an|ein|aus)"
_ALL = (
    r"(?:everything|all|all (?:of )?(?:it|them|this)|(?:all )?(?:of )?(?:the )?controls|the screen|alles|"
    r"alle (?:elemente|controls)|den bildschirm)"
)
_CLEAR = re.compile(
    rf"clear(?: {_ALL})?|(?:remove|delete|erase|hide|losche?|loesche?|entferne?|leere?|raume?) {_ALL}(?: (?:weg|away))?"
    r"|(?:mach|nimm|raume?) alles weg|alles (?:loschen|loeschen|entfernen|leeren|weg)"
)
_REMOVE = (
    re.compile(r"(?:remove|delete|drop|hide|erase|get rid of|entferne?|losche?|loesche?|verstecke?)\s+(?P<what>.+)"),
    re.compile(r"take\s+away\s+(?P<what>.+)"),
    re.compile(r"(?:nimm|tu|mach|take)\s+(?P<what>.+)\s+(?:weg|away)"),
    re.compile(r"(?P<what>.+)\s+(?:loschen|loeschen|entfernen)"),
)
_SET = (
    re.compile(r"(?:set|put|change|move|switch|turn)\s+(?P<what>.+?)\s+(?:to|at|=)\s+(?P<value>.+)"),
    re.compile(
        r"(?:stelle?|setze?|andere?|aendere?|schalte?|drehe?|mache?)\s+(?P<what>.+?)\s+(?:auf|zu|=)\s+(?P<value>.+?)(?:\s+um)?"
    ),
)
_WRITE = (
    re.compile(r"(?:write|enter|type|fill)\s+(?P<value>.+?)\s+(?:in|into)\s+(?P<what>.+)"),
    re.compile(r"fill\s+(?:in\s+)?(?P<what>.+?)\s+with\s+(?P<value>.+)"),
    re.compile(r"(?:schreibe?|trage?)\s+(?P<value>.+?)\s+(?:in|bei)\s+(?P<what>.+?)(?:\s+ein)?"),
)
_SWITCH = (
    re.compile(rf"(?:turn|switch)\s+{_STATE}\s+(?P<what>.+)"),
    re.compile(rf"(?:turn|switch|set|put|schalte?|mache?|drehe?|stelle?|knipse?)\s+(?P<what>.+)\s+{_STATE}"),
)
_FLIP = (re.compile(r"(?P<flip>toggle|flip)\s+(?P<what>.+)"), re.compile(r"schalte?\s+(?P<what>.+)\s+(?P<flip>um)"))
_BARE = (
    re.compile(rf"(?P<what>.+)\s+{_STATE}(?:schalten|machen)?"),
    re.compile(r"(?P<what>[^:=]+?)\s*[:=]\s*(?P<value>.+)", re.DOTALL),
)
_BRIEFLY_SET = (Counter, Toggle, Label, Link, Select, TextInput, Date, Progress)
_WRITTEN = (Label, TextInput, Date)
_RENAME = (
    re.compile(r"(?:rename|relabel)\s+(?P<what>.+?)\s+(?:to|as|into)\s+(?P<name>.+)"),
    re.compile(r"(?:benenne?|nenne?)\s+(?P<what>.+?)\s+(?:in|zu)\s+(?P<name>.+?)\s+um"),
    re.compile(r"(?P<what>.+?)\s+(?:in|zu)\s+(?P<name>.+?)\s+umbenennen"),
)
_CHOOSE = re.compile(
    r"(?:select|choose|pick|wahle?|waehle?)\s+(?P<value>.+?)(?:\s+(?:for|in|as|bei|fur|fuer|als)\s+(?P<what>.+))?"
)
_LISTED = re.compile(r"\s*,\s*(?:(?:and|und)\s+)?|\s+(?:and|und)\s+")


def change(text: str, shelf: Shelf) -> Change | None:
    """Return the change a command asks for; None where it asks for none."""
    said = phrases(shelf.language)
    command = fold(text)
    if _CLEAR.fullmatch(command):
        gone = shelf.controls
        for control in gone:
            shelf.drop(control.id)
        return Change((ClearControls(),), said.cleared) if gone else Change((), said.nothing_shown)
    for reading in (_removal, _renaming, _choosing, _setting):
        if changed := reading(text, shelf, said):
            return changed
    return None


def _removal(text: str, shelf: Shelf, said: Phrases) -> Change | None:
    what = _groups(text, *_REMOVE).get("what")
    if what is None:
        return None
    gone: list[Control] = []
    for part in _parts(what, shelf):
        found = referred(part, shelf.controls)
        if not found:
            return None
        if len(found) > 1 and not means_all(part):
            return Change((), _ambiguous(found, said))
        gone += (control for control in found if control not in gone)
    for control in gone:
        shelf.drop(control.id)
    names = said.listed(tuple(said.quoted(control.label) for control in gone))
    return Change(tuple(RemoveControl(control.id) for control in gone), said.removed.format(names))


def _parts(what: str, shelf: Shelf) -> tuple[str, ...]:
    """Cut "the counter and the toggle" in two, but not a name that holds an "and"."""
    return (what,) if referred(what, shelf.controls) else tuple(_LISTED.split(what))


def _setting(text: str, shelf: Shelf, said: Phrases) -> Change | None:
    if said_plainly := _groups(text, *_SET) or _groups(text, *_SWITCH):
        found = referred(said_plainly["what"], shelf.controls)
    elif (written := _groups(text, *_WRITE)) and (
        found := tuple(c for c in referred(written["what"], shelf.controls) if isinstance(c, _WRITTEN))
    ):
        said_plainly = written
    elif said_briefly := _groups(text, *_FLIP, *_BARE):
        said_plainly = said_briefly
        found = tuple(c for c in referred(said_briefly["what"], shelf.controls) if isinstance(c, _BRIEFLY_SET))
    else:
        return move(text, shelf, said)
    if not found:
        return None
    if len(found) > 1:
        return Change((), _ambiguous(found, said))
    return assign(found[0], said_plainly, shelf, said)


def _renaming(text: str, shelf: Shelf, said: Phrases) -> Change | None:
    spoken = _groups(text, *_RENAME)
    found = referred(spoken.get("what", ""), shelf.controls)
    name = title(spoken.get("name", ""))
    if not found or not name:
        return None
    if len(found) > 1:
        return Change((), _ambiguous(found, said))
    old = said.quoted(found[0].label)
    if len(name) > LONGEST_NAME:
        return Change((), said.name_too_long.format(LONGEST_NAME))
    shelf.put(replace(found[0], label=name))
    return Change((UpdateControl(found[0].id, label=name),), said.renamed.format(old, said.quoted(name)))


def _choosing(text: str, shelf: Shelf, said: Phrases) -> Change | None:
    """Read "choose L": an option of the select that has it."""
    spoken = _groups(text, _CHOOSE)
    what = spoken.get("what")
    selects = tuple(c for c in shelf.controls if isinstance(c, Select))
    meant = selects if what is None else referred(what, selects)
    found = tuple(c for c in meant if isinstance(c, Select) and option_named(c, spoken.get("value", "")))
    if len(found) > 1:
        return Change((), _ambiguous(found, said))
    return assign(found[0], spoken, shelf, said) if found else None


def missing(text: str, shelf: Shelf) -> str | None:
    """Return the sentence for a command to change or remove a kind of control of which there is none."""
    said = phrases(shelf.language)
    spoken = _groups(text, *_REMOVE) or _groups(text, *_RENAME) or _groups(text, *_SET) or _groups(text, *_SWITCH)
    what = spoken.get("what", "")
    meant = any(nouns(what)) or "state" in spoken or "name" in spoken or number(spoken.get("value", "")) is not None
    if not meant or (INDEFINITE | MAKERS).intersection(words(what)) or words(text)[0] in QUESTION_WORDS:
        return None
    name = " ".join(word for word in what.split() if fold(word) not in DETERMINERS)
    return said.missing.format(said.quoted(name)) if name else None


def _ambiguous(found: tuple[Control, ...], said: Phrases) -> str:
    return said.ambiguous.format(", ".join(said.quoted(control.label) for control in found))


def _groups(text: str, *patterns: re.Pattern[str]) -> dict[str, str]:
    """Return the named groups of the first pattern that is the whole command, as they were written."""
    folded = fold(text)
    for pattern in patterns:
        if match := pattern.fullmatch(folded):
            return {name: text[slice(*match.span(name))] for name, found in match.groupdict().items() if found}
    return {}
