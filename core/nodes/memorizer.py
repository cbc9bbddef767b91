"""The memorizer node: keeps what is worth knowing."""

from core.asking import Asker
from core.envelope import Command, MemoryUpdate
from core.memory import Memory
from core.nodes.thinking import Situation


class MemorizerNode:
    """Keeps the memory of one session."""

    def __init__(self, instructions: str, asker: Asker, memory: Memory | None = None) -> None:
        self._instructions, self._asker = instructions, asker
        self.memory = memory or Memory()

    async def update(self, command: Command, situation: Situation) -> None:
        """Take in what a finished turn brought; its answer is the last entry of the history. Raises ModelError."""
        prompt = situation.prompt("memorizer", self._instructions, command)
        self.memory = self.memory.after(await self._asker.structured(prompt, MemoryUpdate))
