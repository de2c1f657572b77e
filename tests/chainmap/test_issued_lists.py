"""Issued lists are kept: who, when, what; the next ones say what changed since."""

import datetime as dt

import openpyxl
import pytest
from tests.chainmap.charts import DAY
from tests.ledger.small_city import write

from chainchief.chainmap import answers_for
from chainchief.chainmap.lists import issues
from chainchief.chainmap.lists.book import write_book
from chainchief.chainmap.lists.issues import changes_since_issue, issue_lists, last_issue
from chainchief.chainmap.lists.layouts import list_preset
from chainchief.chainmap.lists.rows import lists_of
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import speaking

PRESET = "shandong-2022"


def lists():
    answers = answers_for("NEW-IT", DAY)
    return answers, lists_of(list_preset(PRESET), answers, [])


def add_a_firm():
    from chainchief.ledger.changesets import Creation

    place = {"enterprise": "E01", "segment": "STEEL", "valid_from": dt.date(2022, 1, 1)}
    write(Creation("enterprise_segment", "", place))


def test_an_issue_is_kept_and_the_next_says_what_changed(small_chain, tmp_path):
    preset = list_preset(PRESET)
    with speaking("zh-hans"):
        answers, made = lists()
        assert last_issue("NEW-IT", preset) is None
        first = issue_lists(preset, answers, made, "市链办 王敏")
        assert (first.number, first.by, first.as_at) == (1, "市链办 王敏", str(DAY))
        assert last_issue("NEW-IT", preset) == first
        assert changes_since_issue(first, made) == []
        with pytest.raises(WrongUseError, match="没有变化"):
            issue_lists(preset, answers, made, "市链办 王敏")
        add_a_firm()
        answers, made = lists()
        changes = changes_since_issue(first, made)
        # Steel was missing, and has a firm of Decheng now.
        assert ("changed", "钢材") in {(each.what, each.row) for each in changes}
        path = tmp_path / "lists.xlsx"
        write_book(path, preset, answers, made, changes, first.words)
        second = issue_lists(preset, answers, made, "市链办 王敏")
    assert (second.number, second.digest == first.digest) == (2, False)
    book = openpyxl.load_workbook(path)
    about = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows()}
    assert first.digest[:16] in about["变更对照"]
    assert any("钢材" in str(cell.value) for row in book["变更"].iter_rows() for cell in row)


def test_texts_of_one_language_are_not_compared_with_those_of_another(small_chain):
    preset = list_preset(PRESET)
    answers, made = lists()
    with speaking("zh-hans"):
        issue_lists(preset, answers, made, "王敏")
    with speaking("en"):
        assert last_issue("NEW-IT", preset) is None


@speaking("zh-hans")
def test_who_issues_at_the_same_moment_as_another_takes_the_next_number(small_chain, monkeypatch):
    preset, look = list_preset(PRESET), issues.last_issue
    answers, made = lists()
    issue_lists(preset, answers, made, "王敏")
    looked = []

    def looks_before_the_other_wrote(chain, preset):
        looked.append(chain)
        return look(chain, preset) if len(looked) % 2 == 0 else None

    monkeypatch.setattr(issues, "last_issue", looks_before_the_other_wrote)
    add_a_firm()
    answers, made = lists()
    assert issue_lists(preset, answers, made, "李强").number == 2
    with pytest.raises(WrongUseError, match="第2次印发"):
        issue_lists(preset, answers, made, "张伟")
    assert len(looked) == 4
