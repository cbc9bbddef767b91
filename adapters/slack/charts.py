"""Charts: a `data_visualization` block where Slack can hold the chart; else it is a picture that is uploaded.

The block's form is from docs.slack.dev/reference/block-kit/blocks/data-visualization-block.
"""

from collections.abc import Iterable
from math import isfinite

from adapters.slack.blocks import Block
from adapters.slack.limits import CHART_LABEL, CHART_POINTS, CHART_SERIES, CHART_TITLE
from adapters.slack.text import literal
from core.artifacts import Chart, Series


def chart_block(chart: Chart) -> Block | None:
    """Return the chart as a block; None where Slack could not show it whole."""
    title, labels = literal(chart.title), [literal(label) for label in chart.labels]
    if len(title) > CHART_TITLE.most or not _distinct(labels) or not _drawable(chart.series, len(labels)):
        return None
    shape = _pie(chart, labels) if chart.style == "pie" else _axes(chart, labels)
    return None if shape is None else {"type": "data_visualization", "title": title, "chart": shape}


def _pie(chart: Chart, labels: list[str]) -> Block | None:
    """Return one series as parts of their sum; there is none with less than nothing in it."""
    values = chart.series[0].values
    if len(chart.series) > 1 or len(values) > CHART_SERIES.most or min(values) < 0 or sum(values) <= 0:
        return None
    if chart.series[0].name.strip() not in ("", chart.title):
        return None
    return {"type": "pie", "segments": _points(labels, values)}


def _axes(chart: Chart, labels: list[str]) -> Block | None:
    names = [literal(one.name if one.name.strip() else chart.title[: CHART_LABEL.most]) for one in chart.series]
    if len(labels) > CHART_POINTS.most or len(names) > CHART_SERIES.most or not _distinct(names):
        return None
    series = [
        {"name": name, "data": _points(labels, one.values)} for name, one in zip(names, chart.series, strict=True)
    ]
    return {"type": chart.style, "series": series, "axis_config": {"categories": labels}}


def _points(labels: list[str], values: Iterable[float]) -> list[Block]:
    return [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]


def _distinct(names: list[str]) -> bool:
    """Say whether names can tell points or series apart."""
    return 0 < len(names) == len(set(names)) and all(len(name) <= CHART_LABEL.most for name in names)


def _drawable(series: tuple[Series, ...], points: int) -> bool:
    return bool(series) and all(len(one.values) == points and all(map(isfinite, one.values)) for one in series)
