"""The sandbox's page in a real browser."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from tests.newcomer import sandbox

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with sandbox(tmp_path) as address, async_playwright() as player:
        browser = await player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page()
        await page.goto(address)
        yield page
        await browser.close()


async def say(pane: Locator, text: str) -> None:
    await expect(pane.locator(".composer button")).to_be_enabled(timeout=20_000)
    await pane.locator(".composer input[type=text]").fill(text)
    await pane.locator(".composer button").click()


async def test_a_person_talks_and_clicks_in_every_pane_and_goes_on_after_a_kill(page: Page) -> None:
    panes = [page.locator(f".pane.{service}") for service in ("slack", "discord", "telegram")]
    for pane in panes:
        await say(pane, "make me a counter")
        await pane.get_by_role("button", name="+", exact=True).click()
        await expect(pane.get_by_text("Counter: 1")).to_be_visible()

    await page.get_by_role("button", name="kill -9").click()
    await expect(page.get_by_role("status")).to_have_text("bots stopped, starting again …")

    for pane in panes:
        await expect(pane.locator(".composer button")).to_be_enabled(timeout=20_000)
        await pane.get_by_role("button", name="+", exact=True).click()
        await expect(pane.get_by_text("Counter: 2")).to_be_visible()


async def test_a_person_fills_in_a_field_and_sends_a_file(page: Page) -> None:
    for service in ("slack", "discord", "telegram"):
        pane = page.locator(f".pane.{service}")
        await say(pane, "a text field for the name")
        await pane.get_by_text("✏️ Name").click()
        await pane.locator(".dialog input, .dialog textarea").fill("Ada")
        await pane.locator(".dialog button[type=submit]").click()
        await expect(pane.locator(".messages li:not(.mine)").get_by_text("Ada").last).to_be_visible()

        await pane.locator(".composer input[type=file]").set_input_files(
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"one\ntwo\n"}
        )
        await say(pane, "what is in the file?")
        await expect(pane.get_by_text("2 lines")).to_be_visible()


async def test_what_people_write_is_never_markup(page: Page) -> None:
    pane = page.locator(".pane.telegram")

    await say(pane, "<img src=x onerror=document.title='broken'>")

    await expect(pane.get_by_text("<img src=x").first).to_be_visible()
    assert await page.title() == "Trivium sandbox"


async def test_a_command_that_slack_takes_in_no_thread_is_kept_with_how_to_give_it_there(page: Page) -> None:
    pane = page.locator(".pane.slack")
    await say(pane, "hi")
    await expect(pane.get_by_text("make me a counter").first).to_be_visible()

    await say(pane, "/graph v1")
    await expect(pane.get_by_role("alert")).to_contain_text("In a thread, say it to the app: @trivium /graph v1")
    await expect(pane.locator(".composer input[type=text]")).to_have_value("/graph v1")

    await say(pane, "@trivium /graph v1")
    await expect(pane.get_by_text("From the next message on, graph v1 answers here.")).to_be_visible()
    await expect(pane.get_by_role("alert")).to_be_empty()
    await expect(pane.locator("li.mine").last).to_contain_text("@trivium /graph v1")
