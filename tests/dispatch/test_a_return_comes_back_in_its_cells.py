"""Reasons per cell stand in the workbook at their cells until these were changed."""

import pytest
from openpyxl import load_workbook
from tests.dispatch import asking
from tests.dispatch.asking import (
    NORTHERN_HEAD,
    NORTHERNER,
    OFFICE,
    WAN,
    answer_to,
    blank,
    opened,
    request_to,
)
from tests.dispatch.workbooks import change, column_of, handed_out, table

from chainchief.dispatch.answers import acts
from chainchief.dispatch.answers.cells import answer_of
from chainchief.dispatch.answers.remarks import remarks_of
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.dispatch.workbook.reading import take

FIRST, SECOND = "PRJ-0/2023-11/0", "PRJ-1/2023-11/0"


@pytest.fixture
def returned(ledger):
    """An answer that came back with reasons for two of its cells."""
    asking.city()
    request = request_to(opened())
    saved = acts.save(request, answer_to(request), blank(request), viewer=NORTHERNER)
    handed = acts.hand_over(saved, viewer=NORTHERNER)
    sent = acts.submit(handed, viewer=NORTHERN_HEAD)
    remarks = [
        acts.Remark("project_report", FIRST, "invested", "与现场核查不符"),
        acts.Remark("project_report", SECOND, "funds_reported", "请附进账单"),
    ]
    return acts.send_back(sent, viewer=OFFICE, reason="请核对两处", remarks=remarks)


def marked(path):
    """(record, text of the comment) of the red cells."""
    sheet = table(load_workbook(path))
    return {
        (sheet.cell(cell.row, 2).value[:5], cell.comment.text)
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.fill.fgColor.rgb == "FFFAD7D2"
    }


def remarks(request):
    questionnaire = questionnaire_of(request)
    return remarks_of(request, questionnaire, answer_of(request, questionnaire))


def test_the_workbook_marks_and_explains_each_returned_cell(returned, tmp_path):
    path = handed_out(returned, tmp_path, NORTHERNER)
    assert marked(path) == {("PRJ-0", "退回：与现场核查不符"), ("PRJ-1", "退回：请附进账单")}
    cover = load_workbook(path).worksheets[0]
    assert "请核对两处" in {cell.value for row in cover.iter_rows() for cell in row}


def test_a_cell_that_was_changed_is_not_marked_again(returned, tmp_path):
    def mend(book):
        sheet = table(book)
        column = column_of(sheet, "本年完成投资")
        for row in range(2, sheet.max_row + 1):
            if str(sheet.cell(row, 2).value).startswith("PRJ-0"):
                sheet.cell(row, column).value = 1050

    sent = change(handed_out(returned, tmp_path, NORTHERNER), mend)
    outcome = take(returned, sent, viewer=NORTHERNER)
    assert (outcome.saved, outcome.faults) == (1, [])
    held = request_to(returned.collection)
    assert {one.code: one.is_mended for one in remarks(held)} == {FIRST: True, SECOND: False}
    again = handed_out(held, tmp_path, NORTHERNER, "again.xlsx")
    assert marked(again) == {("PRJ-1", "退回：请附进账单")}


def test_remarks_end_when_the_answer_is_submitted_again(returned):
    answer = blank(returned)
    answer.put(0, FIRST, "invested", 1050 * WAN)
    base = answer_of(returned, questionnaire_of(returned))
    saved = acts.save(returned, answer, base, viewer=NORTHERNER)
    handed = acts.hand_over(saved, viewer=NORTHERNER)
    assert len(remarks(handed)) == 2
    assert remarks(acts.submit(handed, viewer=NORTHERN_HEAD)) == ()
