"""Indicators stand under subjects: every one under one, in the order of the preset."""

import pytest

from chainchief.core.faults import FaultsError
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.catalogue.subjects import Subject, Subjects, subjects

ONE = Subject("a", {"zh": "甲", "en": "A"}, ("IND-PRJ-*",))
TWO = Subject("b", {"zh": "乙", "en": "B"}, ("IND-PRJ-SIGN*", "IND-FRM-KEY"))


@pytest.fixture
def own(own_home):
    folder = own_home / "presets"
    folder.mkdir()
    return folder / "subjects.yaml"


@pytest.mark.parametrize(
    ("code", "heading", "place"),
    [
        ("IND-PRJ-STARTED", "a", (0, 0)),
        ("IND-PRJ-SIGNED", "b", (1, 0)),
        ("IND-FRM-KEY", "b", (1, 1)),
        ("IND-FRM-KEYS", "other", (2, 0)),
    ],
)
def test_the_closest_pattern_decides_and_the_rest_comes_last(code, heading, place):
    arrangement = Subjects((ONE, TWO))
    assert (arrangement.of(code).code, arrangement.place(code)) == (heading, place)


def test_every_shipped_indicator_has_a_subject_and_every_pattern_an_indicator():
    arrangement, codes = subjects(), [indicator.code for indicator in shipped()]
    assert [code for code in codes if arrangement.of(code).code == "other"] == []
    for subject in arrangement.listed:
        for pattern in subject.patterns:
            assert any(code.startswith(pattern.removesuffix("*")) for code in codes), pattern


def test_a_city_arranges_them_its_own_way(own):
    own.write_text(
        "source: 本市\nversion: 1\nvalid_from: 2024-01-01\n"
        "subjects: [{code: all, zh: 全部, en: All, indicators: [IND-*]}]\n",
        encoding="utf-8",
    )
    assert subjects().of("IND-PRJ-STARTED").name == "全部"


def test_all_that_is_wrong_is_told_at_once(own):
    own.write_text(
        "version: 1\nvalid_from: 2024-01-01\nsubjects:\n"
        "- {code: a, zh: 甲, en: A, indicators: [IND-*]}\n"
        "- {code: a, zh: 甲, en: A, indicators: []}\n"
        "- {code: b, zh: 乙, indicators: []}\n"
        "- {code: c, zh: 丙, en: C, indicators: IND-X}\n- 丁\n",
        encoding="utf-8",
    )
    with pytest.raises(FaultsError) as refused:
        subjects()
    told = [fault.text for fault in refused.value.faults]
    assert len(told) == 5
    assert "source" in told[0]
    assert "第2个栏目不成立：“a”出现了两次" in told[1]
    assert "缺少 en" in told[2]
    assert "第4个栏目不成立：“indicators”应为列表" in told[3]
    assert "第5个栏目不成立：“subjects.5”应为含有这些键的内容：code, zh, en, indicators" in told[4]
