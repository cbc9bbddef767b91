"""The ui node: a session's screen."""

from core.controls import Control
from core.envelope import Operation
from core.sink import hud
from core.ui import Changed, Reaction, Screen, apply, react


class UiNode:
    """Keeps the controls of one session and changes them by code only."""

    def __init__(self, screen: Screen | None = None) -> None:
        self.screen = screen or Screen()

    @property
    def controls(self) -> tuple[Control, ...]:
        """Return what is shown, in order."""
        return self.screen.controls

    def after(self, operations: tuple[Operation, ...]) -> Screen:
        """Return the screen with all applied that can be; each refused operation is named in the HUD."""
        screen, refusals = apply(self.screen, operations)
        for refusal in refusals:
            hud("ui", "refused", operation=type(refusal.operation).__name__, reason=refusal.reason)
        return screen

    def click(self, control: str, verb: str) -> Reaction:
        """Return what a click does, having done it."""
        reaction = react(self.screen, control, verb)
        if isinstance(reaction, Changed):
            self.screen = reaction.screen
        return reaction
