"""The page to ask on in a real browser: YASGUI against our endpoint."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import client

from kg.server.limits import Limits

playwright = pytest.importorskip("playwright.sync_api", reason="needs the package playwright: pip install '.[test]'")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs the browser chromium on the path")

SEEDS = Path(__file__).parent.parent / "output" / "graph.ttl"


@pytest.fixture
def page() -> Iterator[Any]:
    with (
        client(SEEDS, Limits(rows=4)) as asking,
        playwright.sync_playwright() as driver,
        driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]) as browser,
    ):
        yield browser.new_page(base_url=str(asking.base_url))


def test_asking_a_question_and_following_its_answer(page: Any) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.click("[data-question=who-met-whom]")
    page.wait_for_selector(".yasr table tbody tr")
    assert "Vladimir Putin" in page.inner_text(".yasr table")
    page.wait_for_selector("#cut >> text=4")
    link = page.locator(".yasr table a.iri").first
    with page.context.expect_page() as opened:
        link.evaluate("link => link.click()")
    thing = opened.value
    thing.wait_for_selector("h1")
    assert thing.inner_text("h1").startswith("Pertemuan")
    assert thing.locator("blockquote").count() > 0
    thing.click("a[href^='/explorer#node=']")
    thing.wait_for_selector("#panel >> text=Kim Jong")
    home = page.url
    assert [address for address in asked if not address.startswith((home, "data:"))] == []
    assert said == []
