"""Awkward workbooks: each is taken, asked about or refused as its table says, never otherwise."""

import re
from pathlib import Path

import pytest
from tests.fixtures.viewers import office
from tests.intake.awkward import ASKED, CASES, TAKEN, taken_as, write

from chainchief.intake.checking import check_file

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "awkward-workbooks.md"
LINE = re.compile(r"^\| (?!What is odd)(.+?) \| (.+) \|$", re.MULTILINE)


@pytest.fixture
def check(city, read_here, tmp_path):
    """`check(change)`: what a check says of the sound workbook with one change."""

    def checked(change):
        path = write(tmp_path / "项目.xlsx", change)
        return check_file("project", path, viewer=office("王"))

    return checked


def written(found):
    """What the ledger would hold of each record, in the order of the rows."""
    return [
        {name: value for name, value in draft.after.items() if value not in (None, "")}
        for draft in (found.preview.new if found.preview else ())
    ]


def outcome(found, sound):
    """What came of a workbook, in the words of the table."""
    result = found.result
    if result.question is not None:
        return ASKED
    if result.faults:
        return result.faults[0].code
    given = written(found)
    if not given:
        return "no rows"
    if given == sound:
        return TAKEN
    names = sorted({*given[0], *sound[0]})
    other = [name for name in names if given[0].get(name) != sound[0].get(name)]
    if len(other) == 1 and given[1:] == sound[1:]:
        return taken_as(other[0], given[0].get(other[0]))
    return f"otherwise: {given}"


def test_eighty_awkward_workbooks_come_out_as_their_table_says(check):
    sound = written(check(lambda _page: None))
    assert [row["code"] for row in sound] == ["N-1", "N-2"]
    came = {name: outcome(check(change), sound) for name, (change, _outcome) in CASES.items()}
    assert came == {name: wanted for name, (_change, wanted) in CASES.items()}
    assert len(came) >= 80


def test_what_is_left_out_or_passed_over_is_told(check):
    for name in (
        "notes on another sheet",
        "a hidden row",
        "a hidden column",
        "a running number before",
        "a row of totals",
        "a row of totals that is wrong",
        "the heads once more",
        "signatures below",
        "a day as a serial",
    ):
        assert check(CASES[name][0]).result.warnings, name


def test_the_document_says_what_comes_of_each():
    said = dict(LINE.findall(DOCUMENT.read_text(encoding="utf-8")))
    assert said == {name: wanted for name, (_change, wanted) in CASES.items()}
