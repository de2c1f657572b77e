"""Wrong addresses answered in words, two languages, and headers on every answer."""

import re

import pytest

from chainchief.web.doors.headers import POLICY


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/nowhere/", "此地址没有页面"),
        ("/figures/?month=2023-13", "没有"),
        ("/figures/?month=soon", "不是月份"),
        ("/figures/?month=2023-11&division=123456", "123456"),
        ("/figures/?month=2023-11&chain=NONE", "NONE"),
        ("/figures/IND-PRJ-STARTD/?month=2023-11", "IND-PRJ-STARTED"),
        ("/figures/IND-NO/records.csv?month=2023-11", "IND-NO"),
    ],
)
def test_a_wrong_address_is_told_in_words(reader, address, words):
    answer = reader.get(address)
    assert answer.status_code == 404
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["lines=-1", "lines=x", "sort=nothing", "part=nothing", "words=%00"]
)
def test_a_senseless_wish_is_no_fault(reader, query):
    assert reader.get(f"/figures/IND-PRJ-STARTED/?month=2023-11&{query}").status_code == 200


def test_an_altered_snapshot_is_told_and_not_shown(reader, in_town):
    (manifest,) = (in_town / "lake" / "manifests").glob("2023-11r1.json")
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("2023", "2024"))
    answer = reader.get("/figures/?month=2023-11")
    assert answer.status_code == 500
    assert re.search("故障编号： *[0-9a-f]{8}", answer.content.decode())


def test_a_fault_nobody_foresaw_shows_a_number_and_no_trace(reader, monkeypatch):
    from chainchief.web.views import figures

    reader.raise_request_exception = False
    monkeypatch.setattr(figures, "page_for", lambda *a: 1 / 0)
    page = reader.get("/figures/")
    assert page.status_code == 500
    assert "故障编号" in page.content.decode()
    assert "ZeroDivision" not in page.content.decode()


def test_only_reading_is_possible(reader):
    assert reader.post("/figures/").status_code == 405
    assert reader.get("/language/").status_code == 405


def test_chinese_is_the_default_whatever_the_browser_asks(reader):
    page = reader.get("/figures/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="zh-CN">' in page


def test_english_is_complete_once_chosen(reader):
    answer = reader.post("/language/", {"language": "en", "back": "/figures/?month=2023-11"})
    assert answer.headers["Location"] == "/figures/?month=2023-11"
    page = reader.get("/figures/?level=all").content.decode()
    assert '<html lang="en">' in page
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page)
    assert heads[:2] == ["Indicator", "Value"]
    assert "Landmark-chain projects started" in page
    for words in re.findall(r'<t[dh][^>]*class="(?:nature|year|span)"[^>]*>(.*?)</t', page):
        assert not re.search("[增长截至时段]", words.replace("亿千瓦时", "")), words


@pytest.mark.parametrize(
    "code",
    ["IND-PRJ-STARTED", "IND-OFF-IVA-GROWTH", "IND-FUR-5G-STATIONS", "IND-PRJ-RECOGNITION-RATE"],
)
def test_chinese_pages_hold_no_english_sentence(reader, code):
    page = reader.get(f"/figures/{code}/").content.decode()
    words = re.sub(r"<(svg|code|head).*?</\1>", "", page, flags=re.DOTALL)
    words = re.sub(r'<span class="small">.*?</span>', "", words)
    words = re.sub(r"<[^>]*>", " ", words)
    for known in ("English", "ChainChief", "CSV", "Esc"):
        words = words.replace(known, "")
    assert re.findall(r"\b[a-z]{3,}\b", words) == []


def test_the_way_back_never_leaves_this_host(reader):
    answer = reader.post("/language/", {"language": "en", "back": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(reader):
    answer = reader.post("/language/", {"language": "xx", "back": "/figures/"})
    assert "language" not in answer.cookies


@pytest.mark.parametrize("address", ["/figures/", "/nowhere/", "/static/web/mark.svg"])
def test_headers_stand_on_every_answer(reader, address):
    headers = reader.get(address).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_allows_this_host_alone_and_no_code_from_text():
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_pages_are_not_stored_and_built_files_are(reader):
    page = reader.get("/figures/")
    assert page.headers["Cache-Control"] == "no-store"
    script = re.search(r'src="(/static/dist/assets/[^"]+\.js)"', page.content.decode())[1]
    assert "immutable" in reader.get(script).headers["Cache-Control"]


def test_a_page_asked_without_the_token_is_refused(in_town):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/language/", {"language": "en"}).status_code == 403
