"""Rows in which there is nothing to find are passed over, and nothing is passed over in others."""

import io
import random
import zipfile

import pytest

from chainchief.intake.files import limits, sheet_scan
from chainchief.intake.files.faults import RefusedError
from chainchief.intake.files.sheet_scan import scanned
from chainchief.intake.files.workbook_parts import CellFormats

FORMATS = CellFormats(
    frozenset({"2"}), {"3": "yyyy/m/d", "4": '"QY-"0000', "5": '"第"@'}, {"5": '"第"@'}
)
#: Cells as programs write them, `@` for the address; the last ones have something to be found.
PLAIN = (
    '<c r="@"><v>12.5</v></c>',
    '<c r="@" s="1"><v>-3E-4</v></c>',
    '<c r="@" t="s"><v>7</v></c>',
    '<c r="@" s="1" t="n"><v>5</v></c>',
    '<c r="@" t="b"><v>1</v></c>',
    '<c r="@" t="inlineStr"><is><t xml:space="preserve"> 示例 </t></is></c>',
    '<c r="@" s="4"/>',
)
LOOKED_AT = (
    '<c r="@" s="2"><v>0.25</v></c>',
    '<c r="@" s="3"><v>45000</v></c>',
    '<c r="@" s="3"><v>123456789012</v></c>',
    '<c r="@" s="4" t="s"><v>3</v></c>',
    '<c r="@" s="5" t="inlineStr"><is><t>示例</t></is></c>',
    '<c r="@" s="5" t="str"><v>示例</v></c>',
    '<c r="@" s="2" t="b"><v>0</v></c>',
)
ODD = (
    '<c r="@" t="e"><v>#REF!</v></c>',
    '<c r="@"><f>A1+1</f></c>',
    '<c r="@" t="str"><f>A1</f><v>x</v></c>',
    '<c r="@" t="str"><v>a &amp; b</v></c>',
    '<c r="@"><v></v></c>',
    "<c><v>5</v></c>",
    '<c t="e" r="@"><v>#N/A</v></c>',
    '<c r="@" t="inlineStr"><is><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>',
)


def row(number, cells, more=""):
    names = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    inside = "".join(cell.replace("@", f"{names[at]}{number}") for at, cell in enumerate(cells))
    return f'<row r="{number}"{more}>{inside}</row>'


def scan_of(rows, *, before="", shared=None):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{space}">'
    part = f"{head}{before}<sheetData>{''.join(rows)}</sheetData>"
    part += '<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
    return scan_of_bytes(part.encode(), shared)


def scan_of_bytes(content, shared=None):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("sheet.xml", content)
        return scanned(archive, "sheet.xml", "表", FORMATS, shared or {})


#: After a comment every element is heard.
HEARD = {"before": "<!-- -->"}


def drawn(seed, count):
    draw = random.Random(seed)
    for number in range(1, count + 1):
        kinds = draw.choice((PLAIN, PLAIN, PLAIN + LOOKED_AT, PLAIN + LOOKED_AT + ODD))
        cells = [draw.choice(kinds) for _place in range(draw.randrange(12))]
        more = draw.choice(("", ' spans="1:3"', ' hidden="0" ht="15"', ' hidden="1"'))
        yield draw.choice(("", "\n  ")) + row(number, cells, more)


@pytest.mark.parametrize("seed", range(20))
def test_the_same_is_found_as_where_every_element_is_heard(seed):
    rows = list(drawn(seed, 40))
    assert scan_of(rows) == scan_of(rows, **HEARD)


def test_it_is_the_same_across_the_pieces_in_which_a_part_is_read():
    rows = list(drawn(1, 4000))
    assert sum(map(len, rows)) > 3 << 18
    assert scan_of(rows) == scan_of(rows, **HEARD)


@pytest.mark.parametrize("cell", [*LOOKED_AT[:3], *LOOKED_AT[4:6], *ODD[:2], *ODD[-2:]])
def test_what_is_in_one_cell_among_plain_ones_is_found(cell):
    rows = [row(number, PLAIN) for number in range(1, 30)]
    plain = scan_of(rows)
    rows[17] = row(18, [*PLAIN, cell])
    assert scan_of(rows) != plain
    assert scan_of(rows) == scan_of(rows, **HEARD)


def test_numbers_of_shared_texts_with_raised_runs_are_found():
    rows = [row(1, PLAIN), row(2, ['<c r="@" t="s"><v>7</v></c>'])]
    runs = {7: ("示例¹", "示例")}
    assert set(scan_of(rows, shared=runs).runs) == {(1, 2), (2, 0)}


@pytest.mark.parametrize("more", [{}, HEARD], ids=("passed over", "heard"))
def test_cells_are_counted_either_way(monkeypatch, more):
    rows = [row(number, PLAIN) for number in range(1, 11)]
    monkeypatch.setattr(limits, "MOST_CELLS", 60)
    scan_of(rows, **more)
    monkeypatch.setattr(limits, "MOST_CELLS", 59)
    with pytest.raises(RefusedError):
        scan_of(rows, **more)


@pytest.mark.parametrize("more", [{}, HEARD], ids=("passed over", "heard"))
@pytest.mark.parametrize(
    "cell", ['<c r="A200001"><v>1</v></c>', '<c r="SS3"><v>1</v></c>', '<c r="a3"><v>1</v></c>']
)
def test_a_value_beyond_the_limits_is_refused_either_way(more, cell):
    rows = [row(1, PLAIN), row(2, PLAIN)]
    number = 200001 if "200001" in cell else 3
    with pytest.raises(RefusedError):
        scan_of([*rows, row(number, [cell])], **more)


@pytest.mark.parametrize(
    "damage",
    ["<v>1</v>", "</row>", '<c r="A3"><v>]]></v></c>', '<c r="A3"><v>\x01</v></c>', "&nothing;"],
)
def test_what_is_passed_over_must_be_sound_too(damage):
    rows = [row(1, PLAIN), row(2, PLAIN), f'<row r="3">{damage}</row>', row(4, PLAIN)]
    if damage == "<v>1</v>":
        assert scan_of(rows) == scan_of(rows, **HEARD)
        return
    with pytest.raises(RefusedError):
        scan_of(rows)


def test_a_part_in_another_encoding_is_heard():
    rows = [row(number, [*PLAIN, LOOKED_AT[0]]) for number in range(1, 5)]
    text = f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"
    head = '<?xml version="1.0" encoding="{}"?>'
    wanted = scan_of_bytes((head.format("utf-8") + text).encode())
    assert len(wanted.percent) == 4
    assert scan_of_bytes((head.format("UTF-16") + text).encode("utf-16")) == wanted
    assert scan_of_bytes((head.format("ISO-8859-1") + text).encode()) == wanted


def test_a_row_of_more_bytes_than_any_is_read_all_the_same(monkeypatch):
    monkeypatch.setattr(sheet_scan, "_LONGEST_ROW", 1000)
    text = "<v>" + "9" * (1 << 19) + "</v>"
    rows = [row(1, PLAIN), row(2, [f'<c r="@" s="3">{text}</c>']), row(3, [LOOKED_AT[0]])]
    found = scan_of(rows)
    assert found == scan_of(rows, **HEARD)
    assert set(found.beyond_days) == {(2, 0)}
    assert found.percent == {(3, 0)}
