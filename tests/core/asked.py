"""What a node is asked with: a command, what is around it, and a way to its model."""

from core.asking import Asker, Policy
from core.controls import Button
from core.envelope import Command, Exchange, InputAnalysis
from core.nodes.thinking import Situation
from core.process import ProcessManager
from tests.models import ScriptedModel

SUM = Command(InputAnalysis("question", language="de"), "wie viel ist 12 * 7?")


def around() -> Situation:
    """Return a situation with something of everything."""
    works = ProcessManager(lambda: None)
    return Situation("user: Ada", (Exchange("user", "hello"),), (Button("yes", "Yes"),), works)


def asker(node: str, model: ScriptedModel) -> Asker:
    """Return how a node asks that model, once."""
    return Asker(node, Policy(retries=0), lambda _: model)
