"""Characters that are no text, code of pages, formulas of a CSV: each is told, none is taken."""

import pyarrow as pa
import pytest
from tests.intake.workbooks import write_csv

from chainchief.intake.feeds.cells import ColumnReader
from chainchief.lake.feeds.declared import feed_named
from chainchief.ledger.kinds.enterprise.models import Enterprise

HEADS = ("编号", "名称", "区划")


@pytest.mark.parametrize(
    ("name", "code"),
    [("示例\ufffd公司", "CHK-172"), ("示例\ue863公司", "CHK-172"), ("示例锟斤拷公司", "CHK-173"),
     ("ç¤ºä¾‹", "CHK-173"), ("示例&amp;公司", "CHK-174"), ("<b>示例</b>公司", "CHK-174"),
     ("示例_x000D_公司", "CHK-174"), ("示例\u200b公司", "CHK-110"), ("示例\ufe0f公司", "CHK-110"),
     ("=1+1", "CHK-105"), ("=SUM(A1:A9)", "CHK-105"), ("=A1", "CHK-105")],
)  # fmt: skip
def test_a_spoilt_name_is_refused_in_a_table_and_in_a_feed(city, take, tmp_path, name, code):
    path = write_csv(tmp_path / "t.csv", HEADS, [("F1", name, "371402")])
    assert [(f.place.cell, f.code) for f in take("enterprise", path).faults] == [("B2", code)]
    column = feed_named("supply-link").columns["buyer_name"]
    read = ColumnReader(column).read(pa.array([name]))
    assert [kind.code for _position, _text, kind, _facts in read.faults()] == [code]


def test_the_place_of_the_character_is_told(city, take, tmp_path):
    path = write_csv(tmp_path / "t.csv", HEADS, [("F1", "示例\ufffd公司", "371402")])
    (fault,) = take("enterprise", path).faults
    assert "第 3 个字符不是文字（U+FFFD）" in fault.text


@pytest.mark.parametrize(
    ("name", "taken"), [("示例⼭东公司", "示例山东公司"), ("示例\u00a0公司", "示例 公司")]
)
def test_lookalikes_are_replaced_and_that_is_said(city, take, tmp_path, name, taken):
    path = write_csv(tmp_path / "t.csv", HEADS, [("F1", name, "371402")])
    result = take("enterprise", path)
    assert [w.code for w in result.warnings] == ["CHK-176"]
    assert Enterprise.objects.get(code="F1").name == taken
    read = ColumnReader(feed_named("supply-link").columns["buyer_name"]).read(pa.array([name]))
    assert read.values.to_pylist() == [taken]
    assert [kind.code for _position, _text, kind, _facts in read.faults()] == ["CHK-176"]


def test_a_text_formula_means_its_text(city, take, tmp_path):
    (tmp_path / "t.csv").write_text(
        '编号,名称,区划\n="QY-0001","=""甲""""乙""",="371402"\n', encoding="utf-8"
    )
    assert take("enterprise", tmp_path / "t.csv").created == 1
    assert Enterprise.objects.get(code="QY-0001").name == '甲"乙'


@pytest.mark.parametrize(
    ("text", "code"),
    [("53①", "CHK-170"), ("inf", "CHK-001"), ("NaN", "CHK-001"), ("9" * 30, "CHK-131")],
)
def test_a_number_of_a_feed_that_is_none_or_too_large_is_told(text, code):
    read = ColumnReader(feed_named("firm-month").columns["revenue"]).read(pa.array([text]))
    assert [kind.code for _position, _text, kind, _facts in read.faults()] == [code]
