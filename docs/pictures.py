"""Pictures of the controls, taken from the sandbox's page in a real browser."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright

from tests.newcomer import sandbox

SENTENCES = {
    "text": ("hi",),
    "button": ("buttons Yes and No",),
    "link": ("a link Docs to https://docs.example",),
    "label": ("a label place: Ulm",),
    "counter": ("make me a counter",),
    "toggle": ("a toggle for the light",),
    "select": ("a select Size with small, medium, large",),
    "input": ("a text field for the name",),
    "date": ("a date field Due",),
    "progress": ("a progress bar Upload at 40 %",),
    "plan": ("a plan Release with the steps build, test, ship",),
    "table": ("a table with columns name, age: Ann 31, Bob 25",),
    "machine": ("a traffic light",),
    "chart": ("a bar chart with apples 3, pears 5, plums 2",),
    "file": ("a table with columns name, age: Ann 31, Bob 25", "export the table as csv"),
}
"""What to say for a picture of each kind."""
_CLEAR = "remove all controls"

_SIDE_BY_SIDE = """
  () => {
    document.getElementById('taken')?.remove();
    const taken = document.createElement('div');
    taken.id = 'taken';
    taken.style = 'position:absolute;top:0;left:0;width:1200px;display:grid;grid-template-columns:repeat(3,400px);'
      + 'align-items:start;background:#e9ebee;z-index:9;gap:0';
    for (const pane of document.querySelectorAll('.pane')) {
      const copy = pane.cloneNode(false);
      copy.style = 'border-radius:0;box-shadow:none;padding:8px;height:100%';
      const list = document.createElement('ol');
      list.className = 'messages';
      list.style = 'overflow:visible';
      const last = [...pane.querySelectorAll('.messages li')];
      const from = last.findLastIndex((item) => item.classList.contains('mine'));
      list.append(...last.slice(from + 1).map((item) => item.cloneNode(true)));
      copy.append(list);
      taken.append(copy);
    }
    document.body.append(taken);
  }
"""


async def take(folder: Path) -> None:
    """Write a picture of each kind into `folder`; needs Chromium."""
    with tempfile.TemporaryDirectory() as data:
        async with sandbox(Path(data)) as address, async_playwright() as player:
            browser = await player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = await browser.new_page(viewport={"width": 1500, "height": 1400})
            await page.goto(address)
            for kind, sentences in SENTENCES.items():
                await _taken(page, kind, sentences, folder)
            await browser.close()


async def _taken(page: Page, kind: str, sentences: tuple[str, ...], folder: Path) -> None:
    for words in (_CLEAR, *sentences):
        for service in ("slack", "discord", "telegram"):
            pane = page.locator(f".pane.{service}")
            await pane.locator(".composer button:enabled").wait_for(timeout=20_000)
            await pane.locator(".composer input[type=text]").fill(words)
            await pane.locator(".composer button").click()
        await asyncio.sleep(2.5)
    await page.evaluate(_SIDE_BY_SIDE)
    await page.locator("#taken").screenshot(path=folder / f"{kind}.png")
    await page.evaluate("() => document.getElementById('taken').remove()")
