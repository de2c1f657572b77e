"""Files that attack the reader: each gets one clear fault, and the program lives on."""

import os
import time

import pytest
from tests.intake import hostile
from tests.intake.workbooks import write_csv, write_xlsx

from chainchief.core.faults import FaultsError
from chainchief.intake.files import limits, reading_process
from chainchief.intake.files.sheets import read

REFUSED = {
    hostile.killer: "CHK-210",
    hostile.many_columns: "CHK-210",
    hostile.million_cells_in_a_row: "CHK-209",
    hostile.bomb: "CHK-209",
    hostile.dense_bomb: "CHK-209",
    hostile.many_entries: "CHK-209",
    hostile.merged_bomb: "CHK-209",
    hostile.many_sheets: "CHK-209",
    hostile.same_part_twice: "CHK-208",
    hostile.laughs: "CHK-211",
    hostile.outside_entity: "CHK-211",
    hostile.laughs_in_shared_strings: "CHK-211",
    hostile.macros: "CHK-204",
    hostile.macro_type: "CHK-204",
    hostile.old_excel: "CHK-203",
    hostile.encrypted: "CHK-202",
    hostile.truncated: "CHK-208",
    hostile.broken_xml: "CHK-208",
    hostile.flipped: "CHK-208",
    hostile.twice_the_same_part: "CHK-208",
    hostile.empty: "CHK-201",
    hostile.page: "CHK-205",
    hostile.csv_in_disguise: "CHK-206",
    hostile.some_zip: "CHK-206",
    hostile.open_document: "CHK-205",
    hostile.binary_workbook: "CHK-205",
}


def refusal(path):
    with pytest.raises(FaultsError) as refused:
        read(path)
    (fault,) = refused.value.faults
    return fault


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_a_hostile_workbook_gets_one_clear_fault(tmp_path, make):
    fault = refusal(make(tmp_path / "来件.xlsx"))
    assert fault.code == REFUSED[make]
    assert fault.place.file == "来件.xlsx"


def test_the_killer_of_one_cell_is_answered_at_once_and_the_next_file_is_read(tmp_path):
    started = time.monotonic()
    fault = refusal(hostile.killer(tmp_path / "k.xlsx"))
    assert fault.place.cell == "XFD1048576"
    assert time.monotonic() - started < 10
    path = write_xlsx(tmp_path / "next.xlsx", ("code",), [("A",)])
    assert read(path).sheets[0].rows == [(1, ["scode"]), (2, ["sA"])]


def test_a_process_that_aborts_is_told_as_a_fault(tmp_path, monkeypatch):
    """As calamine does when its memory ends: here by limits too small to start with."""
    from chainchief.intake.files import confined

    monkeypatch.setattr(confined, "_run", lambda module, request, output: None)
    fault = refusal(write_xlsx(tmp_path / "a.xlsx", ("code",), [("A",)]))
    assert fault.code == "CHK-212"


def test_the_reading_process_is_limited_before_it_reads(monkeypatch):
    import resource

    asked = {}
    monkeypatch.setattr(resource, "setrlimit", lambda what, pair: asked.update({what: pair}))
    reading_process.confine()
    assert asked[resource.RLIMIT_AS] == (limits.MEMORY, limits.MEMORY)
    assert asked[resource.RLIMIT_CPU][0] == limits.CPU_SECONDS
    assert asked[resource.RLIMIT_FSIZE][0] == limits.OUTPUT_BYTES
    assert asked[resource.RLIMIT_CORE] == (0, 0)


def test_a_process_over_its_memory_ends_without_harm():
    import subprocess
    import sys

    script = (
        "from chainchief.intake.files.reading_process import confine;"
        " confine(); x = bytearray(8 << 30)"
    )
    environment = {**os.environ, "PYTHONPATH": "src"}
    ended = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True)
    assert b"MemoryError" in ended.stderr


def test_no_temporary_file_is_left_behind(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", None)
    refusal(hostile.laughs(tmp_path / "l.xlsx"))
    read(write_xlsx(tmp_path / "a.xlsx", ("code",), [("A",)]))
    assert list(folder.iterdir()) == []


def test_formatted_blank_cells_far_out_do_not_count(tmp_path):
    rows = hostile.head_row() + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    (sheet,) = read(hostile.workbook(tmp_path / "a.xlsx", rows)).sheets
    assert sheet.rows == [(1, ["scode", "sname"])]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "CHK-201"),
        ("a.csv", b"PK\x03\x04rest", "CHK-207"),
        ("a.csv", hostile.OLE, "CHK-207"),
        ("a.csv", b"code,\0name", "CHK-207"),
        ("a.csv", "code,name\n甲,".encode() + b"\xff\xff\n", "CHK-217"),
        ("a.csv", b'code,name\nA,"never closed\n', "CHK-220"),
        ("a.csv", b"a," * 600, "CHK-210"),
    ],
    ids=["empty", "zip", "ole", "binary", "bytes", "quote", "wide"],
)
def test_a_csv_that_is_none_gets_one_clear_fault(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).code == code


def test_a_csv_of_too_many_rows_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("code\n" + "A\n" * (limits.MOST_ROWS + 1), encoding="utf-8")
    assert refusal(path).code == "CHK-210"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_each_encoding_and_with_each_delimiter(tmp_path, encoding, delimiter):
    rows = [("甲䶮", "含,逗号;分号"), ("", "两行\n文字")]
    path = write_csv(
        tmp_path / "a.csv", ("编号", "名称"), rows, encoding=encoding, delimiter=delimiter
    )
    assert read(path).sheets[0].rows == [
        (1, ["s编号", "s名称"]),
        (2, ["s甲䶮", "s含,逗号;分号"]),
        (3, ["", "s两行\n文字"]),
    ]


def test_the_line_of_undecodable_bytes_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("code\n甲\n".encode() + b"\xff\xff\n")
    assert "第 3 行" in refusal(path).text


def test_a_csv_larger_than_allowed_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_CSV_BYTES", 10)
    monkeypatch.setattr("chainchief.intake.files.sheets.run_confined", _in_this_process)
    path = write_csv(tmp_path / "a.csv", ("code", "name"), [("A", "B")])
    assert refusal(path).code == "CHK-209"


def test_more_cells_than_allowed_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_CELLS", 5)
    monkeypatch.setattr("chainchief.intake.files.sheets.run_confined", _in_this_process)
    rows = [("A", "B")] * 3
    assert refusal(write_csv(tmp_path / "a.csv", ("code", "name"), rows)).code == "CHK-209"
    assert refusal(write_xlsx(tmp_path / "a.xlsx", ("code", "name"), rows)).code == "CHK-209"


def _in_this_process(_module, request):
    yield from reading_process.lines(request)
