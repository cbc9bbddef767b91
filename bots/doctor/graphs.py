"""The graphs: whether each file can be used, and whether the one that is set is there."""

import difflib
from importlib.resources.abc import Traversable

from adapters.shared.checkup import Finding, fault, ok
from core.errors import GraphError
from core.graph import list_graphs, load_graph


def graphs(default: str, folder: Traversable | None = None) -> tuple[Finding, ...]:
    """Return what is found; `folder` is where graphs are, those that come with Trivium where it is None."""
    names = list_graphs(folder)
    broken = tuple(found for name in names if (found := _broken(name, folder)) is not None)
    return (_default(default, names), *(broken or (ok("graphs.files", f"{len(names)} graphs can be used."),)))


def _broken(name: str, folder: Traversable | None) -> Finding | None:
    try:
        load_graph(name, folder)
    except GraphError as error:
        return fault("graphs.files", f"A graph is left out: {error} Mend its file, or remove it.")
    return None


def _default(name: str, names: tuple[str, ...]) -> Finding:
    if name in names:
        return ok("graphs.default", f"GRAPH is {name}.")
    near = difflib.get_close_matches(name, names, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}."
    return fault("graphs.default", f"GRAPH: there is no graph {name!r}; {hint}")
