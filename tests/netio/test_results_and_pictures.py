"""Tables, words and pictures: what is written can be read, in both languages, anywhere."""

import json
import xml.etree.ElementTree as ET

import numpy as np
import pyarrow.parquet as pq
import pytest
from tests.netio.files import LINKS

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import speaking
from chainchief.netio.files.reading import read_network
from chainchief.netio.files.source import read_source
from chainchief.netio.results.plots import largest, plot_days, plot_firms, plot_pull
from chainchief.netio.results.summary import (
    closure_summary,
    days_summary,
    pull_summary,
    ranking_summary,
)
from chainchief.netio.results.tables import (
    as_json,
    number,
    percent,
    plain_table,
    width,
    write_table,
)
from chainchief.network.cascade.index import cascade, cascade_all
from chainchief.network.pull.through import pull_through
from chainchief.network.simulation.run import simulate
from chainchief.network.simulation.shock import Shock

COLUMNS = {"id": ["001", "钢,铁"], "value": np.array([0.1, np.nan]), "count": np.array([1, 2])}


def test_a_csv_table_can_be_read_back_and_opens_in_office_programs(tmp_path):
    from chainchief.netio.files.findings import Findings

    write_table(tmp_path / "t.csv", COLUMNS)
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    source = read_source(tmp_path / "t.csv", Findings())
    assert source.table.to_pydict() == {
        "id": ["001", "钢,铁"],
        "value": ["0.1", ""],
        "count": ["1", "2"],
    }


def test_a_parquet_table_keeps_types_and_unknowns(tmp_path):
    write_table(tmp_path / "t.parquet", COLUMNS)
    table = pq.read_table(tmp_path / "t.parquet").to_pydict()
    assert table == {"id": ["001", "钢,铁"], "value": [0.1, None], "count": [1, 2]}


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(WrongUseError, match="csv"):
        write_table(tmp_path / "t.xls", COLUMNS)


def test_json_has_null_for_what_is_not_defined_and_keeps_chinese():
    assert number(float("nan")) is None
    assert as_json({"名": number(0.5)}) == '{"名": 0.5}'
    with pytest.raises(ValueError, match="JSON"):
        as_json(float("nan"))


def test_plain_tables_align_chinese_and_numbers():
    text = plain_table(["企业", "n"], [("钢铁一厂", 5.0), ("b", float("nan"))])
    assert text.splitlines() == ["企业      n", "钢铁一厂  5", "b         —"]
    assert {width(line) for line in text.splitlines()} == {11}
    assert plain_table(["企业"], []) == "企业"


def test_percent_shows_four_digits():
    assert percent(0.123456) == "12.35 %"
    assert percent(float("nan")) == "—"


def test_the_largest_come_first_and_zeros_not_at_all():
    assert largest(np.array([0.0, 2.0, np.nan, 5.0, 2.0])) == [3, 1, 4]
    assert largest(np.array([1.0, 2.0]), 1) == [1]


@pytest.fixture
def reading(files):
    files.write(links=LINKS.replace("amount", "amount,year").replace("0\n", "0,2023\n"))
    return read_network(files.firms, files.links)


def days(reading, rows=((0, 0, 0.5),), count=8):
    return simulate(reading.network, [10, 80, 90], Shock.from_rows(rows), count)


def texts_of(path):
    assert path.read_text(encoding="utf-8").isascii() is False
    root = ET.parse(path).getroot()
    return [node for node in root.iter() if node.tag.endswith("}text")]


def test_ticks_of_the_axis_of_days_stand_at_whole_days(reading, tmp_path):
    plot_days(tmp_path / "p.svg", reading, days(reading, count=20))
    said = ["".join(node.itertext()) for node in texts_of(tmp_path / "p.svg")]
    assert "10" in said
    assert {"2.5", "7.5", "12.5"}.isdisjoint(said)


def test_pictures_hold_real_text_in_fonts_that_know_chinese(reading, tmp_path):
    plot_days(tmp_path / "p.svg", reading, days(reading))
    nodes = texts_of(tmp_path / "p.svg")
    said = "".join("".join(node.itertext()) for node in nodes)
    for words in (
        "停产之后的逐日变化",
        "产出",
        "最终消费",
        "增加值",
        "firms.csv、links.csv",
        "2023",
    ):
        assert words in said
    for node in nodes:
        assert "Microsoft YaHei" in node.get("style")
        assert "Noto Sans CJK SC" in node.get("style")


def test_bars_name_the_firms_the_unit_and_the_cut_off(reading, tmp_path):
    values = np.array([3.0, 0.0, 4.5])
    plot_firms(tmp_path / "p.svg", reading, values, "标题", "万元")
    said = "".join("".join(node.itertext()) for node in texts_of(tmp_path / "p.svg"))
    for words in ("标题", "万元", "001", "003", "4.5", "数据截至"):
        assert words in said
    assert "002" not in said


def test_a_picture_without_a_year_says_so_and_without_values_is_still_drawn(files, tmp_path):
    reading = read_network(files.firms, files.links)
    with speaking("en"):
        plot_pull(tmp_path / "p.svg", reading, pull_through(reading.network))
        plot_firms(tmp_path / "e.svg", reading, np.zeros(3), "nothing – 无", "€")
    assert "not stated" in (tmp_path / "p.svg").read_text(encoding="utf-8")
    assert texts_of(tmp_path / "e.svg")


def test_the_same_run_draws_the_same_file(reading, tmp_path):
    for name in ("a.svg", "b.svg"):
        plot_days(tmp_path / name, reading, days(reading))
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_picture_needs_the_ending_svg(reading, tmp_path):
    with pytest.raises(WrongUseError):
        plot_days(tmp_path / "p.png", reading, days(reading))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_summaries_speak_one_language_and_leave_no_blank(reading, language):
    network = reading.network
    with speaking(language):
        texts = [
            closure_summary(reading, cascade(network, {"001": 0.5}), {"001": 0.5}, None),
            ranking_summary(reading, cascade_all(network), "upstream"),
            days_summary(reading, days(reading)),
            pull_summary(reading, pull_through(network)),
        ]
    for text in texts:
        assert "{" not in text
        chinese = any("\u4e00" <= char <= "\u9fff" for char in text)
        assert chinese == (language == "zh-hans")


def test_a_summary_of_days_tells_the_loss_in_days_of_value_added(reading):
    with speaking("en"):
        text = days_summary(reading, days(reading, rows=()))
    assert "value added of 0 is lost, 0 days' worth" in text


def test_a_closure_lists_the_firms_that_count_most(reading):
    with speaking("en"):
        text = closure_summary(reading, cascade(reading.network, ["001"]), {"001": 1.0}, None)
    assert "If 001 stops, 100 % of all output is lost" in text
    assert json.dumps(text.splitlines()[-2].split()[0]) == '"001"'


def test_unknown_output_is_told(reading):
    with speaking("en"):
        assert "1 firm has no output" in pull_summary(reading, pull_through(reading.network))
