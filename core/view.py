"""The View: what a reply looks like after the events so far. Adapters draw it."""

from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from core.artifacts import Artifact
from core.controls import Control
from core.events import Artifacts, Controls, Delta, Done, Hud, Notice, OutputEvent


class View(Struct, frozen=True):
    """One reply as it is to be seen: its text (Markdown), its controls, whether it is complete."""

    id: int
    """The reply's number, unique in the database; every button carries it back."""
    text: str = ""
    controls: tuple[Control, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    notice: str = ""
    """A short remark to the one person who acted."""
    private: bool = False
    """True when only the one who asked should see it, where the platform can do that."""
    done: bool = False
    failed: bool = False
    """True where it only says what went wrong."""
    remark: str = ""
    """What came of the last click on it (Markdown); stands below the text."""

    @property
    def said(self) -> str:
        """Return the text with the remark below it."""
        return "\n\n".join(filter(None, (self.text, self.remark)))

    def after(self, event: OutputEvent) -> "View":
        """Return the view as it is once `event` has happened."""
        match event:
            case Delta(content):
                return replace(self, text=self.text + content)
            case Controls(controls):
                return replace(self, controls=controls)
            case Artifacts(artifacts):
                return replace(self, artifacts=self.artifacts + artifacts)
            case Notice(text):
                return replace(self, notice=text)
            case Done(failed):
                return replace(self, done=True, failed=failed)
            case Hud():
                return self
            case _:
                assert_never(event)
