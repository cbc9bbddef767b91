"""What people did, what they see in the end, and what the database holds: all that the check goes by."""

from msgspec import Struct

_MORE = 1_000_000


class Question(Struct, frozen=True):
    """Something that a person wrote, and the words that only its answer has."""

    text: str
    answer: str
    sum: bool = True
    """True where no other conversation has the same question."""


COUNTER = Question("make me a counter", "Here is a counter at 0.", sum=False)
"""How each conversation begins."""


def question(number: int) -> Question:
    """Return the question whose answer is `number`, of seven digits; no other question's answer has it."""
    return Question(f"what is {number - _MORE} + {_MORE}?", f"= {number}.")


class Post(Struct, frozen=True):
    """A message of the bot's as people see it."""

    id: str
    words: str
    counter: int | None = None
    """The value that its counter shows."""
    growing: bool = False
    """True while it looks as if more were to come."""


class Talk(Struct, frozen=True):
    """One conversation from a person's side."""

    platform: str
    place: str
    questions: tuple[Question, ...]
    """In the order in which they were sent."""
    posts: tuple[Post, ...]
    """In the order in which they stand there."""
    clicks: int = 0
    """Clicks on `+` that were sent."""
    acknowledged: int = 0
    """Those of them that the platform got acknowledged, as far as it tells; at least so many must count."""

    @property
    def name(self) -> str:
        """Return what a finding calls it."""
        return f"{self.platform} {self.place}"


class Entry(Struct, frozen=True):
    """An entry of a session's history."""

    role: str
    content: str


class Session(Struct, frozen=True):
    """A session as its row has it."""

    name: str
    history: tuple[Entry, ...] = ()
    counters: tuple[int, ...] = ()


class Accepted(Struct, frozen=True):
    """A message in the inbox."""

    id: int
    session: str
    text: str


class Rows(Struct, frozen=True):
    """What the database holds."""

    integrity: str = "ok"
    waiting: tuple[str, ...] = ()
    """Rows of the inbox without an answer, rows of the outbox that were not delivered."""
    accepted: tuple[Accepted, ...] = ()
    """In the order in which they were accepted."""
    sessions: tuple[Session, ...] = ()
    broken: tuple[str, ...] = ()
    """States that were set aside."""
