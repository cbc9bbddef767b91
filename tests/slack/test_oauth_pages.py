"""The two pages of an installation: only the browser that began it can end it, once, and nothing is kept else."""

import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from adapters.shared.http import Request
from adapters.slack.installing import States
from adapters.storage.store import SqlStore
from tests.slack.installed import Scene, begun, gateway_of, running, scene

SETTINGS = {
    "SLACK_CLIENT_ID": "111.222",
    "SLACK_CLIENT_SECRET": "s3cret",
    "SLACK_SIGNING_SECRET": "sign",
    "SLACK_API_URL": "http://127.0.0.1:1/api/",
}


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path) as built:
        yield built


async def ended(both: Scene, state: str, cookie: str, code: str) -> int:
    """Open the second page and return its status."""
    asked = {"state": state, "code": code}
    async with (
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser,
        browser.get(f"{both.home}/slack/oauth_redirect", params=asked, headers={"Cookie": cookie}) as page,
    ):
        return page.status


async def test_the_first_page_asks_for_our_scopes_and_may_stand_in_no_frame(both: Scene) -> None:
    async with aiohttp.ClientSession() as browser, browser.get(f"{both.home}/slack/install") as page:
        text = await page.text()

    assert f"{both.slack}/oauth/v2/authorize" in text
    assert "chat:write" in text
    assert "HttpOnly" in page.headers["Set-Cookie"]
    assert page.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


async def test_only_the_browser_that_began_can_end_it_and_only_once(both: Scene) -> None:
    code = both.distribution.grants.code
    async with aiohttp.ClientSession() as browser:
        state, cookie = await begun(browser, both.home)
        _, others = await begun(browser, both.home)

    foreign = await ended(both, state, others, code("T1", ""))
    made_up = await ended(both, "x", "slack-app-oauth-state=x", code("T1", ""))
    before = await both.store.installations.places("slack")
    first = await ended(both, state, cookie, code("T1", ""))
    again = await ended(both, state, cookie, code("T2", ""))

    assert (foreign, made_up, before) == (400, 401, ())
    assert (first, again) == (200, 401)
    assert await both.store.installations.places("slack") == ("slack:T1",)


async def test_a_state_is_good_for_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    states, now = States(), time.monotonic()
    early, late = [await states.async_issue() for _ in range(2)]

    monkeypatch.setattr(time, "monotonic", lambda: now + 599)
    good = await states.async_consume(early)
    monkeypatch.setattr(time, "monotonic", lambda: now + 602)

    assert good
    assert not await states.async_consume(late)


async def test_whoever_asks_for_very_many_states_makes_the_oldest_invalid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.installing._STATES", 3)
    states = States()
    given = [await states.async_issue() for _ in range(4)]

    assert [await states.async_consume(state) for state in given] == [False, True, True, True]


async def test_a_refused_code_installs_nothing_and_stands_in_no_log(
    both: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "adapters")
    async with aiohttp.ClientSession() as browser:
        state, cookie = await begun(browser, both.home)

    assert await ended(both, state, cookie, "c0de-of-nobody") == 401
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("adapters")]
    assert any("invalid_code" in line for line in lines)
    assert not any("c0de-of-nobody" in line for line in lines)
    assert await both.store.installations.places("slack") == ()


async def test_somebody_who_does_not_consent_is_told_so(both: Scene) -> None:
    url = f"{both.home}/slack/oauth_redirect?error=access_denied<script>"
    async with aiohttp.ClientSession() as browser, browser.get(url) as page:
        text = await page.text()

    assert "access_denied" in text
    assert "<script>" not in text


async def test_an_installation_in_a_whole_organisation_is_refused_in_one_sentence(both: Scene) -> None:
    both.distribution.grants.whole_organisation = True

    assert await both.install("T1") == (
        "400 The app can be installed in single workspaces only, not in a whole organisation.\n"
    )
    assert await both.store.installations.places("slack") == ()


async def test_an_installation_that_cannot_be_kept_is_told_of(both: Scene) -> None:
    await both.store.close()

    assert (await both.install("T1")).startswith("500")


async def test_while_slack_cannot_be_reached_the_page_says_so(store: SqlStore) -> None:
    gateway = gateway_of(SETTINGS, store)
    async with running(gateway):
        first, second = (route for route in gateway.routes() if route.method == "GET")
        began = await first.answer(Request("GET", first.path, {}))
        state = began.body.decode().partition("state=")[2].partition("&")[0]
        cookie = began.headers["set-cookie"].partition(";")[0]

        page = await second.answer(Request("GET", second.path, {"cookie": cookie}, b"", f"state={state}&code=c"))

    assert page.status == 503
    assert b"Slack cannot be reached for oauth.v2.access" in page.body


async def test_before_the_gateway_was_started_the_page_is_put_off(store: SqlStore) -> None:
    route = next(route for route in gateway_of(SETTINGS, store).routes() if route.method == "GET")

    assert (await route.answer(Request("GET", route.path, {}))).status == 503
