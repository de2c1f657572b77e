"""A list of outside firms is read whole or refused with every place that is wrong."""

import pytest
from tests.chainmap.charts import chart

from chainchief.chainmap.targets.files import read_candidates
from chainchief.core.codes.credit_codes import check_character
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import speaking

CHART = chart("WAFER TARGET")
CODE = "9137140012345678X" + check_character("9137140012345678X")


def write(tmp_path, *rows, head="name,credit_code,segment,capacity,customers,expansion,source"):
    path = tmp_path / "out.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def faults_of(path):
    with pytest.raises(FaultsError) as refused:
        read_candidates(path, CHART)
    return [(f.code, f.place.line, f.place.column) for f in refused.value.faults]


def test_all_that_is_known_of_a_candidate_is_read(tmp_path):
    path = write(tmp_path, f"甲公司,{CODE},WAFER,1.5,乙厂、丙厂,0.5,年报")
    (found,) = read_candidates(path, CHART)
    assert (found.name, found.credit_code, found.segment) == ("甲公司", CODE, "WAFER")
    assert found.capacity == 1_500_000
    assert (found.customers, found.expansion) == (("乙厂", "丙厂"), 0.5)
    assert (found.source, found.line) == ("年报", 2)


def test_a_name_alone_is_enough(tmp_path):
    (found,) = read_candidates(write(tmp_path, "甲公司", head="name"), CHART)
    assert (found.capacity, found.customers, found.expansion) == (None, (), 0.0)


def test_every_fault_is_told_at_once_with_its_line(tmp_path):
    path = write(
        tmp_path,
        "甲公司,123,WAFER,1,,0,",
        "甲公司,,WAFR,1,,0,",
        ",,,1,,2,",
        "丁公司,,,inf,,0,",
    )
    assert faults_of(path) == [
        ("NET-010", 4, "name"),
        ("NET-024", 5, "capacity"),
        ("CMP-020", 2, "credit_code"),
        ("CMP-022", 3, "segment"),
        ("CMP-023", 4, "expansion"),
    ]


def test_a_firm_that_stands_twice_is_told_by_its_code_or_its_name(tmp_path):
    path = write(tmp_path, f"甲,{CODE},,,,,", f"乙,{CODE},,,,,", "丙,,,,,,", "丙 ,,,,,,")
    assert faults_of(path) == [("CMP-021", 3, "name"), ("CMP-021", 5, "name")]


def test_a_near_segment_is_proposed_in_both_languages(tmp_path):
    path = write(tmp_path, "甲,,WAFR,,,,")
    for language, words in (("en", "did you mean “WAFER”"), ("zh-hans", "是否指“WAFER”")):
        with speaking(language), pytest.raises(FaultsError) as refused:
            read_candidates(path, CHART)
        with speaking(language):
            assert words in str(refused.value)


def test_a_hundred_thousand_broken_codes_are_grouped_and_nothing_is_taken(tmp_path):
    path = write(tmp_path, *(f"公司{at},X{at}" for at in range(100_000)), head="name,credit_code")
    found = faults_of(path)
    assert len(found) == 51
    assert {code for code, _line, _column in found} == {"CMP-020", "NET-022"}
