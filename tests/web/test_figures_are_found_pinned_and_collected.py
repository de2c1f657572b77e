"""Figures by typing, by pin, by collection; the words of English pages; two receipts compared."""

import io
import re

import openpyxl
import pytest
from tests.fixtures.accounts import sign_in
from tests.web.test_the_page_of_a_figure import late_start
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import RIVER, SOUTH, STARTED, STARTED_IN_RIVER

from chainchief.core.i18n import speaking
from chainchief.indicators.catalogue.loading import shipped
from chainchief.web.figures.models import FigureCollection
from chainchief.web.figures.pages.finding import holds
from chainchief.web.figures.pages.finding import text_of as found_by
from chainchief.web.figures.speech import spoken, unit_words

STARTED_CODE = "IND-PRJ-STARTED"
CHANGE = "/collections/change/"


@pytest.mark.parametrize(
    "words", ["新开工标志性", "xinkaigongbiaozhi", "xkgbzx", "ind-prj-started", "标志性 新开工"]
)
def test_a_figure_is_found_by_characters_pinyin_initials_and_code(words):
    assert holds(found_by(shipped()[STARTED_CODE]), words)


def test_what_is_not_in_any_name_finds_nothing():
    assert not holds(found_by(shipped()[STARTED_CODE]), "新开工 困难")


def test_without_scripts_the_server_finds(reader):
    html = reader.get("/figures/?month=2023-11&find=xkgbzx").content.decode()
    shown = re.findall(r'<li data-find="[^"]*"><a href="/indicators/([^/]+)/', html)
    assert STARTED_CODE in shown
    assert "IND-DIF-OPEN" not in shown


def test_the_first_level_is_six_cards_and_the_doors_to_the_subjects(reader):
    html = reader.get("/figures/?month=2023-11").content.decode()
    assert html.count("figure-card") == 6
    assert 'class="figure-row' not in html
    assert "level=projects" in html


def test_a_subject_shows_its_own_figures_alone(reader):
    html = reader.get("/figures/?month=2023-11&level=projects").content.decode()
    codes = re.findall(r'class="figure-row" data-code="([^"]+)"', html)
    assert STARTED_CODE in codes
    assert "IND-OFF-IVA-GROWTH" not in codes


def test_a_subject_that_there_is_not_says_so(reader):
    answer = reader.get("/figures/?month=2023-11&level=astrology")
    assert answer.status_code == 404
    assert "astrology" in text_of(answer)


def test_a_pin_stands_first_for_its_person_alone_until_it_is_taken_away(reader):
    pin = "/indicators/IND-PRJ-SIGNED/pin/"
    assert reader.post(pin, {"back": "/figures/"}).status_code == 303
    assert "我置顶的指标" in text_of(reader.get("/figures/"))
    sign_in(reader, "press-office")
    assert "我置顶的指标" not in text_of(reader.get("/figures/"))
    sign_in(reader, name="市链办 王敏")
    reader.post(pin, {"back": "/figures/"})
    assert "我置顶的指标" not in text_of(reader.get("/figures/"))


def collected(reader, **more) -> FigureCollection:
    reader.post(CHANGE, {"code": STARTED_CODE, "name": "例会用数", **more})
    return FigureCollection.objects.get(name="例会用数")


def test_a_collection_is_read_by_address_within_the_readers_own_reach(reader):
    one = collected(reader, division=RIVER)
    address = f"/collections/{one.uid}/?month=2023-11"
    page = text_of(reader.get(address))
    assert f"{len(STARTED_IN_RIVER)} 个" in page
    assert "来源：产业链台账 · 数据截至 2023-11-30 · 快照 2023-11r1" in page
    sign_in(reader, "county", division=SOUTH)
    other = text_of(reader.get(address))
    assert "无权查看" in other
    assert f"{len(STARTED_IN_RIVER)} 个" not in other
    assert "移出" not in other


def test_only_its_owner_changes_a_collection(reader):
    one = collected(reader)
    sign_in(reader, "press-office")
    answer = reader.post(CHANGE, {"collection": str(one.uid), "take_out": "0"})
    assert "这不是您的指标集" in text_of(answer)
    assert FigureCollection.objects.get(pk=one.pk).entries == [[STARTED_CODE, "", ""]]


def test_a_collection_leaves_as_a_workbook_with_source_and_cut_off(reader):
    one = collected(reader)
    answer = reader.get(f"/collections/{one.uid}/table.xlsx?month=2023-11")
    cells = [
        str(cell.value)
        for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert str(len(STARTED)) in cells
    assert any("数据截至 2023-11-30" in cell for cell in cells)
    assert "公开" in cells


def test_the_numbers_of_a_chart_leave_as_csv(reader):
    address = f"/indicators/{STARTED_CODE}/table.csv?month=2023-11&table=months"
    text = reader.get(address).content.decode("utf-8-sig")
    assert f"11月,20.0,{len(STARTED)}.0" in text
    assert "数据截至 2023-11-30" in text


def test_two_snapshots_and_two_months_are_set_beside_each_other(reader):
    late_start()
    address = f"/indicators/{STARTED_CODE}/difference/?month=2023-11"
    page = text_of(reader.get(address))
    assert f"{len(STARTED)}个 → {len(STARTED) + 1}个" in page
    assert "迟报的产业园 PRJ-L 迟报" in page
    assert "2023年10月 (2023-10r1) → 2023年11月 (2023-11r1)" in text_of(
        reader.get(f"{address}&other=2023-10")
    )


def test_the_waterfall_goes_from_the_one_value_to_the_other(reader):
    from tests.web.test_the_page_of_a_figure import chart_of

    late_start()
    html = reader.get(f"/indicators/{STARTED_CODE}/difference/?month=2023-11").content.decode()
    chart = chart_of(html)
    assert chart["kind"] == "waterfall"
    assert chart["series"][0]["values"] == [float(len(STARTED)), 1.0, float(len(STARTED) + 1)]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("301个", "301"),
        ("201亿元", "20.1 billion yuan"),
        ("0.2056亿元", "20.56 million yuan"),
        ("1046万元", "10.46 million yuan"),
        ("12万元/亩", "0.12 million yuan per mu"),
        ("第5位", "no. 5"),
        ("8.54亿千瓦时", "854 million kWh"),
        ("1.1个百分点", "1.1 percentage points"),
        ("1.2万个", "12,000"),
    ],
)
def test_english_pages_have_english_units(chinese, english):
    with speaking("en"):
        assert spoken(chinese) == english
    with speaking("zh-hans"):
        assert spoken(chinese) == chinese


def test_the_head_of_a_column_says_its_unit_in_english():
    with speaking("en"):
        assert unit_words("亿元") == "100 million yuan"
        assert unit_words("个") == ""


def test_an_open_month_says_that_it_is_preliminary(reader):
    note = "本月尚未关账：以下为初步数"
    assert note in text_of(reader.get("/figures/?month=2022-11"))
    assert note not in text_of(reader.get("/figures/?month=2023-11"))
