"""Industries of GB/T 4754-2017: every code with its name, wider industry and near codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.codes import industries
from chainchief.core.codes.industries import (
    Level,
    UnknownIndustryError,
    all_industries,
    exists,
    industry,
    is_industrial,
    near,
    near_codes,
    parent,
)
from chainchief.core.i18n import speaking

codes = st.sampled_from(sorted(all_industries()))


def at(level):
    return [each for each in all_industries().values() if each.level is level]


@pytest.mark.parametrize(
    ("level", "count"),
    [(Level.SECTION, 20), (Level.DIVISION, 97), (Level.GROUP, 473), (Level.CLASS, 1381)],
)
def test_the_standard_is_whole(level, count):
    assert len(at(level)) == count


def test_the_41_divisions_of_industry_are_06_to_46():
    divisions = [each.code for each in at(Level.DIVISION) if is_industrial(each.code)]
    assert divisions == [f"{number:02}" for number in range(6, 47)]
    assert len(divisions) == 41


def test_industry_has_207_groups():
    assert sum(is_industrial(each.code) for each in at(Level.GROUP)) == 207


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("C", "制造业"),
        ("39", "计算机、通信和其他电子设备制造业"),
        ("398", "电子元件及电子专用材料制造"),
        ("3985", "电子专用材料制造"),
        ("3218", "硅冶炼"),
        ("0610", "烟煤和无烟煤开采洗选"),
        ("1522", "瓶（罐）装饮用水制造"),
    ],
)
def test_a_code_has_its_name(code, name):
    assert industry(code).name == name


def test_codes_are_strings_whose_leading_zero_counts():
    assert (industry("0131").name, industry("131").name) == ("棉花种植", "谷物磨制")


def test_a_group_with_a_single_class_is_a_code_of_its_own():
    assert [exists(code) for code in ("061", "0610", "0611")] == [True, True, False]
    assert parent("0610") == industry("061")


def test_the_way_up_ends_at_the_section():
    assert [each.code for each in (parent("3985"), parent("398"), parent("39"))] == [
        "398",
        "39",
        "C",
    ]
    assert parent("C") is None


@given(codes)
def test_every_industry_lies_in_the_section_of_its_parent(code):
    wider = parent(code)
    assert wider is None or wider.section == industry(code).section


@given(codes)
def test_every_code_begins_with_its_parents_unless_that_is_a_section(code):
    wider = parent(code)
    assert wider is None or wider.level is Level.SECTION or code[:-1] == wider.code


@pytest.mark.parametrize("code", ["0111", "4700", "7320", "A", "F"])
def test_farming_building_and_services_are_not_industrial(code):
    wide = code if exists(code) else code[:2]
    assert not is_industrial(wide)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("610", ["0610"]),
        ("3986", ["3984", "3985", "3989"]),
        ("39850", ["3985"]),
        ("3999", ["3990"]),
        ("99", ["95", "96", "97"]),
        ("电子", []),
        ("", []),
    ],
)
def test_near_codes_of_a_wrong_one(wrong, meant):
    assert [each.code for each in near_codes(wrong)] == meant


@given(st.text(max_size=6))
def test_near_codes_are_few_and_exist(text):
    found = near_codes(text)
    assert len(found) <= 3
    assert all(exists(each.code) for each in found)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("硅冶炼", "3218"),
        ("锂离子电池", "3841"),
        ("集成电路制造", "3973"),
        ("烟煤和无烟煤开采洗选", "0610"),
        ("电子专用材料", "3985"),
    ],
)
def test_an_industry_is_found_by_a_name_like_its_own(name, first):
    assert near(name)[0].code == first


def test_a_name_like_nothing_finds_nothing():
    assert near("") == near("zzzz") == ()


def test_an_unknown_code_is_refused_with_near_ones():
    with speaking("en"), pytest.raises(UnknownIndustryError) as refused:
        industry("610")
    assert str(refused.value) == (
        "GB/T 4754-2017 has no industry '610'. Did you mean 0610 烟煤和无烟煤开采洗选?"
    )


def test_nothing_is_said_of_near_ones_where_there_are_none():
    with speaking("en"), pytest.raises(UnknownIndustryError) as refused:
        industries.industry("电子")
    assert str(refused.value) == "GB/T 4754-2017 has no industry '电子'."
