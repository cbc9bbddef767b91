"""What a session remembers of its person beside the history."""

from msgspec import Struct
from msgspec.structs import replace

from core.envelope import MemoryUpdate

_FACTS_KEPT = 30
_TOPICS_KEPT = 5


class Memory(Struct, frozen=True):
    """Who the person is, where they are, and what is worth knowing of them."""

    user_name: str = "unknown"
    situation: str = "local session"
    language: str = "en"
    topics: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def after(self, update: MemoryUpdate) -> "Memory":
        """Return the memory with an update taken in; the newest topics and facts are kept."""
        topics = (*(t for t in self.topics if t != update.topic), update.topic) if update.topic else self.topics
        facts = tuple(dict.fromkeys((*self.facts, *update.facts)))
        return replace(
            self,
            user_name=update.user_name or self.user_name,
            language=update.language or self.language,
            topics=topics[-_TOPICS_KEPT:],
            facts=facts[-_FACTS_KEPT:],
        )

    def about(self, user_name: str, situation: str) -> "Memory":
        """Return the memory with who the person is, and where."""
        return replace(self, user_name=user_name, situation=situation)

    def lines(self) -> list[str]:
        """Return the memory as lines for a prompt's context."""
        lines = [f"user: {self.user_name}", f"situation: {self.situation}", f"language: {self.language}"]
        if self.topics:
            lines.append(f"topics: {', '.join(self.topics)}")
        return [*lines, *(f"fact: {fact}" for fact in self.facts)]
