"""A check tells row by row what writing would do; the writing can be held to just that."""

import pytest
from tests.fixtures.viewers import holding, office
from tests.intake.records import enter
from tests.intake.workbooks import table_of

from chainchief.access.faults import NotAllowedError
from chainchief.intake.checking import check_file
from chainchief.intake.examining import Stage
from chainchief.intake.importing import MovedSinceCheckError, import_file
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.kinds.project.models import Project

ROWS = (
    {"code": "N1", "name": "新项目", "division": "371402", "chain": "BIO"},
    {"code": "P00", "name": "改名", "division": "371402", "chain": "NEW-IT"},
    {"code": "P01", "name": "项目P01", "division": "371402", "chain": "NEW-IT"},
)


@pytest.fixture
def path(city, read_here, tmp_path):
    return table_of(tmp_path / "项目.xlsx", ROWS)


def check(path, viewer=None, **options):
    return check_file("project", path, viewer=viewer or office("县经办"), **options)


def codes(drafts):
    return [draft.code for draft in drafts]


def test_rows_are_parted_by_what_writing_would_do(path):
    preview = check(path).preview
    assert codes(preview.new) == ["N1"]
    assert codes(preview.revised) == ["P00"]
    assert [*codes(preview.unchanged), *(row.code for row in preview.idle)] == ["P01"]
    assert preview.row_of(preview.revised[0]).number == 3


def test_a_faulty_row_is_in_no_part(city, read_here, tmp_path):
    rows = [*ROWS, {"code": "N2", "name": "", "division": "371402"}]
    checked = check(table_of(tmp_path / "a.xlsx", rows))
    assert not checked.result.accepted
    assert codes(checked.preview.new) == ["N1"]


def test_a_record_out_of_reach_is_in_no_part(path):
    clerk = holding("county", "平原经办", division="371426")
    preview = check(path, clerk).preview
    parts = (preview.new, preview.revised, preview.unchanged, preview.idle)
    assert [list(part) for part in parts] == [[], [], [], []]


def test_who_may_enter_no_such_records_is_refused(path):
    with pytest.raises(NotAllowedError):
        check(path, holding("chief", "某链长", chain="BIO"))


def test_a_check_writes_nothing_but_the_marked_workbook(path, tmp_path):
    check(path, report=tmp_path / "无.xlsx")
    assert not (tmp_path / "无.xlsx").exists()
    bad = table_of(tmp_path / "b.xlsx", [{"code": "N2", "name": "", "division": "371402"}])
    check(bad, report=tmp_path / "回.xlsx")
    assert (tmp_path / "回.xlsx").exists()
    assert ImportBatch.objects.count() == 0


def test_a_file_has_the_name_that_people_gave_it(path):
    assert check(path, called="十一月.xlsx").result.file == "十一月.xlsx"
    result = import_file("project", path, viewer=office("县经办"), called="十一月.xlsx")
    assert ImportBatch.objects.get(pk=result.batch).file_name == "十一月.xlsx"


def test_the_stages_are_told_in_their_order(path, tmp_path):
    told = []
    check(path, at=told.append)
    assert told == [Stage.READING, Stage.STAGING, Stage.REVIEWING]
    told.clear()
    import_file("project", path, viewer=office("县经办"), at=told.append)
    assert told == [Stage.READING, Stage.STAGING, Stage.WRITING]


def test_the_digest_of_the_same_check_is_the_same(path):
    assert check(path).digest == check(path).digest


def test_what_was_checked_is_written(path):
    digest = check(path).digest
    result = import_file("project", path, viewer=office("县经办"), expected=digest)
    assert (result.created, result.revised) == (1, 1)


def test_what_would_be_different_by_now_is_not_written(path):
    digest = check(path).digest
    enter("project", {"code": "N1", "name": "别人录的", "division": "371402"})
    with pytest.raises(MovedSinceCheckError):
        import_file("project", path, viewer=office("县经办"), expected=digest)
    assert Project.objects.get(code="P00").name == "项目P00"
    assert ImportBatch.objects.count() == 0


def test_a_warning_that_was_not_seen_is_not_written_over(city, read_here, tmp_path):
    """A record elsewhere makes the same rows worth a warning."""
    row = {"code": "N1", "name": "甲", "division": "371402", "filing_number": "备案2023-1"}
    path = table_of(tmp_path / "a.xlsx", [row])
    checked = check(path)
    assert checked.result.warnings == ()
    enter("project", {**row, "code": "N9", "name": "乙"})
    assert check(path).result.warnings != ()
    with pytest.raises(MovedSinceCheckError):
        import_file("project", path, viewer=office("县经办"), expected=checked.digest)


def test_what_stands_beside_the_batch_is_written_with_it_or_not_at_all(path):
    def fails(batch):
        raise RuntimeError(batch.pk)

    with pytest.raises(RuntimeError):
        import_file("project", path, viewer=office("县经办"), also=fails)
    assert (ImportBatch.objects.count(), Project.objects.filter(code="N1").count()) == (0, 0)


def test_a_check_says_that_the_same_file_came_before(path):
    import_file("project", path, viewer=office("县经办"))
    assert check(path).result.repeated.actor.startswith("县经办")
