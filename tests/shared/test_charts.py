import asyncio
import io
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from PIL.Image import Image as Picture

from adapters.shared import charts
from adapters.shared.charts import png
from adapters.shared.uploads import described, rendered
from core.artifacts import Chart, Series

STYLES = ("bar", "line", "pie")


def chart(style: str, labels: tuple[str, ...], *values: tuple[float, ...], title: str = "Title") -> Chart:
    return Chart(title, style, labels, tuple(Series(f"s{n}", one) for n, one in enumerate(values)))  # type: ignore[arg-type]


def picture(drawn: Chart) -> Picture:
    return Image.open(io.BytesIO(png(drawn))).convert("RGB")


def colours(drawn: Chart) -> set[str]:
    """Return the colours that a picture has much of."""
    counted = picture(drawn).getcolors(1_000_000)
    assert counted is not None
    return {"#{:02X}{:02X}{:02X}".format(*colour) for count, colour in counted if count > 300}  # type: ignore[misc]


@pytest.mark.parametrize("style", STYLES)
def test_a_chart_is_a_light_picture_of_a_thousand_by_six_hundred(style: str) -> None:
    data = png(chart(style, ("a", "b"), (1, 2)))

    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (1000, 600)
    assert picture(chart(style, ("a", "b"), (1, 2))).getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "label",
    [
        "größer €",
        "$5 and $6",
        "$\\frac{$",
        "東京 😀",
        "العربية",
        "\n\t\x00",
        "",
        " ",
        "\u202e\u200b",
        "x" * 500,
        "_hidden",
        "e\u0301%s{}",
    ],
)
def test_any_label_can_be_drawn(style: str, label: str) -> None:
    drawn = Chart(label or "T", style, (label, "b"), (Series(label, (1, 2)), Series(label, (2, 1))))  # type: ignore[arg-type]

    assert png(drawn)
    assert png(Chart("T", style, (label, "b"), (Series(label, (1, 2)),)))  # type: ignore[arg-type]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("values", [(0, 0), (-1, -2), (1e300, 1), (1e-300, 0), (5, 5), (-0.0, 3)])
def test_any_numbers_can_be_drawn(style: str, values: tuple[float, ...]) -> None:
    assert png(chart(style, ("a", "b"), values))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("count", [1, 13, 2000])
def test_one_or_many_labels_can_be_drawn(style: str, count: int) -> None:
    assert png(chart(style, tuple(f"label {n}" for n in range(count)), tuple(map(float, range(count)))))


@pytest.mark.parametrize("values", [(1.0, -2.0), (0.0, 0.0)])
def test_a_pie_of_what_has_no_parts_is_drawn_as_bars(values: tuple[float, ...]) -> None:
    assert png(chart("pie", ("a", "b"), values)) == png(chart("bar", ("a", "b"), values))


def test_a_pie_has_a_colour_for_each_part() -> None:
    assert set(charts._COLOURS[:3]) <= colours(chart("pie", ("a", "b", "c"), (1, 2, 3)))


def test_several_series_have_colours_of_their_own_and_a_legend() -> None:
    one, two = chart("bar", ("a", "b"), (1, 2)), chart("bar", ("a", "b"), (1, 2), (2, 1))

    assert set(charts._COLOURS[:2]) <= colours(two)
    assert charts._COLOURS[1] not in colours(one)
    assert sum(picture(two).crop((965, 60, 1000, 90)).convert("L").histogram()[:128])
    assert not sum(picture(one).crop((965, 60, 1000, 90)).convert("L").histogram()[:128])


def test_dollars_are_no_mathematics() -> None:
    plain, money = (picture(chart("bar", ("a",), (1,), title=title)) for title in ("x^2", "$x^2$"))

    assert _inked(money) > _inked(plain) + 10


def _inked(drawn: Picture) -> int:
    """Return how wide a picture's title is."""
    box = drawn.crop((0, 0, 1000, 35)).convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return box[2] - box[0]


def test_equal_charts_are_equal_pictures_also_from_several_threads() -> None:
    drawn = chart("line", ("a", "b", "c"), (1, 2, 3), (3, 2, 1))
    with ThreadPoolExecutor(4) as pool:
        pictures = set(pool.map(lambda _: png(drawn), range(8)))

    assert len(pictures) == 1


async def test_a_chart_is_drawn_beside_the_loop() -> None:
    drawn = asyncio.create_task(rendered(described(chart("bar", ("a",), (1,)))))
    turns = 0
    while not drawn.done():
        await asyncio.sleep(0.001)
        turns += 1

    assert turns > 1


def test_a_start_does_not_load_the_drawing_library() -> None:
    code = "import sys, adapters.shared.uploads; sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
