"""Five hundred files damaged at random: each is refused with a fault, or read as it stands."""

import csv
import datetime as dt
import io
import os
import threading
from pathlib import Path

import openpyxl
import pytest
from tests.fixtures.viewers import office
from tests.intake.mutating import HEADS, ROWS, mutated_file, sound_workbook

from chainchief.core.errors import WrongUseError
from chainchief.intake.examining import examine
from chainchief.intake.files.tagged_cells import text_of
from chainchief.ledger.registers import register_of


def plain(value: object) -> str:
    """A value as text, numbers by what they are: 6001 and 6001.0 are one."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, bool):
        return str(value).upper()
    try:
        return repr(float(str(value)))
    except ValueError:
        return str(value).strip()


def rows_of(lines) -> list[list[str]]:
    """Lines as plain texts, without the blank cells and lines at their ends."""
    rows = []
    for line in lines:
        cells = [plain(value) for value in line]
        while cells and not cells[-1]:
            cells.pop()
        rows.append(cells)
    return [row for row in rows if row]


SOUND = rows_of([HEADS, *ROWS])


def by_another_reader(path) -> list[list[list[str]]]:
    """The sheets of a file as openpyxl or Python's csv reads them; none where they cannot."""
    content = path.read_bytes()
    try:
        if path.suffix == ".csv":
            return [rows_of(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))]
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        return [rows_of(page.iter_rows(values_only=True)) for page in book.worksheets]
    except Exception:  # whatever a damaged file makes of a reader that does not defend itself
        return []


def answer_to(path) -> tuple[str, str]:
    """What the program says to a file: a fault's code, or that it was read, and how."""
    try:
        found = examine(register_of("project"), path, office("王"))
    except WrongUseError:
        return "refused", "ending"
    for fault in found.faults:
        assert fault.text
    if found.source is None:
        return "refused", found.faults[0].code
    sheets = [rows_of(map(text_of, cells) for _n, cells in one.rows) for one in found.source.sheets]
    if not any(sheets):
        return "refused", found.faults[0].code
    right = sheets == [SOUND] or all(one in by_another_reader(path) for one in sheets)
    return ("read" if right else f"read as {sheets}"), path.suffix


def answers(folder, count, seed):
    """What was done to each file, and the answer, by its number."""
    return {
        number: (done, *answer_to(path))
        for number in range(count)
        for done, path in [mutated_file(folder, number, seed)]
    }


def held_by_this_process() -> tuple[int, int]:
    """Open files, and processes that were started and not ended."""
    children = Path("/proc/self/task", str(threading.get_native_id()), "children").read_text()
    return len(os.listdir("/proc/self/fd")), len(children.split())


def check_all(folder, count, seed):
    answer_to(mutated_file(folder, 0, seed)[1])
    held = held_by_this_process()
    came = answers(folder, count, seed)
    wrong = {number: one for number, one in came.items() if one[1] not in ("refused", "read")}
    assert wrong == {}
    assert {one[1] for one in came.values()} == {"refused", "read"}
    assert held_by_this_process() == held
    sound = folder / "完好.xlsx"
    sound.write_bytes(sound_workbook())
    assert answer_to(sound) == ("read", ".xlsx")


def test_damaged_files_are_refused_or_read_as_they_stand(city, tmp_path):
    check_all(tmp_path, 12, seed=2023)


@pytest.mark.long
def test_five_hundred_damaged_files_are_refused_or_read_as_they_stand(city, tmp_path):
    check_all(tmp_path, 500, seed=11)
