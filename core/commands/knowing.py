"""`/whoami`, `/link` and `/pair`: who somebody is to us, here and elsewhere."""

from core.commands.asked import Answer, Asked
from core.gate import EVERYWHERE, Gate, visitor_of
from core.people import People
from core.phrases import phrase

_OFF = "off"
"""Undoes what a code did."""


class WhoamiCommand:
    """Says how somebody is known here, and what they may do."""

    def __init__(self, gate: Gate, people: People) -> None:
        self._gate, self._people = gate, people

    async def answer(self, asked: Asked) -> Answer:
        """Say who asks."""
        role = await self._gate.role(visitor_of(asked.inbound), asked.channel)
        person = asked.person
        name = person.claims.get("name") or person.claims.get("preferred_username") or person.claims.get("username")
        others = self._people.selves(person.id)[1:]
        lines = [f"- Id: `{person.id}`" + (f" ({name})" if name else ""), f"- Role here: **{role}**"]
        if others and asked.inbound.direct:
            lines.append("- Also: " + ", ".join(f"`{other}`" for other in others))
        return Answer("\n".join(lines))


class LinkCommand:
    """Joins a person's selves on several platforms by a code, shown on one and typed on the other."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def answer(self, asked: Asked) -> Answer:
        """Show a code, or take one. Raises InvalidInput, StoreError."""
        if not asked.inbound.direct:
            return Answer(phrase("only_direct", asked.language, command="link"))
        if asked.words == (_OFF,):
            await self._people.unlink(asked.person.id)
            return Answer(phrase("unlinked", asked.language))
        if not asked.words:
            code = spaced(await self._people.code("link", asked.person.id))
            return Answer(phrase("link_code", asked.language, code=code), secret=True)
        other = await self._people.link("".join(asked.words), asked.person.id)
        return Answer(phrase("linked", asked.language, other=other))


class PairCommand:
    """Lets somebody in who was shown a code."""

    def __init__(self, people: People) -> None:
        self._people = people

    def scope(self, asked: Asked) -> str:  # noqa: ARG002
        """Return EVERYWHERE: who is let in may talk with us on the whole platform."""
        return EVERYWHERE

    async def answer(self, asked: Asked) -> Answer:
        """Take the code. Raises InvalidInput, StoreError."""
        if not asked.words:
            return Answer("Say `/pair CODE`, with the code that somebody was shown, or `/pair off platform:user`.")
        if asked.words[0] == _OFF and len(asked.words) > 1:
            await self._people.unpair(asked.words[1], asked.person.id)
            return Answer(f"`{asked.words[1]}` may no longer write to me directly.")
        person = await self._people.pair("".join(asked.words), asked.person.id)
        return Answer(f"`{person}` may talk with me now.")


def spaced(code: str) -> str:
    """Return a code as people can read it aloud."""
    return f"{code[:4]}-{code[4:]}"
