"""The ui node: a session's screen."""

from collections.abc import Mapping

from core.changes import Mended, apply
from core.controls import Control, Machine
from core.operations import Operation
from core.sink import hud
from core.ui import Changed, Reaction, Screen, react


class UiNode:
    """Keeps the controls of one session and changes them by code only."""

    def __init__(self, screen: Screen | None = None) -> None:
        self.screen = screen or Screen()

    @property
    def controls(self) -> tuple[Control, ...]:
        """Return what people see, in order."""
        return self.screen.seen()

    def after(self, operations: tuple[Operation, ...], screen: Screen | None = None) -> Screen:
        """Return the screen, or that of the turn, with all applied that can be.

        Each refused or mended operation is named in the HUD.
        """
        screen, notes = apply(screen or self.screen, operations)
        for note in notes:
            happened = "mended" if isinstance(note, Mended) else "refused"
            hud("ui", happened, operation=type(note.operation).__name__, words={"reason": note.reason})
        return screen

    def click(self, control: str, verb: str, data: Mapping[str, str], today: str) -> Reaction:
        """Return what a click does on the day `today`, having done it."""
        reaction = react(self.screen, control, verb, data, today)
        if isinstance(reaction, Changed):
            self.screen = reaction.screen
        return reaction

    def lines(self) -> list[str]:
        """Return how the machines stand, a line each, for a prompt's context."""
        return [
            f"machine {machine.id}: {machine.current}; can go to {', '.join(t.target for t in machine.moves()) or '–'}"
            for machine in self.controls
            if isinstance(machine, Machine)
        ]
