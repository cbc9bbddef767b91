"""What a session remembers of its person beside the history."""

from msgspec import Struct
from msgspec.structs import replace

from core.envelope import MemoryUpdate

_NOBODY = "unknown"
_FACTS_KEPT = 30
_TOPICS_KEPT = 5
_LONGEST_NAME = 80
_LONGEST_FACT = 300
"""Characters; a model may write more, but not into every later prompt."""


class Memory(Struct, frozen=True):
    """Who the person is, where they are, and what is worth knowing of them."""

    user_name: str = _NOBODY
    situation: str = "local session"
    language: str = "en"
    mood: str = ""
    topics: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    claimed: str = ""
    """The name that the platform said last; a person may have given another one since."""

    def after(self, update: MemoryUpdate) -> "Memory":
        """Return the memory with an update taken in; the newest topics and facts are kept."""
        topic = update.topic[:_LONGEST_NAME]
        topics = (*(t for t in self.topics if t != topic), topic) if topic else self.topics
        facts = self.facts
        if update.facts:
            facts = tuple(dict.fromkeys((*facts, *(fact[:_LONGEST_FACT] for fact in update.facts))))
        return replace(
            self,
            user_name=update.user_name[:_LONGEST_NAME] or self.user_name,
            language=update.language or self.language,
            mood=update.mood[:_LONGEST_NAME] or self.mood,
            topics=topics[-_TOPICS_KEPT:],
            facts=facts[-_FACTS_KEPT:],
        )

    def about(self, claimed: str, situation: str) -> "Memory":
        """Return the memory with where the person is, and who, if the platform's name for them is a new one.

        A memory of before there was `claimed` keeps the name it has.
        """
        known = self.user_name != _NOBODY and not self.claimed
        same = not claimed or claimed == self.claimed or known
        name = self.user_name if same else claimed
        return replace(self, user_name=name, situation=situation, claimed=claimed or self.claimed)

    def lines(self) -> list[str]:
        """Return the memory as lines for a prompt's context."""
        lines = [f"user: {self.user_name}", f"situation: {self.situation}", f"language: {self.language}"]
        if self.mood:
            lines.append(f"mood: {self.mood}")
        if self.topics:
            lines.append(f"topics: {', '.join(self.topics)}")
        return [*lines, *(f"fact: {fact}" for fact in self.facts)]
