"""A reader's way through the figures in a real Chromium: found, drawn, taken along, on a wall."""

import pathlib

import pytest

pytestmark = pytest.mark.browser

AXE = pathlib.Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
#: Elements of tables that are displayed as something else have met the styles of another page.
NOT_A_TABLE = """() => [...document.querySelectorAll("tr, td, th")]
  .filter(each => each.getClientRects().length)
  .filter(each => !getComputedStyle(each).display.startsWith("table"))
  .map(each => each.outerHTML.slice(0, 80))"""


def faults_of(page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


def test_a_figure_is_found_by_initials_and_its_charts_are_drawn(page, town_address):
    page.goto(f"{town_address}/figures/?month=2023-11&level=economy")
    assert page.evaluate(NOT_A_TABLE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    page.goto(f"{town_address}/figures/?month=2023-11")
    page.fill("#find-words", "xkgbzx")
    found = page.locator("#find-lines li:visible")
    assert found.count() < 12
    assert "新开工标志性产业链项目" in found.first.inner_text()
    page.press("#find-words", "Enter")
    page.wait_for_selector("#chart-course .drawing svg")
    assert page.locator("#chart-divisions .drawing svg").count() == 1
    with page.expect_download() as taken:
        page.click("#chart-course [data-png]")
    picture = pathlib.Path(taken.value.path()).read_bytes()
    assert taken.value.suggested_filename == "IND-PRJ-STARTED_2023-11.png"
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 10_000
    assert faults_of(page) == []
    page.watch.assert_clean()


def test_the_screen_has_nothing_to_scroll_and_turns_by_keys(open_page, town_address):
    page = open_page(1920, 1080)
    page.goto(f"{town_address}/screen/")
    assert page.evaluate("[document.body.scrollHeight, document.body.scrollWidth]") == [1080, 1920]
    first = page.locator(".turn:visible h2").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator(".turn:visible").count() == 1
    assert page.locator(".turn:visible h2").inner_text() != first
    page.keyboard.press("Space")
    assert "已暂停" in page.locator("[role=status]").inner_text()
    assert faults_of(page) == []
    page.watch.assert_clean()
