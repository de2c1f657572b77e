"""On the maps of three chains of a demo city no label lies over another, and none is cut."""

import pytest

pytestmark = pytest.mark.browser

CHAINS = ("EQUIP", "NEW-IT", "BIOMED")
MAPS = ("map/?firms=1&links=all&", "map/?", "technology/?", "applications/?", "attraction/?")

#: Each fault as words: two labels over one another, one beyond the drawing, one out of its box.
FAULTS = """svg => {
  const whole = svg.getBoundingClientRect(), found = [];
  const labels = [...svg.querySelectorAll("text")].map(text => ({
    words: text.textContent, box: text.getBoundingClientRect(),
    frame: text.parentElement.matches(".map-node, .cm-group.node")
      ? text.parentElement.querySelector("rect").getBoundingClientRect() : whole,
  }));
  for (const [at, {words, box, frame}] of labels.entries()) {
    if (box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) found.push("cut: " + words);
    for (const other of labels.slice(at + 1)) {
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      // The boxes of lines that follow one another touch; their letters do not.
      if (wide > 1 && high > 0.25 * box.height) found.push(words + " over " + other.words);
    }
  }
  return [labels.length, found];
}"""


def faults_of(page):
    count, found = page.eval_on_selector("svg[data-map]", FAULTS)
    assert count > 10
    return found


def test_labels_of_every_map_are_whole_in_both_languages(city, serve, open_page):
    with city(apart=True) as home, serve(home) as address:
        page = open_page()
        page.goto(f"{address}/look-as/")
        page.click('button[value="lianban"]')
        for language in ("zh-hans", "en"):
            page.context.add_cookies([{"name": "language", "value": language, "url": address}])
            for chain in CHAINS:
                for one in MAPS:
                    page.goto(f"{address}/chains/{chain}/{one}month=2023-11")
                    assert faults_of(page) == [], (language, chain, one)
        # Two labels pushed over one another, and one out of its box, would be found.
        page.goto(f"{address}/chains/EQUIP/map/?month=2023-11")
        page.eval_on_selector(
            "svg[data-map]",
            "svg => { const [a, b] = svg.querySelectorAll('a.map-node text');"
            " b.setAttribute('x', a.getAttribute('x')); b.setAttribute('y', a.getAttribute('y'));"
            " svg.querySelectorAll('a.map-node text')[4].setAttribute('x', '0'); }",
        )
        assert {fault[:3] == "cut" for fault in faults_of(page)} == {True, False}
        page.watch.assert_clean()


def test_the_cascade_map_of_a_stop_is_whole(city, serve, open_page):
    with city(apart=True) as home, serve(home) as address:
        page = open_page()
        page.goto(f"{address}/look-as/")
        page.click('button[value="lianban"]')
        page.goto(f"{address}/chains/EQUIP/what-if/?month=2023-11")
        firms = page.eval_on_selector_all(
            "#firm option, select[name=firm]:first-of-type option",
            "options => [...new Set(options.map(one => one.value).filter(Boolean))]",
        )
        page.goto(f"{address}/chains/EQUIP/what-if/?month=2023-11&firm={firms[len(firms) // 3]}")
        labels, found = page.eval_on_selector("svg[data-map]", FAULTS)
        assert labels > 2
        assert found == []
        page.watch.assert_clean()
