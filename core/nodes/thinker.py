"""The thinker node: what there is to say and to show, found out with tools where it has some."""

import asyncio
from collections.abc import Sequence

from msgspec.structs import replace

from core.artifacts import Artifact
from core.asking import Asker
from core.drafts import Draft, Step, ToolCall, Unreadable, artifacts_of, operations_of
from core.envelope import Command, ThoughtResult
from core.errors import ToolError
from core.nodes.thinking import Situation
from core.ports import Prompt, Tool, ToolOutcome, ToolResult
from core.sink import hud

_ROUNDS = 4
"""Rounds of tool calls in one turn; after them the thinker must answer with what it has."""
_CALLS = 8
"""Calls of tools in one round."""
_OUTPUT_KEPT = 8_000
"""Characters of a tool's output that a model is shown."""


class ThinkerNode:
    """Works a command out."""

    kind = "thinker"

    def __init__(self, name: str, instructions: str, asker: Asker, tools: Sequence[Tool] = ()) -> None:
        self._name, self._instructions, self._asker = name, instructions, asker
        self._tools = {tool.spec.name: tool for tool in tools}
        self._specs = tuple(tool.spec for tool in self._tools.values())

    async def think(self, command: Command, situation: Situation) -> ThoughtResult:
        """Return the thought with the operations on the screen it asks for. Raises ModelError."""
        prompt = situation.prompt(self.kind, self._instructions, command)
        results: tuple[ToolOutcome, ...] = ()
        made: tuple[Artifact, ...] = ()
        for _ in range(_ROUNDS if self._tools else 0):
            step = await self._step(replace(prompt, results=results))
            if step.thought is not None and not step.calls:
                return self._read(step.thought, results, made)
            called = await self._call_all(step.calls, situation)
            results += tuple(outcome for outcome, _ in called)
            made += tuple(artifact for _, artifacts in called for artifact in artifacts)
        draft = await self._asker.structured(replace(prompt, results=results), Draft, _speechless)
        return self._read(draft, results, made)

    async def _step(self, prompt: Prompt) -> Step:
        def objection(step: Step) -> str:
            if len(step.calls) > _CALLS:
                return f"at most {_CALLS} calls in one step"
            unknown = [call.tool for call in step.calls if call.tool not in self._tools]
            if unknown:
                return f"there is no tool {', '.join(unknown)}; there are {', '.join(self._tools)}"
            return "" if step.calls else _speechless(step.thought)

        return await self._asker.structured(replace(prompt, tools=self._specs), Step, objection)

    async def _call_all(
        self, calls: Sequence[ToolCall], situation: Situation
    ) -> list[tuple[ToolOutcome, tuple[Artifact, ...]]]:
        """Run tools side by side; a fault in one ends the others before it goes further."""
        running = [asyncio.ensure_future(self._call(call, situation)) for call in calls]
        try:
            return await asyncio.gather(*running)
        finally:
            for one in running:
                one.cancel()
            await asyncio.wait(running)

    async def _call(self, call: ToolCall, situation: Situation) -> tuple[ToolOutcome, tuple[Artifact, ...]]:
        """Run a tool as a process; one that fails says so to the thinker."""
        tool = self._tools[call.tool]
        label = call.tool.replace("_", " ").capitalize()
        try:
            result = await situation.processes.run(label, lambda report: tool.run(call.arguments, report))
        except ToolError as error:
            return ToolOutcome(call.tool, call.arguments, str(error), failed=True), ()
        return ToolOutcome(call.tool, call.arguments, _bounded(result)), result.artifacts

    def _read(self, draft: Draft, results: tuple[ToolOutcome, ...], made: tuple[Artifact, ...]) -> ThoughtResult:
        """Read a draft's parts one by one; each that is ill-formed is named in the HUD."""
        operations, bad = operations_of(draft)
        artifacts, worse = artifacts_of(draft)
        for unreadable in (*bad, *worse):
            self._refuse(unreadable)
        return ThoughtResult(
            draft.response,
            operations,
            (*made, *artifacts),
            tool_used=", ".join(dict.fromkeys(outcome.tool for outcome in results)),
            tool_output=_together(results),
        )

    def _refuse(self, unreadable: Unreadable) -> None:
        words = {"operation": unreadable.name, "reason": unreadable.reason}
        hud(self._name, "refused", words=words)


def _speechless(draft: Draft | None) -> str:
    """Return the objection to a thought that says nothing: the voice would not know what to say."""
    if draft is None:
        return "it has neither calls nor a thought"
    return "" if draft.response.strip() else "its response is empty"


def _together(results: tuple[ToolOutcome, ...]) -> str:
    """Return what the tools brought, the failures named; nothing where all failed, for the thinker says so itself."""
    if all(outcome.failed for outcome in results):
        return ""
    return "\n".join(
        f"{outcome.tool} failed: {outcome.output}" if outcome.failed else outcome.output for outcome in results
    )


def _bounded(result: ToolResult) -> str:
    return result.text if len(result.text) <= _OUTPUT_KEPT else result.text[:_OUTPUT_KEPT] + " … (cut)"
