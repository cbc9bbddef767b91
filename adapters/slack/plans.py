"""Plans: a `plan` block with a `task_card` for each step; a step too long for its title stands whole in its details."""

from adapters.shared.tokens import Tokens
from adapters.slack.blocks import Block, Group, chunks, ending, headed, plain, unshortened
from adapters.slack.limits import CARD_TITLE, TASKS
from adapters.slack.text import literal
from core.controls import Plan, Task

_STATES = {"pending": "pending", "active": "in_progress", "done": "complete", "failed": "error"}


def plan(control: Plan, tokens: Tokens) -> list[Group]:
    """Return the plan, or as many as its steps need: `Label (2/3)`."""
    parts = chunks(control.steps, TASKS.most)
    if not parts:
        return headed(control.label, "–")
    groups = unshortened([control.label], CARD_TITLE.most - len(f" ({len(parts)}/{len(parts)})"))
    for number, steps in enumerate(parts, 1):
        end = f" ({number}/{len(parts)})" if len(parts) > 1 else ""
        title = ending(literal(control.label), end, CARD_TITLE.most)
        groups.append([{"type": "plan", "title": title, "tasks": [_card(step, control, tokens) for step in steps]}])
    return groups


def _card(step: Task, control: Plan, tokens: Tokens) -> Block:
    title = plain(step.label, CARD_TITLE.most)["text"]
    card: Block = {
        "type": "task_card",
        "task_id": tokens(control.id, "step"),
        "title": title,
        "status": _STATES[step.state],
    }
    return card if title == literal(step.label) else {**card, "details": _details(step.label)}


def _details(text: str) -> Block:
    said = {"type": "rich_text_section", "elements": [{"type": "text", "text": literal(text)}]}
    return {"type": "rich_text", "elements": [said]}
