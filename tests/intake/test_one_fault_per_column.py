"""One workbook per kind with one fault in every column: each is told with its cell, and marked."""

import openpyxl
import pytest
from tests.intake.records import KINDS, sample
from tests.intake.workbooks import letter_of, marked_cells, names_of, table_of

from chainchief.ledger import columns
from chainchief.ledger.registers import register_of

BAD = {
    columns.Amount: ("六亿", "CHK-001"),
    columns.Quantity: ("很多", "CHK-001"),
    columns.Whole: ("三", "CHK-007"),
    columns.Day: ("昨天", "CHK-003"),
    columns.MonthText: ("2023-13", "CHK-004"),
    columns.Choice: ("没有这项", "CHK-005"),
    columns.YesNo: ("也许", "CHK-005"),
    columns.Reference: ("没有这个", "CHK-120"),
    columns.UnitName: ("亿万", "CHK-008"),
}
BAD_CODES = {"division": "CHK-020", "chain": "CHK-021", "document": "CHK-025"}


def broken(register, column, good):
    """A text that column cannot take, and the code of the fault it is."""
    if column.name == "code" and register.model.composed_of:
        return "P00/不对", "CHK-124"
    if column.name == "code" and register.kind in BAD_CODES:
        return "X" * 65, BAD_CODES[register.kind]
    if isinstance(column.type, columns.Text):
        short = column.type.most <= 18  # a code, like the credit code
        return "长" * (column.type.most + 1), "CHK-114" if short else "CHK-006"
    return BAD[type(column.type)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_with_one_fault_in_every_column_gets_one_marked_cell_each(
    city, take, tmp_path, kind
):
    register, names = register_of(kind), names_of(kind)
    rows, expected = [], {}
    for i, name in enumerate(names):
        row = sample(kind, i)
        row[name], code = broken(register, register.column(name), row.get(name))
        rows.append(row)
        expected[f"{letter_of(names, name)}{i + 2}"] = code
    path = table_of(tmp_path / "坏.xlsx", rows, names=names)
    result = take(kind, path, report=tmp_path / "回.xlsx")
    assert {fault.place.cell: fault.code for fault in result.faults} == expected
    marked = marked_cells(result.report, "表")
    assert set(marked) == set(expected)
    for address, cell in marked.items():
        assert f"[{expected[address]}]" in cell.comment.text
        assert cell.fill.start_color.rgb == "00FFC7CE"
    summary = openpyxl.load_workbook(result.report).worksheets[0]
    links = [
        cell.hyperlink.location for row in summary.iter_rows() for cell in row if cell.hyperlink
    ]
    assert sorted(links) == sorted(f"'表'!{address}" for address in expected)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_without_faults_are_all_taken_in(city, take, tmp_path, kind, read_here):
    rows = [sample(kind, i) for i in range(6)]
    result = take(kind, table_of(tmp_path / "好.xlsx", rows))
    assert [fault.text for fault in result.faults + result.warnings] == []
    assert (result.created, result.revised, result.unchanged) == (6, 0, 0)
