"""A row that ends early: a fault where the file ends in it, else said where it clears a value."""

import pytest
from tests.intake.records import contents

HEAD = "编号,名称,区划,从业人员,上年营业收入(万元)\n"


@pytest.fixture
def given(city, take, tmp_path):
    def taken(text, encoding="utf-8"):
        (tmp_path / "t.csv").write_bytes((HEAD + text).encode(encoding))
        return take("enterprise", tmp_path / "t.csv")

    assert taken("F1,甲,371402,53,10\nF2,乙,371402,54,11\n").created == 2
    return taken


def test_a_file_that_ends_in_the_middle_of_a_row_is_refused(given):
    before = contents("enterprise")
    fault = given("F1,甲,371402,53,10\nF2,乙,3714").faults[0]
    assert (fault.code, fault.place.cell) == ("CHK-221", "C3")
    assert contents("enterprise") == before


def test_a_whole_last_row_needs_no_line_break(given):
    result = given("F1,甲,371402,53,10\nF2,乙,371402,55,11")
    assert (result.faults, result.revised) == ((), 1)


def test_a_short_row_elsewhere_says_what_it_clears(given):
    result = given("F1,甲,371402\nF2,乙,371402,54,11\n")
    assert {(w.code, w.place.cell) for w in result.warnings} == {
        ("CHK-179", "D2"),
        ("CHK-179", "E2"),
    }


def test_blank_cells_that_are_there_clear_without_a_word(given):
    result = given("F1,甲,371402,,\nF2,乙,371402,54,11\n")
    assert (result.warnings, result.revised) == ((), 1)


def test_a_short_row_of_a_new_record_clears_nothing(given):
    assert given("F3,丙,371402\n").warnings == ()


def test_a_longer_row_is_said_and_a_value_beyond_the_heads_refused(given):
    shifted = given("F1,甲,371402,1,2,\nF2,乙,371402,54,11\n")
    assert [(w.code, w.place.cell) for w in shifted.warnings] == [("CHK-223", "F2")]
    (fault,) = given("F1,甲,371402,1,2,3\n").faults
    assert fault.code == "CHK-162"


def test_rows_that_all_end_in_a_comma_are_fine(given):
    assert given("F1,甲,371402,53,12,\nF2,乙,371402,54,11,\n").warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_in_the_middle_of_a_character_is_refused(given, take, tmp_path, encoding):
    text = HEAD + "F1,示例德城松屿机械有限公司甲乙丙丁"
    (tmp_path / "t.csv").write_bytes(text.encode(encoding)[:-1])
    (fault,) = take("enterprise", tmp_path / "t.csv").faults
    assert fault.code == "CHK-222"
