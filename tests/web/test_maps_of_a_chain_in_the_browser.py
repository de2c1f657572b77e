"""The maps of a chain in a real browser: light, open, find, go by keys; then the route map."""

import pytest
from tests.fixtures.accounts import cookies_of
from tests.web.conftest import OFFICE

from chainchief.ledger.changesets import Creation

pytestmark = pytest.mark.browser


@pytest.fixture
def served(in_town, serve):
    """The town with a technology, a doubtful one, and a benchmark firm of what is missing."""
    from tests.ledger.small_city import write

    of_a = {"segment": "BIO-A", "aspect": "technology"}
    firm = {"segment": "BIO-C", "aspect": "benchmark", "name": "外地装备", "place": "上海"}
    write(
        Creation("segment_trait", "", {**of_a, "name": "旧法", "maturity": "mature"}),
        Creation(
            "segment_trait",
            "",
            {**of_a, "name": "新法", "maturity": "pilot", "confidence": 400_000},
        ),
        Creation("segment_trait", "", firm),
    )
    with serve(in_town) as address:
        yield address


def lit(page):
    return page.eval_on_selector_all(
        "a.map-node.on", "nodes => nodes.map(node => node.dataset.code)"
    )


def test_a_map_lights_opens_finds_and_goes_by_keys(open_page, served):
    page = open_page()
    page.context.add_cookies(cookies_of(served, OFFICE))
    page.goto(f"{served}/chains/BIO/map/?month=2023-11")
    page.hover('a.map-node[data-code="BIO-A"] .cm-name')
    # B stops without A, and C serves neither.
    assert lit(page) == ["BIO-A", "BIO-B"]
    assert page.locator("g.edge.on").count() == 1
    page.click('a.map-node[data-code="BIO-A"]')
    page.wait_for_selector("#segment-title:focus")
    panel = page.inner_text("#segment")
    assert "环节A" in panel
    assert "新法" in panel
    assert "待核实" in panel
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.code") == "BIO-A"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.code") == "BIO-B"
    page.fill("[data-map-find]", "环节C")
    assert page.inner_text("[data-map-said]") == "1"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.code") == "BIO-C"

    page.click("text=技术路线图")
    page.wait_for_selector('svg[data-map] a.map-node[data-code="BIO-A"]')
    page.hover('a.map-node[data-code="BIO-A"] .cm-name')
    assert len(lit(page)) == 3
    assert page.locator("rect.cm-chip.doubtful").count() == 1
    page.click('a.map-node[data-code="BIO-A"]')
    page.wait_for_selector("#segment-title:focus")
    assert "/technology/" in page.url
    page.click("a:has-text('招商路线图')")
    page.wait_for_selector('svg[data-map] a.map-node[data-code="BIO-C"]')
    assert "外地装备" in page.text_content("svg[data-map]")
    # A firm is a record of its own: it leads there, not beside the map.
    page.click("a.map-node:has-text('外地装备')")
    page.wait_for_url("**/records/segment_trait/**")
    page.watch.assert_clean()


def middle(page, selector):
    box = page.locator(selector).first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, selector, to):
    page.mouse.move(*middle(page, selector))
    page.mouse.down()
    page.mouse.move(to[0], to[1] - 12, steps=4)
    page.mouse.move(*to, steps=4)
    page.mouse.up()


def stream_of(page, code):
    return page.locator(f'ul.tree:has(li[data-code="{code}"])').get_attribute("data-stream")


def test_segments_are_moved_and_linked_by_drag_and_by_keys(open_page, served):
    from playwright.sync_api import expect

    page = open_page()
    page.context.add_cookies(cookies_of(served, OFFICE))
    page.goto(f"{served}/chains/BIO/tree/?month=2023-11")
    grip = 'li[data-code="BIO-A"] .grip'
    done = page.locator(".tree-done")
    x, y = middle(page, 'li[data-code="BIO-B"]')
    drag(page, grip, (x, y - 8))
    expect(done).to_contain_text("环节A")
    assert stream_of(page, "BIO-A") == "midstream"
    expect(page.locator(grip)).to_be_focused()
    done.get_by_role("button").click()
    expect(page.locator('ul.tree[data-stream="upstream"] li[data-code="BIO-A"]')).to_be_visible()

    page.locator(grip).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-tree-said]")).to_contain_text("中游")
    page.keyboard.press("Escape")
    assert stream_of(page, "BIO-A") == "upstream"
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator('ul.tree[data-stream="midstream"] li[data-code="BIO-A"]')).to_be_visible()
    expect(page.locator(grip)).to_be_focused()

    page.click("text=图形")
    node = 'a.map-node[data-code="BIO-A"]'
    page.locator(node).focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-edit-said]")).to_contain_text("上游")
    page.keyboard.press("Enter")
    expect(page.locator(f'{node}[data-stream="upstream"]')).to_be_visible()
    # Upstream, dragged onto the words of the downstream zone.
    zone = page.locator('g.zone[data-stream="downstream"]')
    zone.scroll_into_view_if_needed()
    box = zone.bounding_box()
    drag(page, f"{node} .cm-name", (box["x"] + 8, box["y"] + 8))
    expect(page.locator(f'{node}[data-stream="downstream"]')).to_be_visible()
    done.get_by_role("button").click()
    expect(page.locator(f'{node}[data-stream="upstream"]')).to_be_visible()
    drag(page, 'a.map-node[data-code="BIO-C"] .cm-name', middle(page, f"{node} .cm-name"))
    expect(page.locator("#new-link")).to_be_focused()
    expect(page.locator("#new-link")).to_have_value("BIO-C")
    page.watch.assert_clean()
