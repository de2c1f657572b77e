"""A workbook that was exported does not undo what others changed in the meantime."""

import openpyxl
import pytest
from tests.fixtures.viewers import office

from chainchief.intake.importing import import_file
from chainchief.ledger.exchange.exporting import export_kind
from chainchief.ledger.queries.history import find

pytestmark = pytest.mark.usefixtures("read_here", "city")


@pytest.fixture
def exported(tmp_path):
    """`exported(name, **cells)`: an export of the projects in which a clerk wrote `cells`."""

    def made(name, **cells):
        path = tmp_path / name
        export_kind("project", path, viewer=office())
        return edited(path, **cells)

    return made


def edited(path, **cells):
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book.worksheets[0][address] = value
    book.save(path)
    return path


def brought(path, actor="乙"):
    return import_file("project", path, viewer=office(actor))


def told(faults):
    return [(fault.code, fault.place.cell) for fault in faults]


@pytest.fixture
def two(exported):
    """Two workbooks exported at one time; in both the name of P00 was changed."""
    return exported("甲.xlsx", B2="甲改的名"), exported("乙.xlsx", B2="乙改的名")


def test_two_who_changed_one_cell_are_told_and_the_first_stays(two):
    mine, yours = two
    assert brought(mine, "甲").revised == 1
    result = brought(yours)
    assert told(result.faults) == [("CHK-116", "B2")]
    assert "甲 已于" in result.faults[0].why
    assert "“甲改的名”" in result.faults[0].why
    assert find("project", "P00", office()).name == "甲改的名"


def test_a_cell_left_as_exported_keeps_the_newer_value(exported):
    mine, yours = exported("甲.xlsx", B2="甲改的名"), exported("乙.xlsx", G2=777)
    brought(mine, "甲")
    result = brought(yours)
    assert (result.faults, result.revised) == ((), 1)
    assert told(result.warnings) == [("CHK-115", "B2")]
    kept = find("project", "P00", office())
    assert (kept.name, kept.total_investment) == ("甲改的名", 777 * 10**6)


def test_an_old_workbook_without_any_change_changes_nothing(exported):
    mine, yours = exported("甲.xlsx", B2="甲改的名"), exported("乙.xlsx")
    brought(mine, "甲")
    result = brought(yours)
    assert (result.faults, result.revised) == ((), 0)
    assert find("project", "P00", office()).name == "甲改的名"


def test_both_may_write_the_same(exported):
    mine, yours = exported("甲.xlsx", B2="同"), exported("乙.xlsx", B2="同")
    brought(mine, "甲")
    assert (brought(yours).faults, brought(yours).warnings) == ((), ())


def test_who_goes_on_in_the_own_workbook_is_not_in_the_own_way(exported):
    path = exported("甲.xlsx", B2="一")
    assert brought(path, "甲").revised == 1
    assert brought(edited(path, B2="二"), "甲").revised == 1
    assert find("project", "P00", office()).name == "二"


def test_the_same_name_of_file_from_someone_else_is_no_own_workbook(exported, tmp_path):
    mine = exported("项目.xlsx", B2="甲改的名").rename(tmp_path / "a.xlsx")
    yours = exported("项目.xlsx", B2="乙改的名")
    (tmp_path / "甲").mkdir()
    brought(mine.rename(tmp_path / "甲" / "项目.xlsx"), "甲")
    assert told(brought(yours, "乙").faults) == [("CHK-116", "B2")]


def test_a_record_that_someone_entered_meanwhile_is_told_at_its_code(exported):
    rows = {"A9": "NEW", "D9": "371402"}
    mine = exported("甲.xlsx", **rows, B9="甲的项目")
    yours = exported("乙.xlsx", **rows, B9="乙的项目")
    assert brought(mine, "甲").created == 1
    assert told(brought(yours).faults) == [("CHK-117", "A9")]


def test_a_csv_has_no_age(exported, tmp_path):
    mine, yours = exported("甲.xlsx", B2="甲改的名"), tmp_path / "乙.csv"
    export_kind("project", yours, viewer=office())
    text = yours.read_text("utf-8-sig")
    assert "项目P00" in text
    yours.write_text(text.replace("项目P00", "乙改的名"), "utf-8")
    brought(mine, "甲")
    assert brought(yours).revised == 1
    assert find("project", "P00", office()).name == "乙改的名"


def test_a_workbook_with_a_strange_age_is_read_like_one_without(exported):
    path = exported("甲.xlsx", B2="甲")
    book = openpyxl.load_workbook(path)
    for entry in book.custom_doc_props.props:
        entry.value = "九"
    book.save(path)
    assert brought(path).revised == 1


def test_projects_without_a_firm_or_a_filing_number_are_not_taken_for_one(exported):
    result = brought(exported("甲.xlsx", B2="甲改的名"))
    assert (result.faults, result.warnings, result.revised) == ((), (), 1)
