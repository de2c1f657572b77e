"""An absent column keeps, a blank cell clears, an absent row is untouched; once and only once."""

import pytest
from tests.fixtures.viewers import office
from tests.intake.records import contents, enter, sample
from tests.intake.workbooks import table_of, write_csv, write_xlsx

from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.furnished.models import FurnishedNumber
from chainchief.ledger.kinds.project.models import Project, ProjectReport, ProjectShare

pytestmark = pytest.mark.usefixtures("read_here")


def projects(tmp_path, *rows, names=("code", "name")):
    return write_xlsx(tmp_path / "项目.xlsx", names, rows, sheet="项目")


def test_an_absent_column_keeps_what_is_known(city, take, tmp_path):
    enter("project", sample("project", 1))
    result = take("project", projects(tmp_path, ("Q01", "改名")))
    assert (result.created, result.revised, result.unchanged) == (0, 1, 0)
    found = Project.objects.get(code="Q01")
    assert (found.name, found.total_investment, found.chain_id) == ("改名", 60_000_500_000, "BIO")
    assert found.version == 2


def test_a_blank_cell_clears_an_optional_column(city, take, tmp_path):
    enter("project", sample("project", 1))
    names = ("code", "chain", "total_investment", "construction", "valid_to")
    result = take("project", projects(tmp_path, ("Q01", None, None, None, None), names=names))
    assert result.accepted
    found = Project.objects.get(code="Q01")
    assert (found.chain_id, found.total_investment, found.construction) == (None, None, "")
    assert found.valid_to is None
    assert found.name == "新项目1"


def test_a_blank_cell_gives_a_column_with_a_default_its_default(city, take, tmp_path):
    enter("furnished_number", sample("furnished_number", 1))
    names = ("item", "division", "month", "publishable")
    path = write_xlsx(tmp_path / "t.xlsx", names, [("5G-1", "371400", "2023-11", None)])
    assert take("furnished_number", path).revised == 1
    assert FurnishedNumber.objects.get().publishable is False


def test_a_blank_required_cell_is_a_fault(city, take, tmp_path):
    result = take("project", projects(tmp_path, ("P00", None)))
    assert [(fault.code, fault.place.cell) for fault in result.faults] == [("CHK-101", "B2")]


def test_an_absent_row_is_untouched(city, take, tmp_path):
    before = contents("project")
    take("project", projects(tmp_path, ("P00", "改名")))
    after = contents("project")
    assert {code for code in before if before[code] != after[code]} == {"P00"}
    assert set(after) == set(before)


def test_a_row_that_says_nothing_new_makes_no_version(city, take, tmp_path):
    result = take("project", projects(tmp_path, ("P00", "项目P00"), ("P01", "改名")))
    assert (result.created, result.revised, result.unchanged) == (0, 1, 1)
    assert Project.objects.get(code="P00").version == 1


def test_one_fault_refuses_the_whole_file(city, take, tmp_path):
    before = contents("project")
    result = take("project", projects(tmp_path, ("P00", "改名"), ("P01", None)))
    assert not result.accepted
    assert (result.created, result.revised, result.unchanged) == (0, 0, 0)
    assert contents("project") == before
    assert ImportBatch.objects.count() == 0


def test_a_dry_run_counts_and_writes_nothing(city, take, tmp_path):
    before = contents("project")
    path = projects(tmp_path, ("P00", "改名"), ("P01", "项目P01"))
    result = take("project", path, dry_run=True)
    assert (result.created, result.revised, result.unchanged) == (0, 1, 1)
    assert contents("project") == before
    assert ImportBatch.objects.count() == 0


def test_the_same_file_sent_twice_has_one_effect_and_says_so(city, take, tmp_path):
    path = projects(tmp_path, ("P00", "改名"))
    first, second = take("project", path), take("project", path)
    assert second.repeated is not None
    assert second.repeated.batch == first.batch
    assert (second.created, second.revised) == (0, 0)
    assert "这个文件已于" in second.outcome()[0]
    assert ImportBatch.objects.count() == 1


def test_a_late_copy_of_a_file_does_not_undo_what_came_after_it(city, take, tmp_path):
    path = projects(tmp_path, ("P00", "初报"))
    take("project", path)
    take("project", write_csv(tmp_path / "更正.csv", ("code", "name"), [("P00", "更正")]))
    assert take("project", path).repeated
    assert Project.objects.get(code="P00").name == "更正"
    assert take("project", path, again=True).revised == 1
    assert Project.objects.get(code="P00").name == "初报"


def test_a_child_needs_no_code_where_its_columns_make_it(city, take, tmp_path):
    names = ("project", "division", "role", "share")
    path = write_xlsx(tmp_path / "t.xlsx", names, [("P00", "371402", "landing", 100)])
    assert take("project_share", path).created == 1
    assert ProjectShare.objects.get().code == "P00/371402"


def test_a_child_whose_code_is_not_that_of_its_columns_is_a_fault(city, take, tmp_path):
    row = {**sample("project_share", 0), "code": "P00/371402"}
    result = take("project_share", table_of(tmp_path / "t.xlsx", [row]))
    assert [(fault.code, fault.place.cell) for fault in result.faults] == [("CHK-124", "A2")]
    assert "P00/371426" in result.faults[0].text


def test_a_child_is_found_by_its_code_alone(city, take, tmp_path):
    enter("project_report", sample("project_report", 0))
    names, row = ("code", "invested"), ("P00/2023-11/0", 3100.25)
    assert take("project_report", write_xlsx(tmp_path / "t.xlsx", names, [row])).revised == 1
    found = ProjectReport.objects.get()
    assert (found.invested, found.month, found.progress) == (3_100_250_000, "2023-11", "二层封顶")


def test_a_new_child_without_its_key_columns_is_told_once_per_column(city, take, tmp_path):
    names, row = ("code", "invested"), ("P00/2023-11/0", 3100)
    result = take("project_report", write_xlsx(tmp_path / "t.xlsx", names, [row]))
    assert {fault.code for fault in result.faults} == {"CHK-165"}
    assert len(result.faults) == 3


def test_a_record_keeps_from_which_sheet_and_row_it_came(city, take, tmp_path):
    result = take("project", projects(tmp_path, ("P00", "改名")), reason="月报")
    batch = ImportBatch.objects.get(pk=result.batch)
    found = Project.objects.get(code="P00")
    assert (found.origin, found.batch_id) == ("项目!2", batch.pk)
    assert batch.columns == {"code": "A", "name": "B"}
    assert (batch.actor, batch.reason, batch.file_name) == ("县经办", "月报", "项目.xlsx")
    assert len(batch.sha256) == 64


def test_a_withdrawn_record_is_not_changed_and_does_not_hinder(city, take, tmp_path):
    from chainchief.ledger.actions import withdraw

    record = Project.objects.get(code="P05")
    withdraw("project", record.uid, record.version, viewer=office("市局"), reason="重复")
    changed = take("project", projects(tmp_path, ("P05", "改名")))
    assert [fault.code for fault in changed.faults] == ["CHK-122"]
    assert take("project", projects(tmp_path, ("P05", "项目P05"))).unchanged == 1


def test_a_race_lost_to_another_clerk_is_read_again(city, take, tmp_path, monkeypatch):
    """Between checking and writing someone else revises the record: the second reading counts."""
    from chainchief.intake import importing

    original, calls = importing.apply_change_set, []

    def meanwhile(change_set, **options):
        if not calls:
            calls.append(1)
            from chainchief.ledger.errors import Stale, StaleVersionError

            raise StaleVersionError([Stale("project", "P00", 1, 2)])
        return original(change_set, **options)

    monkeypatch.setattr(importing, "apply_change_set", meanwhile)
    assert take("project", projects(tmp_path, ("P00", "改名"))).revised == 1
    assert ImportBatch.objects.count() == 1


@pytest.mark.postgres
def test_upsert_on_postgresql(postgres_ledger, take, tmp_path):
    from tests.intake.records import found_city

    found_city()
    row = {**sample("enterprise", 3), "headquarters": None}
    assert take("enterprise", table_of(tmp_path / "t.xlsx", [row])).created == 1
    row["name"] = "更名后的企业"
    assert take("enterprise", table_of(tmp_path / "u.xlsx", [row])).revised == 1
    assert Enterprise.objects.get(code=row["code"]).version == 2
