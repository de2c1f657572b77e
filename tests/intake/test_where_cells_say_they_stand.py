"""A cell stands where it says it does, whatever the row around it and the cells before it say."""

import zipfile
from xml.sax.saxutils import quoteattr

from hypothesis import given
from hypothesis import strategies as st
from tests.intake import hostile

from chainchief.core.workbook.addresses import letters
from chainchief.intake.files.sheet_scan import scanned
from chainchief.intake.files.workbook_parts import CellFormats

_SHEET = "xl/worksheets/sheet1.xml"
rows = st.integers(1, 12)
#: Rows as they are written: their number or none, and cells with an address or none.
sheets = st.lists(
    st.tuples(
        st.none() | rows,
        st.lists(st.none() | st.tuples(rows, st.integers(0, 29)), max_size=4),
    ),
    max_size=5,
)


def written(sheet):
    for number, cells in sheet:
        attribute = "" if number is None else f" r={quoteattr(str(number))}"
        inner = "".join(
            '<c t="e"><v>#N/A</v></c>'
            if cell is None
            else f'<c r="{letters(cell[1])}{cell[0]}" t="e"><v>#N/A</v></c>'
            for cell in cells
        )
        yield f"<row{attribute}>{inner}</row>"


def places(sheet):
    """Where the cells stand: a row without a number follows the last, a cell without too."""
    found, row = set(), 0
    for number, cells in sheet:
        row, column = row + 1 if number is None else number, -1
        for cell in cells:
            row, column = (row, column + 1) if cell is None else cell
            found.add((row, column))
    return found


@given(sheet=sheets)
def test_each_address_is_its_own(tmp_path_factory, sheet):
    path = tmp_path_factory.mktemp("cells") / "t.xlsx"
    hostile.workbook(path, "".join(written(sheet)))
    with zipfile.ZipFile(path) as archive:
        scan = scanned(archive, _SHEET, "Sheet1", CellFormats(), {})
    assert set(scan.errors) == places(sheet)
