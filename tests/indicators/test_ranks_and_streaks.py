"""Ranks are quoted from lists and notices; a streak is the editions without a gap."""

import pytest
from tests.indicators.conftest import CITY, NINGJIN, NOVEMBER

from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import from_files

FILE = """
- code: IND-LIST-RANK
  name: {zh: 榜单位次, en: Rank in the list}
  nature: rank
  series: top-100
  yearly: true
  among: {zh: 全国, en: the country}
  unit: 位
  definition: [{valid_from: 2022-01-01, zh: 榜单, en: the list, source: x}]
- code: IND-NOTICE-RANK
  name: {zh: 通报位次, en: Rank in the notice}
  nature: rank
  series: renovation-rank
  among: {zh: 全省, en: the province}
  unit: 位
  definition: [{valid_from: 2022-01-01, zh: 通报, en: the notice, source: x}]
- code: IND-STREAK
  name: {zh: 连续入选, en: Years in a row}
  nature: streak
  series: top-100
  unit: 年
  definition: [{valid_from: 2022-01-01, zh: 连续, en: in a row, source: x}]
"""


@pytest.fixture
def listed(city, tmp_path):
    (tmp_path / "r.yaml").write_text(FILE, encoding="utf-8")
    city.catalogue = from_files(tmp_path / "r.yaml")
    for edition, rank in ((2019, 90), (2021, 80), (2022, 70), (2023, 62)):
        city.rank(rank, "top-100", edition=edition, span_to=f"{edition}-09")
    city.rank(5)
    city.rank(6, span_to="2023-10")
    return city


def test_a_streak_ends_where_an_edition_is_missing(listed):
    figure = listed.figure("IND-STREAK")
    assert (figure.display, figure.records) == ("3年", 3)
    editions = [line.attributes["edition"] for line in listed.last_receipt.contributions]
    assert sorted(editions) == [2021, 2022, 2023]


def test_a_list_that_comes_later_in_the_year_does_not_count_yet(listed):
    assert listed.value("IND-STREAK", month=Month(2023, 8)) == 2
    assert listed.value("IND-LIST-RANK", month=Month(2023, 8)) is None


def test_a_yearly_rank_is_that_of_the_years_edition(listed):
    figure = listed.figure("IND-LIST-RANK")
    assert (figure.display, figure.note) == ("第62位", "在全省16市中")
    assert listed.figure("IND-LIST-RANK", month=Month(2022, 12)).display == "第70位"


def test_a_notice_stands_for_its_month_alone(listed):
    assert listed.figure("IND-NOTICE-RANK", month=NOVEMBER).display == "第5位"
    assert listed.figure("IND-NOTICE-RANK", month=Month(2023, 10)).display == "第6位"
    assert listed.figure("IND-NOTICE-RANK", month=Month(2023, 9)).value is None


def test_a_unit_that_no_list_names_has_no_rank(listed):
    figure = listed.figure("IND-STREAK", NINGJIN)
    assert figure.value is None
    assert figure.absent


def test_two_notices_in_one_year_are_one_edition(listed):
    listed.rank(61, "top-100", edition=2023, span_to="2023-11")
    assert listed.value("IND-STREAK", CITY) == 3
    assert listed.value("IND-LIST-RANK") == 61
