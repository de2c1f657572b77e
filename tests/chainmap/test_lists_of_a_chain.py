"""Lists by preset: rows linked to their records, as a workbook that opens, and presets checked."""

import datetime as dt

import openpyxl
import pytest
from tests.fixtures.viewers import office

from chainchief.access.viewers import HeldRole, Viewer
from chainchief.chainmap import answers_for
from chainchief.chainmap.lists.book import write_book
from chainchief.chainmap.lists.changes import changes_since
from chainchief.chainmap.lists.columns import COLUMNS
from chainchief.chainmap.lists.layouts import ROWS, list_preset, list_presets
from chainchief.chainmap.lists.rows import lists_of
from chainchief.chainmap.targets.targeting import targets_for
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import speaking
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.segment.models import ChainSegment

DAY = dt.date(2023, 11, 30)


@pytest.fixture
def made(small_chain):
    answers = answers_for("NEW-IT", DAY)
    preset = list_preset("shandong-2022")
    found = lists_of(preset, answers, targets_for(answers, []))
    return preset, answers, {each.layout.rows: each for each in found}, found


def cells(found, name):
    return [row.cells for row in found[name].rows]


def test_the_nine_lists_have_their_names_in_order(made):
    assert [each.layout.name for each in made[3]] == [
        "领航龙头企业", "重点配套企业", "主要特色优势", "急需突破短板", "协同攻关技术",
        "区域布局优化", "重点建设项目", "双招双引对象", "可对接外部资源",
    ]  # fmt: skip


def test_gaps_stand_in_their_order_with_what_was_found(made):
    first, second = cells(made[2], "gaps")
    assert (first["segment"], first["status"], first["held_up"]) == ("钢材", "缺失", "2")
    assert (first["path"], first["demand"]) == ("钢材 → 铸件", "60")
    assert (first["adds_rate"], first["adds_completeness"]) == ("30.0%", "42.9%")
    assert "没有本地企业" in first["reasons"]
    assert second["segment"] == "刀具"


def test_leaders_and_key_weaknesses_and_units(made):
    (leader,) = cells(made[2], "leaders")
    assert (leader["name"], leader["segment"], leader["revenue"]) == ("机床厂", "机床", "500")
    assert [row["segment"] for row in cells(made[2], "key-weaknesses")] == ["铸件"]
    assert [(row["division"], row["local_firms"]) for row in cells(made[2], "divisions")] == [
        ("德城区", "1"), ("庆云县", "2"),
    ]  # fmt: skip


def test_a_firm_that_outlasts_its_segment_is_listed_without_it(small_chain):
    row = ChainSegment.objects.get(code="MACHINE")
    change = Revision("chain_segment", row.uid, row.version, {"valid_to": dt.date(2023, 10, 31)})
    apply_change_set(ChangeSet.of(change), viewer=office(), reason="环节合并")
    answers = answers_for("NEW-IT", DAY)
    found = lists_of(list_preset("shandong-2022"), answers, targets_for(answers, []))
    ((leader,),) = [[row.cells for row in e.rows] for e in found if e.layout.rows == "leaders"]
    assert (leader["name"], leader["segment"]) == ("机床厂", "")


def test_leads_come_before_scored_candidates(made):
    rows = made[2]["targets"].rows
    assert [(row.cite.kind, row.cells["name"]) for row in rows] == [
        ("lead", "外地钢厂"), ("chain_segment", "外地钢厂"), ("chain_segment", "外地刀具厂"),
    ]  # fmt: skip


def test_every_row_is_linked_to_a_record(made):
    from chainchief.ledger.registers import register_of

    rows = [row for each in made[3] for row in each.rows]
    assert rows
    for row in rows:
        model = register_of(row.cite.kind).model
        assert model._default_manager.get(uid=row.cite.uid).version == row.cite.version


def test_the_workbook_holds_a_sheet_per_list_and_no_formula(made, tmp_path):
    from dataclasses import replace

    preset, answers, _by_rows, found = made
    row = found[0].rows[0]
    evil = replace(row, cells={**row.cells, "name": "=1+1"})
    found[0] = replace(found[0], rows=(evil,))
    write_book(tmp_path / "l.xlsx", preset, answers, found)
    book = openpyxl.load_workbook(tmp_path / "l.xlsx")
    assert book.sheetnames == ["说明", *(each.layout.name for each in found)]
    sheet = book["领航龙头企业"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    heads = [cell.value for cell in sheet[1]]
    assert heads[-3:] == ["种类", "标识", "版本"]
    assert sheet.cell(2, len(heads) - 1).value == row.cite.uid
    about = {line[0].value: line[1].value for line in book["说明"].iter_rows(min_row=2)}
    assert "山东" in about["清单"]
    assert about["截至"] == "2023-11-30"


def test_a_text_longer_than_a_cell_is_cut_and_not_lost(made, tmp_path):
    from dataclasses import replace

    preset, answers, _by_rows, found = made
    row = found[0].rows[0]
    long = replace(row, cells={**row.cells, "name": "企" * 40_000})
    found[0] = replace(found[0], rows=(long,))
    write_book(tmp_path / "l.xlsx", preset, answers, found)
    text = openpyxl.load_workbook(tmp_path / "l.xlsx")["领航龙头企业"]["A2"].value
    assert (len(text), text[-2:]) == (32_767, " …")


def test_lists_of_one_name_are_told_apart(made, tmp_path):
    preset, answers, _by_rows, found = made
    write_book(tmp_path / "l.xlsx", preset, answers, [found[0], found[0]])
    names = openpyxl.load_workbook(tmp_path / "l.xlsx").sheetnames
    assert names == ["说明", "领航龙头企业", "领航龙头企业 2"]


def test_what_changed_since_an_earlier_workbook_is_listed(made, tmp_path):
    from dataclasses import replace

    preset, answers, by_rows, found = made
    first, second = by_rows["gaps"].rows
    older = replace(
        by_rows["gaps"],
        rows=(
            replace(first, cells={**first.cells, "demand": "55"}),
            replace(second, cells={**second.cells, "segment": "旧环节"}),
        ),
    )
    write_book(tmp_path / "old.xlsx", preset, answers, [older])
    changes = changes_since(tmp_path / "old.xlsx", [by_rows["gaps"]])
    assert [(each.what, each.row, each.before, each.after) for each in changes] == [
        ("changed", "钢材", "55", "60"), ("new", "刀具", "", ""), ("gone", "旧环节", "", ""),
    ]  # fmt: skip
    assert [each.cells[1] for each in changes] == ["变更", "新增", "移出"]
    write_book(tmp_path / "new.xlsx", preset, answers, found, changes)
    sheet = openpyxl.load_workbook(tmp_path / "new.xlsx")["变更"]
    assert [cell.value for cell in sheet[2]] == [
        "急需突破短板", "变更", "钢材", "记录的需求（万元）", "55", "60",
    ]  # fmt: skip


def test_nothing_changed_since_the_same_lists(made, tmp_path):
    preset, answers, _by_rows, found = made
    write_book(tmp_path / "same.xlsx", preset, answers, found)
    assert changes_since(tmp_path / "same.xlsx", found) == []


def test_a_workbook_of_something_else_is_refused(made, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "别的"
    book.active["A1"] = "x"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(WrongUseError, match=r"other\.xlsx"):
        changes_since(tmp_path / "other.xlsx", made[3])


def test_blank_columns_are_there_for_the_office_to_fill(made, tmp_path):
    preset, answers, _by_rows, found = made
    write_book(tmp_path / "l.xlsx", preset, answers, found)
    heads = [cell.value for cell in openpyxl.load_workbook(tmp_path / "l.xlsx")["急需突破短板"][1]]
    assert {"牵头单位", "措施", "时限"} <= set(heads)


def test_a_viewer_gets_the_rows_within_reach(small_chain):
    viewer = Viewer("x", (HeldRole("county", division="371402"),))
    answers = answers_for("NEW-IT", DAY, viewer)
    found = lists_of(list_preset("miluo"), answers, viewer=viewer)
    firms = next(each for each in found if each.layout.rows == "firms")
    assert [row.cells["name"] for row in firms.rows] == ["工具厂"]


def test_the_shipped_presets_are_sound_and_say_where_they_come_from():
    found = list_presets()
    assert set(found) == {"shandong-2022", "miluo"}
    assert all("未经核对" in preset.source for preset in found.values())
    assert [len(preset.lists) for preset in found.values()] == [5, 9]


def test_names_are_in_the_readers_language():
    with speaking("en"):
        assert list_preset("miluo").lists[0].name == "Firms"


SOUND = """code: own
name: {zh: 本市, en: Own}
source: 本市
version: 1
valid_from: 2024-01-01
lists:
  - {name: {zh: 企业, en: Firms}, rows: firms, columns: [name]}
"""


@pytest.fixture
def own(own_home):
    folder = own_home / "presets" / "lists"
    folder.mkdir(parents=True)

    def write(text):
        (folder / "own.yaml").write_text(text, encoding="utf-8")

    return write


def test_a_citys_own_preset_is_one_more(own):
    own(SOUND)
    assert list_preset("own").lists[0].columns == ("name",)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("source: 本市\n", "", "source"),
        ("rows: firms", "rows: firmen", "firmen"),
        ("[name]", "[nam]", "name"),
        ("[name]", "[]", "columns"),
        ("{zh: 企业, en: Firms}", "企业", "zh"),
        ("name: {zh: 本市, en: Own}", "name: own", "zh"),
        (SOUND[SOUND.index("lists:"):], "lists: []\n", "lists"),
        (SOUND, "- a\n", "键"),
        (SOUND, "a: [\n", "own.yaml"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_it_is_named(own, before, after, said):
    own(SOUND.replace(before, after))
    with pytest.raises(FaultsError, match=said):
        list_presets()


def test_an_unknown_preset_is_wrong_use_with_a_near_one():
    with pytest.raises(WrongUseError, match="miluo"):
        list_preset("milu")


def test_every_kind_of_rows_and_every_column_is_used_by_a_shipped_preset():
    layouts = [each for preset in list_presets().values() for each in preset.lists]
    assert {each.rows for each in layouts} == set(ROWS)
    assert {column for each in layouts for column in each.columns} == set(COLUMNS)
