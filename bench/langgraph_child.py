"""`python -m bench.langgraph_child FILE`: turns on LangGraph with its SQLite saver, as told line by line on stdin.

A line in, `sessions times`, is a round; a line out tells what it took. Six nodes that do nothing but two messages and
two small values a turn, threads that hold forty messages; everything else is LangGraph's default.
"""

import asyncio
import json
import sys
import time
from typing import Annotated, TypedDict

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.graph import END, START, StateGraph

from bots import loop

_NODES = ("sensor", "input", "director", "thinker", "output", "memorizer")
_KEPT = 40
_WORDS = "It was a long day at the shop, and nobody knows why the new grinder makes a noise. " * 3
"""Forty of it are ten kilobytes of state, like ours."""


def _newest(before: list[str], more: list[str]) -> list[str]:
    return [*before, *more][-_KEPT:]


class _State(TypedDict):
    messages: Annotated[list[str], _newest]
    mood: str
    topic: str


def _node(name: str) -> object:
    updates: dict[str, dict[str, object]] = {
        "input": {"topic": "beers"},
        "output": {"messages": [_WORDS]},
        "memorizer": {"mood": "good"},
    }

    async def work(state: _State) -> dict[str, object]:  # noqa: ARG001 - a node that does nothing
        return updates.get(name, {})

    return work


async def _serve(file: str) -> None:
    async with AsyncSqliteSaver.from_conn_string(file) as saver:
        graph = StateGraph(_State)
        for name in _NODES:
            graph.add_node(name, _node(name))
        for before, after in zip((START, *_NODES), (*_NODES, END), strict=True):
            graph.add_edge(before, after)
        compiled = graph.compile(checkpointer=saver)
        known: set[int] = set()

        def thread(number: int) -> dict[str, object]:
            return {"configurable": {"thread_id": f"t{number}"}}

        async def person(number: int, times: int) -> None:
            for _ in range(times):
                await compiled.ainvoke({"messages": [_WORDS]}, thread(number))

        loop.settle_in()
        while order := await asyncio.to_thread(sys.stdin.readline):
            sessions, times = map(int, order.split())
            for number in set(range(sessions)) - known:
                await compiled.aupdate_state(thread(number), {"messages": [_WORDS] * _KEPT})
                known.add(number)
            begun, cpu = time.perf_counter(), time.process_time()
            await asyncio.gather(*(person(number, times) for number in range(sessions)))
            took = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - cpu}
            sys.stdout.write(json.dumps(took) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    loop.run(_serve(sys.argv[1]))
