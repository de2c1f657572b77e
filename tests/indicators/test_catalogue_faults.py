"""Every fault of a catalogue file is told with its file and line, and all of them at once."""

from dataclasses import replace

import pytest

from chainchief.core.faults import FaultsError
from chainchief.core.i18n import speaking
from chainchief.indicators.catalogue.loading import from_files

GOOD = """\
- code: IND-A
  name: {zh: 甲, en: A}
  aliases: [甲数]
  nature: flow
  source: project_stage
  where: {stage: started}
  measure: {count: project}
  date: recognised_on
  unit: 个
  dimensions: [division, chain]
  receipt: [project.code, occurred_on]
  definition:
    - {valid_from: 2022-01-01, zh: 说法, en: words}
"""
SUM = """\
- code: IND-S
  name: {zh: 款, en: S}
  nature: cumulative-report
  source: project_report
  measure: {sum: invested}
  unit: 亿元
  dimensions: [division]
  definition:
    - {valid_from: 2022-01-01, zh: 说法, en: words}
"""
RATIO = """\
- code: IND-R
  name: {zh: 率, en: R}
  nature: ratio
  numerator: IND-A
  denominator: IND-A
  unit: "%"
  definition:
    - {valid_from: 2022-01-01, zh: 说法, en: words}
"""


def faults(tmp_path, text):
    file = tmp_path / "indicators-test.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        from_files(file)
    except FaultsError as refused:
        return list(refused.faults)
    return []


def found(tmp_path, text):
    """(code of the fault, line, what was found)."""
    return [(f.code, f.place.line, f.value) for f in faults(tmp_path, text)]


def test_a_good_file_trips_nothing(tmp_path):
    assert faults(tmp_path, GOOD + SUM + RATIO) == []


CASES = {
    "nature unknown": ("nature: flow", "nature: flwo", ("IND-006", 4, "flwo")),
    "code form": ("code: IND-A", "code: ind_a", ("IND-007", 1, "ind_a")),
    "code long": ("code: IND-A", f"code: IND-{'A' * 21}", ("IND-007", 1, f"IND-{'A' * 21}")),
    "source unknown": ("project_stage", "project_stages", ("IND-011", 5, "project_stages")),
    "column unknown": ("{stage: started}", "{stge: started}", ("IND-012", 6, "stge")),
    "value impossible": ("{stage: started}", "{stage: startd}", ("IND-013", 6, "startd")),
    "dotted unknown": (
        "{stage: started}",
        "{chain.lndmark: true}",
        ("IND-012", 6, "chain.lndmark"),
    ),
    "dotted not a flag": ("{stage: started}", "{chain.landmark: 3}", ("IND-014", 6, None)),
    "counts another": ("{count: project}", "{count: enterprise}", ("IND-012", 7, "enterprise")),
    "sum of no amount": ("{count: project}", "{sum: stage}", ("IND-012", 7, "stage")),
    "measure malformed": ("{count: project}", "3", ("IND-014", 7, None)),
    "date unknown": ("recognised_on", "recognized_on", ("IND-012", 8, "recognized_on")),
    "date no date": ("date: recognised_on", "date: stage", ("IND-024", 8, "stage")),
    "unit unknown": ("unit: 个", "unit: 箇", ("IND-015", 9, "箇")),
    "unit wrong": ("unit: 个", "unit: 亿元", ("IND-016", 9, "亿元")),
    "dimension unknown": ("[division, chain]", "[division, chian]", ("IND-026", 10, "chian")),
    "receipt unknown": ("occurred_on]", "occured_on]", ("IND-012", 11, "occured_on")),
    "translation missing": ("{zh: 甲, en: A}", "{zh: 甲}", ("IND-010", 2, None)),
    "definition untranslated": ("en: words}", "zhs: words}", ("IND-010", 13, None)),
    "definition undated": ("valid_from: 2022-01-01", "valid_from: soon", ("IND-014", 13, None)),
    "key unknown": ("  unit: 个", "  unit: 个\n  ovr: IND-A", ("IND-005", 10, "ovr")),
    "key twice": ("  unit: 个", "  unit: 个\n  unit: 家", ("IND-003", 10, "unit")),
    "places": ("  unit: 个", "  unit: 个\n  places: 1.5", ("IND-014", 10, None)),
    "rounding": ("  unit: 个", "  unit: 个\n  rounding: up", ("IND-026", 10, "up")),
    "disclosure": ("  unit: 个", "  unit: 个\n  disclosure: secret", ("IND-026", 10, "secret")),
    "over unknown": ("  unit: 个", "  unit: 个\n  over: IND-B", ("IND-020", 10, "IND-B")),
    "over itself": ("  unit: 个", "  unit: 个\n  over: IND-A", ("IND-021", 1, None)),
    "operator unknown": ("stage: started", "stage: {after_all: 1}", ("IND-026", 6, "after_all")),
    "not two days": ("stage: started", "stage: {after: end}", ("IND-014", 6, None)),
    "no such day": ("stage: started", "occurred_on: {after: stage}", ("IND-014", 6, None)),
    "missing what": ("stage: started", "stage: {missing: 3}", ("IND-014", 6, None)),
    "no number": ("stage: started", "stage: {at_least: 3}", ("IND-014", 6, None)),
    "opened oddly": ("  unit: 个", "  unit: 个\n  names: nobody", ("IND-012", 10, "nobody")),
    "without unknown": ("  unit: 个", "  unit: 个\n  without: IND-B", ("IND-020", 10, "IND-B")),
    "due of no month": ("  unit: 个", "  unit: 个\n  due: {day: 8}", ("IND-005", 10, "due")),
    "no due day": ("recognised_on", "recognised_on\n  due: 8", ("IND-005", 9, "due")),
    "due without one": ("{stage: started}", "{occurred_on: {after: due}}", ("IND-014", 6, None)),
    "stock without validity": ("nature: flow", "nature: stock", ("IND-027", 5, "project_stage")),
}


@pytest.mark.parametrize("case", CASES)
def test_one_fault_is_told_at_its_line(tmp_path, case):
    before, after, told = CASES[case]
    assert before in GOOD
    assert told in found(tmp_path, GOOD.replace(before, after, 1))


def test_a_missing_key_is_named(tmp_path):
    text = GOOD.replace("  date: recognised_on\n", "")
    (fault,) = faults(tmp_path, text)
    assert (fault.code, fault.place.line) == ("IND-004", 1)
    assert "date" in fault.why


def test_a_key_of_another_nature_is_not_taken(tmp_path):
    text = SUM.replace("  unit", "  once: true\n  unit")
    assert ("IND-005", 6, "once") in found(tmp_path, text)


def test_once_is_for_counts_alone(tmp_path):
    text = GOOD.replace("  unit: 个", "  once: maybe\n  unit: 个")
    assert ("IND-014", 9, None) in found(tmp_path, text)


def test_a_code_defined_twice_names_the_other_place(tmp_path):
    (fault, *_more) = [f for f in faults(tmp_path, GOOD + GOOD) if f.code == "IND-008"]
    assert fault.place.line == 14
    assert "第1行" in fault.text


def test_an_alias_used_twice_names_the_other_indicator(tmp_path):
    text = GOOD + SUM.replace("  nature", "  aliases: [款项, 甲数]\n  nature")
    assert found(tmp_path, text) == [("IND-009", 16, "甲数")]


def test_an_alias_may_not_be_anothers_name(tmp_path):
    text = GOOD.replace("[甲数]", "[款]") + SUM
    assert [code for code, _line, _value in found(tmp_path, text)] == ["IND-009"]


def test_overlapping_definitions_are_told_with_the_day(tmp_path):
    text = GOOD + "    - {valid_from: 2023-01-01, zh: 新说法, en: new words}\n"
    (fault,) = faults(tmp_path, text)
    assert (fault.code, fault.place.line) == ("IND-018", 14)
    assert "2023-01-01" in fault.text


def test_definitions_that_follow_each_other_are_fine(tmp_path):
    text = GOOD.replace("2022-01-01,", "2022-01-01, valid_to: 2022-12-31,")
    assert faults(tmp_path, text + "    - {valid_from: 2023-01-01, zh: 新, en: new}\n") == []


def test_a_definition_that_ends_before_it_begins(tmp_path):
    text = GOOD.replace("2022-01-01,", "2022-01-01, valid_to: 2021-12-31,")
    assert found(tmp_path, text) == [("IND-019", 13, None)]


def test_an_empty_list_of_definitions_is_none(tmp_path):
    text = GOOD[: GOOD.index("  definition")] + "  definition: []\n"
    assert found(tmp_path, text) == [("IND-017", 12, None)]


def test_a_ring_of_indicators_is_told_once_with_its_members(tmp_path):
    one = GOOD.replace("  unit", "  over: IND-B\n  unit")
    other = one.replace("IND-B", "IND-C").replace("IND-A", "IND-B").replace("甲", "乙")
    third = one.replace("IND-B", "IND-X").replace("IND-A", "IND-C").replace("甲", "丙")
    text = one + other + third.replace("IND-X", "IND-A").replace("en: A", "en: C")
    rings = [f for f in faults(tmp_path, text) if f.code == "IND-021"]
    assert len(rings) == 1
    assert "IND-A → IND-B → IND-C → IND-A" in rings[0].text


def test_what_restricts_must_be_a_number_that_adds_up(tmp_path):
    text = GOOD.replace("  unit: 个", "  unit: 个\n  over: IND-R", 1) + RATIO
    assert ("IND-022", 10, "IND-R") in found(tmp_path, text)


def test_the_parts_of_a_ratio_measure_one_thing(tmp_path):
    text = GOOD + SUM + RATIO.replace("denominator: IND-A", "denominator: IND-S")
    assert ("IND-014", 27, None) in found(tmp_path, text)


def test_a_ratio_is_told_in_percent(tmp_path):
    text = GOOD + RATIO.replace('"%"', "个")
    assert found(tmp_path, text) == [("IND-016", 19, "个")]


def test_a_difference_of_counts_is_no_percentage_point(tmp_path):
    text = RATIO.replace("nature: ratio", "nature: difference").replace("numerator", "minuend")
    text = text.replace("denominator", "subtrahend").replace('"%"', "百分点")
    assert ("IND-016", 19, "百分点") in found(tmp_path, GOOD + text)


def test_a_term_takes_a_level_or_a_code_of_a_unit(tmp_path):
    text = RATIO.replace("denominator: IND-A", "denominator: {indicator: IND-A, division: 全省}")
    assert ("IND-014", 18, None) in found(tmp_path, GOOD + text)
    right = text.replace("全省", "province")
    assert faults(tmp_path, GOOD + right) == []


def test_over_must_count_the_same_kind_of_record(tmp_path):
    firms = GOOD.replace("IND-A", "IND-F").replace("甲", "企").replace("en: A", "en: F")
    firms = firms.replace("nature: flow", "nature: stock").replace("project_stage", "enterprise")
    firms = firms.replace("  where: {stage: started}\n", "").replace("  date: recognised_on\n", "")
    firms = firms.replace("count: project", "count: enterprise").replace(", chain]", "]")
    firms = firms.replace("  receipt: [project.code, occurred_on]\n", "").replace(
        "unit: 个", "unit: 家"
    )
    text = firms + GOOD.replace("  unit", "  over: IND-F\n  unit")
    assert [code for code, _line, _value in found(tmp_path, text)] == ["IND-023"]


def test_a_near_name_is_offered(tmp_path):
    with speaking("en"):
        texts = [f.text for f in faults(tmp_path, GOOD.replace("project_stage", "project_stge"))]
    assert any("project_stage" in text.split("did you mean")[-1] for text in texts)


def test_what_is_not_yaml_is_told_with_its_line(tmp_path):
    assert found(tmp_path, GOOD + "- code: [\n")[0][:2] == ("IND-001", 15)


def test_a_file_that_is_no_list_of_entries(tmp_path):
    assert found(tmp_path, "code: IND-A\n") == [("IND-002", 1, None)]
    assert found(tmp_path, "- IND-A\n") == [("IND-002", 1, None)]


def test_all_faults_of_all_entries_are_told_at_once_in_order(tmp_path):
    text = GOOD.replace("started", "startd").replace("unit: 个", "unit: 亿元")
    text += SUM.replace("invested", "investd").replace("{zh: 款, en: S}", "{en: S}")
    text += RATIO.replace("denominator: IND-A", "denominator: IND-AA")
    assert [(code, line) for code, line, _value in found(tmp_path, text)] == [
        ("IND-013", 6),
        ("IND-016", 9),
        ("IND-010", 15),
        ("IND-012", 18),
        ("IND-020", 27),
    ]


def test_a_fault_says_where_what_why_and_what_to_do_in_both_languages(tmp_path):
    (fault,) = faults(tmp_path, GOOD.replace("started", "startd"))
    assert fault.text.startswith("indicators-test.yaml第6行")
    assert "startd" in fault.text
    assert "[IND-013]" in fault.text
    assert "never has this value" not in fault.text
    with speaking("en"):
        (fault,) = faults(tmp_path, GOOD.replace("started", "startd"))
        assert "did you mean started" in fault.text


REPORTS = """\
- code: IND-T
  name: {zh: 报, en: T}
  nature: stock
  source: project_report
  where: {reported_on: {on_or_before: due}}
  open: {in: month}
  due: {day: 8, moved: {2023-09: 2023-10-08}}
  measure: {count: project}
  unit: 个
  dimensions: [division]
  definition:
    - {valid_from: 2022-01-01, zh: 说法, en: words}
"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("in: month", "in: revision", [("IND-012", 6, "revision"), ("IND-014", 7, None)]),
        ("day: 8", "day: 31", [("IND-014", 7, None)]),
        ("day: 8", "daily: 8", [("IND-014", 7, None)]),
        ("2023-10-08", "soon", [("IND-014", 7, None)]),
        ("2023-09", "2023-13", [("IND-014", 7, None)]),
        ("day: 8", "day: 8", []),
    ],
)
def test_the_day_on_which_reports_are_due(tmp_path, before, after, told):
    assert found(tmp_path, REPORTS.replace(before, after, 1)) == told


def test_an_alias_that_an_indicator_lists_twice_is_told(tmp_path):
    text = GOOD.replace("[甲数]", "[甲数, 甲数]")
    assert found(tmp_path, text) == [("IND-009", 3, "甲数")]


def test_a_key_without_a_value_is_a_missing_key(tmp_path):
    assert found(tmp_path, GOOD.replace("code: IND-A", "code:")) == [("IND-004", 1, None)]


def test_units_are_listed_where_one_is_unknown_and_a_fitting_one_is_named(tmp_path):
    with speaking("en"):
        (unknown,) = faults(tmp_path, GOOD.replace("unit: 个", "unit: 伙"))
        assert "there are: 分, 元" in unknown.why
        (wrong,) = faults(tmp_path, GOOD.replace("unit: 个", "unit: 亿元"))
        assert wrong.remedy == "use a unit of count, for example 个"
        (column,) = faults(tmp_path, SUM.replace("invested", "investd"))
        assert "invested" in column.remedy


@pytest.mark.parametrize(
    "key", ["aliases", "where", "over", "once", "places", "rounding", "receipt", "names", "ref"]
)
def test_a_key_that_may_stand_and_is_left_blank_is_as_good_as_absent(tmp_path, key):
    without = "".join(
        line for line in GOOD.splitlines(keepends=True) if not line.startswith(f"  {key}:")
    )
    blank = without.replace("  unit: 个", f"  unit: 个\n  {key}:")
    assert faults(tmp_path, blank) == []
    (kept,) = from_files(tmp_path / "indicators-test.yaml")
    (tmp_path / "indicators-test.yaml").write_text(without, encoding="utf-8")
    (plain,) = from_files(tmp_path / "indicators-test.yaml")
    assert replace(kept, canonical={}) == replace(plain, canonical={})
