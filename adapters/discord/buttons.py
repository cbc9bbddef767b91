"""Buttons that follow one another: they share rows, and labels that do not fit stand above them, whole."""

from collections.abc import Iterator

from adapters.discord.components import SECONDARY, Component, Together, button, link, rows, whole
from adapters.discord.limits import LABEL


class Buttons:
    """Gathers buttons until something else comes."""

    def __init__(self) -> None:
        self._made: list[Component] = []
        self._labels: list[str] = []

    def add(self, label: str, custom_id: str, style: int = SECONDARY) -> None:
        """Add a button that is answered."""
        self._labels.append(label)
        self._made.append(button(label, custom_id, style))

    def add_link(self, label: str, url: str) -> None:
        """Add a button that leads away."""
        self._labels.append(label)
        self._made.append(link(label, url))

    def flush(self) -> Iterator[Together]:
        """Yield the buttons in rows, with the labels that do not fit above them, and begin anew."""
        if not self._made:
            return
        for shown in whole(self._labels, LABEL.most):
            yield (shown,)
        for shared in rows(self._made):
            yield (shared,)
        self._made, self._labels = [], []
