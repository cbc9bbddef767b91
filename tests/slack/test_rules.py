"""The sandbox's rules for Slack's newer blocks: what is at a limit is taken, what is beyond it is refused by name."""

from typing import Any

import pytest

from bots.sandbox.slack.rules import SlackError, check_message


def chart(points: int = 2, series: int = 1, label: str = "l", **more: object) -> dict[str, Any]:
    names = [f"{n}{label}"[:20] if len(label) < 20 else f"{label}{n}" for n in range(points)]
    data = [{"label": name, "value": 1} for name in names]
    drawn = {
        "type": "bar",
        "series": [{"name": f"s{n}", "data": data} for n in range(series)],
        "axis_config": {"categories": names},
    }
    return {"type": "data_visualization", "title": "T", "chart": drawn, **more}


def pie(*values: float) -> dict[str, Any]:
    segments = [{"label": f"l{n}", "value": value} for n, value in enumerate(values)]
    return {"type": "data_visualization", "title": "T", "chart": {"type": "pie", "segments": segments}}


def card(task: str = "t", **more: object) -> dict[str, Any]:
    return {"type": "task_card", "task_id": task, "title": "T", "status": "pending", **more}


def plan(tasks: int, **more: object) -> dict[str, Any]:
    return {"type": "plan", "title": "P", "tasks": [card(f"t{n}") for n in range(tasks)], **more}


def picker(**more: object) -> dict[str, Any]:
    return {"type": "actions", "elements": [{"type": "datepicker", "action_id": "d", **more}]}


def linked(url: str) -> dict[str, Any]:
    text = {"type": "plain_text", "text": "L"}
    return {"type": "actions", "elements": [{"type": "button", "text": text, "action_id": "a", "url": url}]}


def table(cells: int) -> dict[str, Any]:
    rows = [[{"type": "raw_text", "text": "h"}], [{"type": "raw_text", "text": "x" * cells}]]
    return {"type": "data_table", "caption": "T", "rows": rows}


@pytest.mark.parametrize(
    "blocks",
    [
        [chart(20, 12, title="t" * 50), chart()],
        [pie(*range(12))],
        [plan(50)],
        [card()],
        [picker(initial_date="2026-11-23")],
        [linked("https://x.y/" + "z" * 2_988)],
        [table(9_999), table(9_999)],
    ],
)
def test_what_is_at_its_limit_is_taken(blocks: list[dict[str, Any]]) -> None:
    assert check_message("hi", blocks) == ("hi", blocks)


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([chart()] * 3, "no more than 2 data_visualization"),
        ([chart(21)], "data: must be 1 to 20"),
        ([chart(2, 13)], "series: must be 1 to 12"),
        ([chart(2, 1, "l" * 20)], "label: must be less than 21"),
        ([chart(title="t" * 51)], "title: must be less than 51"),
        ([chart(chart={"type": "map"})], "unsupported type: map"),
        ([pie(*range(13))], "segments: must be 1 to 12"),
        ([pie(1, -1)], "must not be negative"),
        ([pie(0, 0)], "nor all nothing"),
        ([plan(51)], "tasks: must be 0 to 50"),
        ([plan(1, title=" ")], "title: must be more than 0"),
        ([plan(1), plan(1)], "`task_id` t0 already exists"),
        ([card(status="active")], "status: must be pending"),
        ([card(details={"type": "rich_text", "elements": []})], "details: must be rich_text"),
        ([picker(initial_date="tomorrow")], "initial_date"),
        ([linked("javascript:alert(1)")], "url: invalid url"),
        ([linked("https://x.y/" + "z" * 2_989)], "url: must be less than 3001"),
        ([table(10_000), table(10_000)], "no more than 20000 characters"),
        ([{"type": "input"}], "unsupported type: input"),
        ([{"type": "alert"}], "unsupported type: alert"),
    ],
)
def test_what_is_beyond_a_limit_is_refused_by_name(blocks: list[dict[str, Any]], fault: str) -> None:
    with pytest.raises(SlackError) as caught:
        check_message("hi", blocks)

    assert any(fault in message for message in caught.value.messages)
