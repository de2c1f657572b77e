"""The pages in a real Chromium: a receipt opened, shared, filtered, closed; keys; no complaint."""

import re

import pytest
from tests.web.town import RIVER, STARTED, STARTED_IN_RIVER

pytestmark = pytest.mark.browser

FIGURES = "/figures/?month=2023-11&level=all"
RECEIPT = "/figures/IND-PRJ-STARTED/?month=2023-11"
STARTED_LINK = "#figure-IND-PRJ-STARTED"
PANEL = "#receipt:not([hidden])"


@pytest.fixture
def figures(page, town_address):
    """The page of November, loaded."""
    page.goto(town_address + FIGURES)
    yield page
    page.watch.assert_clean()


def open_receipt(page):
    page.click(STARTED_LINK)
    page.wait_for_selector(PANEL)


def test_the_page_lists_the_figures_of_the_month(figures):
    assert "2023年11月主要数据" in figures.inner_text("h1")
    assert figures.inner_text(STARTED_LINK) == f"{len(STARTED)}个"
    assert figures.locator("tr.figure-row").count() > 10


def test_a_click_on_a_number_slides_its_receipt_in(figures):
    open_receipt(figures)
    assert f"= Σ {len(STARTED)} 条记录" in figures.inner_text("#receipt .sum")
    assert figures.locator("#records tbody tr").count() == len(STARTED)
    box = figures.locator("#receipt").bounding_box()
    assert box["x"] + box["width"] == 1366


def test_the_address_of_a_receipt_can_be_shared(figures, open_page):
    open_receipt(figures)
    assert "/figures/IND-PRJ-STARTED/?month=2023-11" in figures.url
    other = open_page()
    other.goto(figures.url)
    assert f"= Σ {len(STARTED)} 条记录" in other.inner_text("#receipt .sum")
    assert other.locator("tr.figure-row").count() > 10
    other.watch.assert_clean()


def test_a_click_anywhere_on_the_row_opens_its_receipt(figures):
    figures.click('tr[data-code="IND-PRJ-STARTED"] td.nature')
    figures.wait_for_selector(PANEL)
    assert figures.locator("tr.figure-row.open").get_attribute("data-code") == "IND-PRJ-STARTED"


def test_closing_keeps_the_page_and_gives_the_focus_back(figures):
    open_receipt(figures)
    figures.click("#receipt .close")
    assert figures.locator(PANEL).count() == 0
    assert "/figures/?month=2023-11&level=all" in figures.url
    assert figures.evaluate("document.activeElement.id") == "figure-IND-PRJ-STARTED"
    assert figures.locator("tr.figure-row.open").count() == 0


def test_going_back_closes_the_receipt_and_forward_opens_it(figures):
    open_receipt(figures)
    figures.go_back()
    figures.wait_for_function("() => !document.querySelector('#receipt:not([hidden])')")
    figures.go_forward()
    figures.wait_for_selector(PANEL)


def test_records_are_filtered_as_one_types(figures):
    open_receipt(figures)
    figures.fill("#receipt-words", "临河")
    figures.wait_for_function(
        f"() => document.querySelectorAll('#records tbody tr').length === {len(STARTED_IN_RIVER)}"
    )
    assert figures.evaluate("document.activeElement.id") == "receipt-words"
    assert "words=" in figures.url


def test_records_are_sorted_by_a_click_on_the_head(figures):
    open_receipt(figures)
    figures.click("#sort-record")
    figures.wait_for_selector("#records [aria-sort=ascending] #sort-record")
    assert STARTED[0] in figures.inner_text("#records tbody tr:first-child th")
    figures.click("#sort-record")
    figures.wait_for_selector("#records [aria-sort=descending] #sort-record")
    assert STARTED[-1] in figures.inner_text("#records tbody tr:first-child th")


def test_the_records_are_downloaded(figures):
    open_receipt(figures)
    with figures.expect_download() as download:
        figures.click("#receipt a[download]")
    assert download.value.suggested_filename.startswith("IND-PRJ-STARTED_2023-11")
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.count("PRJ-") == len(STARTED)


def test_choosing_a_unit_shows_its_figures(figures):
    figures.select_option("#division", RIVER)
    figures.wait_for_function("() => document.querySelector('h1').innerText.includes('临河县')")
    assert figures.inner_text(STARTED_LINK) == f"{len(STARTED_IN_RIVER)}个"
    assert f"division={RIVER}" in figures.url


def test_choosing_a_month_keeps_the_unit(figures):
    figures.select_option("#division", RIVER)
    figures.wait_for_function("() => document.querySelector('h1').innerText.includes('临河县')")
    figures.select_option("#month", "2023-10")
    figures.wait_for_function("() => document.querySelector('h1').innerText.includes('10月')")
    assert "临河县" in figures.inner_text("h1")


def test_the_whole_way_by_keyboard(figures):
    figures.keyboard.press("Tab")
    assert figures.evaluate("document.activeElement.className") == "skip"
    figures.keyboard.press("Enter")
    assert figures.evaluate("document.activeElement.id") == "content"
    for _press in range(40):
        figures.keyboard.press("Tab")
        if figures.evaluate("document.activeElement.matches('a.figure')"):
            break
    link = figures.evaluate("document.activeElement.id")
    outline = figures.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    figures.keyboard.press("Enter")
    figures.wait_for_selector(PANEL)
    figures.wait_for_function("() => document.activeElement.id === 'receipt-title'")
    figures.keyboard.press("Tab")
    assert figures.evaluate("!!document.activeElement.closest('#receipt')")
    figures.keyboard.press("Escape")
    assert figures.locator(PANEL).count() == 0
    assert figures.evaluate("document.activeElement.id") == link


def test_english_by_one_click_and_back(figures):
    figures.click("button[name=language]")
    figures.wait_for_selector("html[lang=en]")
    assert "Figures of November 2023" in figures.inner_text("h1")
    open_receipt(figures)
    assert f"= Σ over records: {len(STARTED)}" in figures.inner_text("#receipt .sum")
    figures.click("#receipt .close")
    figures.click("button[name=language]")
    figures.wait_for_selector("html[lang=zh-CN]")


def test_the_navigation_folds_and_stays_folded(figures):
    figures.click("[data-fold]")
    assert figures.locator(".side").bounding_box()["width"] < 60
    figures.reload()
    assert figures.locator(".side").bounding_box()["width"] < 60
    figures.click("[data-fold]")
    assert figures.locator(".side").bounding_box()["width"] > 150


@pytest.mark.parametrize("address", [FIGURES, RECEIPT])
@pytest.mark.parametrize("width", [390, 768, 1000, 1366, 1920])
def test_nothing_is_wider_than_the_window(open_page, town_address, address, width):
    page = open_page(width, 844)
    page.goto(town_address + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.watch.assert_clean()


def test_without_scripts_the_links_lead_to_the_same(chromium, town_address, town_cookies):
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies(town_cookies)
    page = context.new_page()
    page.goto(town_address + FIGURES)
    page.click(STARTED_LINK)
    assert f"= Σ {len(STARTED)} 条记录" in page.inner_text("#receipt .sum")
    page.click("#receipt .close")
    assert page.locator(PANEL).count() == 0
    context.close()


def contrasts(page) -> list[float]:
    """The contrast (WCAG 2) of each text with the first opaque ground under it."""
    return page.evaluate(
        """() => {
        const light = (c) => {
            const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map((v) => v / 255)
                .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = (e) => {
            for (let at = e; at; at = at.parentElement) {
                const c = getComputedStyle(at).backgroundColor;
                if (!/, 0\\)$|transparent/.test(c)) return c;
            }
            return "rgb(255, 255, 255)";
        };
        const texts = [...document.querySelectorAll("main *, .side *, .top *, #receipt *")]
            .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
        return texts.filter((e) => e.checkVisibility()).map((e) => {
            const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        });
    }"""
    )


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_is_legible(open_page, town_address, dark):
    page = open_page(dark=dark)
    page.goto(town_address + RECEIPT)
    found = contrasts(page)
    assert len(found) > 100
    assert min(found) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_a_browser_as_old_as_chromium_100_shows_the_same_colours(open_page, town_address, dark):
    """Chromium 100 knows neither color-mix nor light-dark, oklch or :has."""

    def without(route):
        answer = route.fetch()
        text = re.sub(r"(color-mix|light-dark|oklch|oklab)\(", r"unknown-\1(", answer.text())
        route.fulfill(response=answer, body=text.replace(":has(", ":unknown("))

    looks = []
    for old in (False, True):
        page = open_page(dark=dark)
        if old:
            page.route(re.compile(r"\.css$"), without)
        page.goto(town_address + RECEIPT)
        looks.append(
            page.evaluate(
                """() => [...document.querySelectorAll("body *")].map((e) => {
                const s = getComputedStyle(e);
                return [e.tagName, e.className.baseVal ?? e.className, s.color,
                    s.backgroundColor, s.borderBottomColor, s.fontSize, s.display].join(" | ");
            })"""
            )
        )
    assert len(looks[0]) > 200
    assert [pair for pair in zip(*looks, strict=True) if pair[0] != pair[1]] == []
