"""Files that attack a reader, made by hand part by part."""

import zipfile

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_TYPES}"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BOOK_RELS = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
OPEN = f'<worksheet xmlns="{_MAIN}"><sheetData>'
CLOSE = "</sheetData></worksheet>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(path, rows, *, before="", after=CLOSE, extra=(), types=TYPES, book=BOOK):
    """A workbook of the fewest parts, with `rows` as XML in its only sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELS)
        archive.writestr("xl/worksheets/sheet1.xml", before + OPEN + rows + after)
        for name, content in extra:
            archive.writestr(name, content)
    return path


def text_cell(address, text):
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def head_row():
    return f'<row r="1">{text_cell("A1", "code")}{text_cell("B1", "name")}</row>'


def killer(path):
    """1.4 KB with one value at the last cell there is: aborts readers that fill an array."""
    return workbook(path, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def million_cells_in_a_row(path):
    return workbook(path, '<row r="1">' + "<c><v>1</v></c>" * 1_000_000 + "</row>")


def many_columns(path):
    return workbook(path, '<row r="1">' + "<c><v>1</v></c>" * 600 + "</row>")


def bomb(path):
    """300 MB of spaces in a sheet of 300 KB."""
    return workbook(path, " " * (300 << 20))


def dense_bomb(path):
    """Within the size, but packed 1 : 1000."""
    return workbook(path, " " * (50 << 20))


def many_entries(path):
    return workbook(path, "", extra=[(f"xl/media/{i}.bin", "x") for i in range(600)])


def many_sheets(path):
    """Ten thousand sheets that are all one part."""
    sheet = '<sheet name="S" sheetId="1" r:id="rId1"/>'
    sheets = "".join(sheet.replace('"S"', f'"S{i}"') for i in range(10_000))
    return workbook(path, head_row(), book=BOOK.replace(sheet, sheets))


def same_part_twice(path):
    sheet = '<sheet name="S" sheetId="1" r:id="rId1"/>'
    return workbook(path, head_row(), book=BOOK.replace(sheet, sheet + sheet.replace("S", "T")))


def laughs(path):
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    row = f'<row r="1">{text_cell("A1", "&j;")}</row>'
    return workbook(path, row, before=f"<!DOCTYPE x [{entities}]>")


def outside_entity(path):
    row = f'<row r="1">{text_cell("A1", "&x;")}</row>'
    doctype = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return workbook(path, row, before=doctype)


def laughs_in_shared_strings(path):
    strings = f'<!DOCTYPE x [<!ENTITY a "ha">]><sst xmlns="{_MAIN}"><si><t>&a;</t></si></sst>'
    return workbook(path, head_row(), extra=[("xl/sharedStrings.xml", strings)])


def merged_bomb(path):
    ranges = "".join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(1, 20_000))
    return workbook(
        path, head_row(), after=f"</sheetData><mergeCells>{ranges}</mergeCells></worksheet>"
    )


def macros(path):
    return workbook(path, head_row(), extra=[("xl/vbaProject.bin", b"\xcc\x61")])


def macro_type(path):
    types = TYPES.replace(
        "</Types>",
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
    )
    return workbook(path, head_row(), types=types)


def old_excel(path):
    path.write_bytes(OLE + b"\0" * 2000)
    return path


def encrypted(path):
    path.write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)
    return path


def truncated(path):
    workbook(path, head_row() * 50)
    path.write_bytes(path.read_bytes()[:-300])
    return path


def broken_xml(path):
    return workbook(path, '<row r="1"><c r="A1"><v>1</v></row>')


def flipped(path):
    """A byte of the packed sheet changed: the check sum no longer holds."""
    workbook(path, head_row())
    content = bytearray(path.read_bytes())
    place = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[place] ^= 0xFF
    path.write_bytes(bytes(content))
    return path


def empty(path):
    path.write_bytes(b"")
    return path


def page(path):
    path.write_text("<html><table><tr><td>code</td></tr></table></html>", encoding="utf-8")
    return path


def csv_in_disguise(path):
    path.write_text("code,name\nA,b\n", encoding="utf-8")
    return path


def open_document(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return path


def binary_workbook(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", "x")
    return path


def some_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    return path


def twice_the_same_part(path):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return workbook(path, head_row(), extra=[("xl/worksheets/sheet1.xml", OPEN + CLOSE)])
