"""Slack's pane of the sandbox's page in a real browser, over a sandbox with a connected gateway."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page as Tab
from playwright.async_api import async_playwright, expect

from adapters.slack.platform import SlackPlatform
from bots.sandbox.page import Page
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.artifacts import File
from core.controls import Option, Progress, Select
from core.events import Action, AdminCommand
from core.view import View
from tests.serving import serving
from tests.slack.connected import Connected, over_socket

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SIZE = Select("size", "Size", (Option("small", "Small"), Option("large", "Large")))
TIMER = Progress("timer", "Timer", 0.4, cancel=True)

pytestmark = [
    pytest.mark.timeout(60),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture
async def both() -> AsyncIterator[Connected]:
    async with over_socket(SlackSandbox(Shelf(None))) as both:
        yield both


@pytest.fixture
async def tab(both: Connected) -> AsyncIterator[Tab]:
    page = Page([both.sandbox], kill=lambda: None, running=lambda: True)
    async with serving(page.app) as address, async_playwright() as player:
        browser = await player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        tab = await browser.new_page()
        await tab.goto(address)
        yield tab
        await browser.close()


async def test_a_person_chooses_in_a_menu_and_stops_work(both: Connected, tab: Tab) -> None:
    await tab.get_by_role("textbox", name="message").fill("work")
    await tab.get_by_role("button", name="Send").click()
    asked = await both.inbox.next()
    view = View(7, "Choose.", (SIZE, TIMER), (File("a.txt", "text/plain", "one"),), done=True)
    for number, body in enumerate(SlackPlatform().draw(view)):
        await both.gateway.port.send(asked, body, key=f"k/{number}", private=False)
    menu = tab.get_by_label("Size")
    await expect(menu).to_have_value("")
    await expect(tab.get_by_text("Timer ▓▓▓▓░░░░░░ 40 %")).to_be_visible()
    await expect(tab.get_by_role("link", name="a.txt")).to_be_visible()

    await menu.select_option("Large")
    choice = await both.inbox.next()
    await tab.get_by_role("button", name="Stop").click()
    click = await both.inbox.next()

    assert isinstance(choice, Action)
    assert isinstance(click, Action)
    assert (choice.control, choice.verb, choice.data) == ("size", "select", {"value": "large"})
    assert (click.control, click.verb) == ("timer", "cancel")


async def test_slacks_own_stop_button_is_there_while_an_answer_is_under_way(both: Connected, tab: Tab) -> None:
    await tab.get_by_role("textbox", name="message").fill("work")
    await tab.get_by_role("button", name="Send").click()
    asked = await both.inbox.next()
    stop = tab.get_by_role("button", name="Stop the answer")
    await expect(tab.locator("nav button[aria-current=true]")).to_have_text("work")
    await expect(stop).to_have_count(0)

    await both.gateway.port.working(asked, on=True)
    await stop.click()
    command = await both.inbox.next()
    await both.gateway.port.working(asked, on=False)

    assert isinstance(command, AdminCommand)
    assert (command.name, command.session) == ("stop", asked.session)
    await expect(stop).to_have_count(0)


async def test_a_menu_stands_at_the_chosen_option(both: Connected, tab: Tab) -> None:
    await both.sandbox.say("U1", "D1", "work")
    asked = await both.inbox.next()
    chosen = Select(SIZE.id, SIZE.label, SIZE.options, "small")

    body = SlackPlatform().draw(View(7, "Chosen.", (chosen,), done=True))[0]
    await both.gateway.port.send(asked, body, key="k/0", private=False)
    await tab.get_by_role("button", name="work").click()

    await expect(tab.get_by_label("Size")).to_have_value("small")


async def test_a_picker_that_one_person_sees_can_be_used_and_changes_in_its_place(both: Connected, tab: Tab) -> None:
    await tab.get_by_role("textbox", name="message").fill("/graph")
    await tab.get_by_role("button", name="Send").click()
    command = await both.inbox.next()
    (body,) = SlackPlatform().draw(View(7, "Choose.", (SIZE, TIMER), private=True, done=True))
    native = await both.gateway.port.send(command, body, key="k/0", private=True)
    await expect(tab.get_by_text("only you see this")).to_be_visible()

    await tab.get_by_label("Size").select_option("Large")
    choice = await both.inbox.next()
    assert isinstance(choice, Action)
    assert (choice.session, choice.data) == (command.session, {"value": "large"})
    chosen = Select(SIZE.id, SIZE.label, SIZE.options, "large")
    (body,) = SlackPlatform().draw(View(7, "Chosen.", (chosen, TIMER), private=True, done=True))
    await both.gateway.port.edit(choice, native, body)

    await expect(tab.get_by_text("Chosen.")).to_be_visible()
    await expect(tab.get_by_text("Choose.", exact=True)).to_have_count(0)
    await expect(tab.get_by_label("Size")).to_have_value("large")
    await expect(tab.get_by_text("only you see this")).to_have_count(1)
