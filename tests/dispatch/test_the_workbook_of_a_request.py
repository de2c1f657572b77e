"""The workbook that is handed out: filled, protected, known again; and back in whatever state."""

import csv
import zipfile

import pytest
from openpyxl import load_workbook
from tests.dispatch import asking
from tests.dispatch.asking import (
    NORTH,
    NORTHERNER,
    SOUTH,
    SOUTHERNER,
    WAN,
    answer_to,
    blank,
    opened,
    request_to,
)
from tests.dispatch.workbooks import change, column_of, fill, handed_out, table

from chainchief.core.faults import FaultsError
from chainchief.dispatch.answers import acts
from chainchief.dispatch.answers.cells import answer_of
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.dispatch.models import RequestState
from chainchief.dispatch.workbook.archives import workbooks_in
from chainchief.dispatch.workbook.reading import take

FIRST = "PRJ-0/2023-11/0"


@pytest.fixture
def collection(ledger):
    asking.city()
    return opened(asking.REPORTS, asking.STAGES)


@pytest.fixture
def north(collection):
    return request_to(collection)


@pytest.fixture
def book(north, tmp_path):
    return handed_out(north, tmp_path, NORTHERNER)


def sent(north, path, tmp_path, viewer=NORTHERNER):
    return take(north, path, viewer=viewer, report=tmp_path / "back" / "returned.xlsx")


def codes(outcome) -> list[str]:
    return sorted(fault.code for fault in outcome.faults)


def kept(north, code=FIRST, column="invested"):
    held = request_to(north.collection, north.code)
    return answer_of(held, questionnaire_of(held)).get(0, code, column)


def test_it_has_a_cover_protected_sheets_and_last_month_beside_this_one(book):
    read = load_workbook(book)
    cover = read.worksheets[0]
    words = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value]
    assert {"北县", "2023年11月", "2999-01-05"} <= set(words)
    sheet = table(read)
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    invested = column_of(sheet, "本年完成投资")
    assert (sheet.cell(2, 2).value, sheet.cell(2, invested).value) == ("PRJ-0 第0号产业园", None)
    assert sheet.cell(1, invested + 1).value == "本年完成投资(万元)（上月）"
    assert sheet.cell(2, invested + 1).value == 1000
    locked = [sheet.cell(2, place).protection.locked for place in (2, invested, invested + 1)]
    assert locked == [True, False, True]
    assert [sheet.cell(row, 2).value[:5] for row in (2, 3, 4)] == ["PRJ-0", "PRJ-1", "PRJ-2"]


def test_it_prints_with_the_code_that_its_page_shows(book, north):
    read = load_workbook(book)
    foot = table(read).oddFooter.left.text
    words = [str(cell.value) for row in read.worksheets[0].iter_rows() for cell in row]
    code = foot.rpartition(" ")[2]
    assert code in words
    assert table(read).page_setup.paperSize == "9" or table(read).page_setup.paperSize == 9


def test_what_is_filled_in_becomes_the_answer(book, north, tmp_path):
    outcome = sent(north, change(book, fill), tmp_path)
    assert codes(outcome) == []
    assert outcome.saved == 6
    assert outcome.request.state == RequestState.DRAFT
    assert kept(north) == 1100 * WAN


def test_renamed_sheets_and_sorted_rows_change_nothing(book, north, tmp_path):
    def shuffle(opened_book):
        fill(opened_book)
        sheet = table(opened_book)
        sheet.title = "我的表"
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, values in enumerate(reversed(rows), 2):
            for place, value in enumerate(values, 1):
                sheet.cell(number, place).value = value

    outcome = sent(north, change(book, shuffle), tmp_path)
    assert (codes(outcome), outcome.saved, kept(north)) == ([], 6, 1100 * WAN)


def test_a_deleted_column_keeps_its_cells_and_is_told(book, north, tmp_path):
    def cut(opened_book):
        fill(opened_book)
        sheet = table(opened_book)
        sheet.delete_cols(column_of(sheet, "到位资金"))

    outcome = sent(north, change(book, cut), tmp_path)
    assert (codes(outcome), outcome.saved) == (["COL-074"], 3)


def test_a_deleted_row_keeps_its_cells_and_is_told(book, north, tmp_path):
    def cut(opened_book):
        fill(opened_book)
        table(opened_book).delete_rows(3)

    outcome = sent(north, change(book, cut), tmp_path)
    assert (codes(outcome), outcome.saved) == (["COL-076"], 4)
    assert "第1号产业园" in outcome.faults[0].text


def test_faulty_cells_come_back_marked_and_explained_and_nothing_is_kept(book, north, tmp_path):
    def spoil(opened_book):
        fill(opened_book)
        sheet = table(opened_book)
        invested = column_of(sheet, "本年完成投资")
        sheet.cell(2, invested).value = "约1100"
        sheet.cell(3, invested).value = -3

    outcome = sent(north, change(book, spoil), tmp_path)
    assert len(outcome.grave) == 2
    assert kept(north) is None
    back = load_workbook(outcome.report)
    sheet = table(back)
    invested = column_of(sheet, "本年完成投资")
    marked = [sheet.cell(row, invested) for row in (2, 3)]
    assert all(cell.fill.start_color.rgb.endswith("FFC7CE") for cell in marked)
    assert all(cell.comment and "[" in cell.comment.text for cell in marked)
    assert sheet.cell(4, invested).comment is None
    assert back.sheetnames[0] == "校验结果"


def test_a_returned_workbook_that_was_mended_is_taken(book, north, tmp_path):
    def spoil(opened_book):
        fill(opened_book)
        table(opened_book).cell(2, column_of(table(opened_book), "本年完成投资")).value = "六亿"

    outcome = sent(north, change(book, spoil), tmp_path)
    mended = change(outcome.report, fill, tmp_path / "mended.xlsx")
    assert (codes(sent(north, mended, tmp_path)), kept(north)) == ([], 1100 * WAN)


def test_another_units_workbook_is_told_as_that(collection, book, north, tmp_path):
    south = request_to(collection, SOUTH)
    outcome = sent(south, change(book, fill), tmp_path, SOUTHERNER)
    assert set(codes(outcome)) == {"COL-070"}
    assert "北县" in outcome.grave[0].text
    assert "南区" in outcome.grave[0].text


def test_rows_of_another_unit_inside_ones_own_are_told_row_by_row(
    collection, book, north, tmp_path
):
    south = handed_out(request_to(collection, SOUTH), tmp_path, SOUTHERNER, "south.xlsx")
    foreign = [cell.value for cell in table(load_workbook(south))[2]]

    def mix(opened_book):
        fill(opened_book)
        table(opened_book).append(foreign)

    outcome = sent(north, change(book, mix), tmp_path)
    assert [fault.code for fault in outcome.grave] == ["COL-070"]
    assert outcome.grave[0].place.cell == "B5"


def test_last_months_workbook_is_told_as_that(book, north, tmp_path):
    december = asking.Month(2023, 12)
    later = request_to(opened(asking.REPORTS, month=december))
    outcome = sent(later, change(book, fill), tmp_path)
    assert "COL-070" in codes(outcome)
    assert "2023-11" in outcome.grave[0].text


def test_a_mark_made_by_hand_is_refused(book, north, tmp_path):
    def forge(opened_book):
        fill(opened_book)
        sheet = table(opened_book)
        sheet.cell(2, 1).value = sheet.cell(2, 1).value.replace("PRJ-0", "PRJ-9")

    assert "COL-071" in codes(sent(north, change(book, forge), tmp_path))


def test_a_row_overwritten_in_part_is_told(book, north, tmp_path):
    def overwrite(opened_book):
        fill(opened_book)
        sheet = table(opened_book)
        sheet.cell(2, 2).value = sheet.cell(3, 2).value

    assert "COL-078" in codes(sent(north, change(book, overwrite), tmp_path))


def test_a_csv_of_the_table_is_taken_with_a_word(book, north, tmp_path):
    sheet = table(load_workbook(change(book, fill)))
    path = tmp_path / "表.csv"
    with path.open("w", encoding="gb18030", newline="") as stream:
        csv.writer(stream).writerows(
            [["" if cell.value is None else cell.value for cell in row][1:] for row in sheet]
        )
    outcome = sent(north, path, tmp_path)
    assert outcome.grave == []
    assert set(codes(outcome)) == {"COL-072", "COL-073"}
    assert kept(north) == 1100 * WAN


def test_a_file_of_wps_is_told_plainly(north, tmp_path):
    path = tmp_path / "表.et"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    outcome = sent(north, path, tmp_path)
    assert codes(outcome) == ["COL-081"]
    assert "WPS" in outcome.faults[0].text


def test_an_archive_gives_each_workbook_by_the_name_people_know(book, tmp_path):
    packed = tmp_path / "全部.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(book, "齐河/月报.xlsx")
        archive.writestr("说明.txt", "…")
    out = tmp_path / "out"
    out.mkdir()
    assert [name for _path, name in workbooks_in(packed, "全部.zip", out)] == ["月报.xlsx"]
    broken = tmp_path / "坏.zip"
    broken.write_bytes(packed.read_bytes()[:200])
    with pytest.raises(FaultsError) as refused:
        list(workbooks_in(broken, "坏.zip", out))
    assert refused.value.faults[0].code == "COL-083"


def test_a_cell_left_alone_does_not_undo_a_colleagues(book, north, tmp_path):
    own = blank(north)
    own.put(0, FIRST, "invested", 1234 * WAN)
    acts.save(north, own, blank(north), viewer=asking.NORTHERN_HEAD)

    def funds_only(opened_book):
        sheet = table(opened_book)
        sheet.cell(2, column_of(sheet, "到位资金")).value = 950

    held = request_to(north.collection)
    outcome = sent(held, change(book, funds_only), tmp_path)
    assert (codes(outcome), outcome.saved) == ([], 1)
    assert (kept(north), kept(north, column="funds_reported")) == (1234 * WAN, 950 * WAN)


def test_the_next_workbook_holds_what_was_answered(north, tmp_path):
    acts.save(north, answer_to(north), blank(north), viewer=NORTHERNER)
    held = request_to(north.collection)
    sheet = table(load_workbook(handed_out(held, tmp_path, NORTHERNER)))
    assert sheet.cell(2, column_of(sheet, "本年完成投资")).value == 1100


def test_new_records_are_added_in_blank_rows(book, north, tmp_path):
    def add(opened_book):
        fill(opened_book)
        sheet = next(one for one in opened_book.worksheets if one.title == "项目阶段")
        row = {"项目": "PRJ-1", "阶段": "开工", "填报单位": NORTH, "发生日": "2023-11-08"}
        for head, value in row.items():
            sheet.cell(2, column_of(sheet, head)).value = value

    outcome = sent(north, change(book, add), tmp_path)
    assert codes(outcome) == []
    held = request_to(north.collection)
    stages = answer_of(held, questionnaire_of(held)).tables[1]
    assert list(stages) == [f"PRJ-1/started/{NORTH}"]
