"""`/model`: which language model answers in one conversation."""

from collections.abc import Mapping

from core.commands.asked import Answer, Asked
from core.errors import UnknownModel
from core.live import Live
from core.phrases import phrase
from core.ports import AuditEntry, Store

CLEAR = "clear"


class ModelCommand:
    """Lists and switches models."""

    def __init__(self, store: Store, models: Mapping[str, str]) -> None:
        """`models` are those that may be chosen, by name, with a line on each."""
        self._store, self._models = store, models

    async def answer(self, asked: Asked) -> Answer:
        """List the models, or switch. Raises UnknownModel, StoreError."""
        if asked.live is None:
            return Answer(phrase("no_conversation", asked.language, command="model"))
        match asked.words:
            case ():
                return Answer(self._list(asked.live))
            case (name,):
                return await self._choose(asked, asked.live, name)
            case _:
                return Answer(f"Say `/model {self._hint}`.")

    @property
    def _hint(self) -> str:
        return f"[{'|'.join((*self._models, CLEAR))}]"

    def _list(self, live: Live) -> str:
        chosen = live.runtime.model
        rows = [
            f"- {'**' + name + '** (answers here)' if name == chosen else name}: {line}"
            for name, line in self._models.items()
        ]
        return "\n".join(
            ["Models:", *rows, f"Here: {chosen or 'what the graph names'}. Switch with `/model {self._hint}`."]
        )

    async def _choose(self, asked: Asked, live: Live, name: str) -> Answer:
        if name != CLEAR and name not in self._models:
            raise UnknownModel(f"There is no model “{name}” here; there are {', '.join(self._models)}.")
        await self._store.audit(AuditEntry(asked.person.id, "model", asked.session, allowed=True, detail=name))
        live.runtime.use_model("" if name == CLEAR else name)
        answering = "what the graph names" if name == CLEAR else f"model **{name}**"
        return Answer(f"From the next message on, {answering} answers in this conversation.", live=live)
