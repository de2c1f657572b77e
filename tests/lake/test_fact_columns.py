"""Each type of fact column arrives as its own type, on both databases alike."""

import datetime as dt
import re

import pyarrow as pa
import pytest
from django.db.models import QuerySet

from chainchief.lake.errors import LakeError
from chainchief.lake.rows import ColumnPath, fetch
from chainchief.lake.schema import schema_of
from chainchief.lake.tables.building import all_facts, all_tables
from chainchief.ledger.facts import FactType
from chainchief.ledger.kinds.furnished.models import FurnishedNumber
from chainchief.ledger.kinds.plan.models import AnnualPlan
from chainchief.ledger.kinds.project.models import Project

UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_every_table_has_the_schema_that_its_declaration_says(write):
    write.project("P1")
    tables = dict(all_tables())
    facts = all_facts()
    assert set(tables) == {*facts, "division_closure"}
    assert {name: tables[name].schema for name in facts} == {
        name: schema_of(fact) for name, fact in facts.items()
    }


def test_a_row_cites_itself_and_what_is_counted(write, table):
    project = write.project("P1")
    Project.objects.update(name="一号项目", version=2)
    stage = write.stage("P1")
    (row,) = table("project_stage")
    assert row["row_kind"] == "project_stage"
    assert row["row_uid"] == str(stage.uid)
    assert UID.fullmatch(row["row_uid"])
    assert (row["entity_kind"], row["entity_uid"]) == ("project", str(project.uid))
    assert (row["entity_version"], row["row_version"]) == (2, 1)
    assert (row["entity_code"], row["entity_name"]) == ("P1", "一号项目")
    assert (row["division"], row["chain"]) == ("371402", "FOOD")


def test_a_kind_without_a_name_is_called_by_its_code(write, table):
    write.project("P1")
    (row,) = table("project")
    assert row["entity_uid"] == row["row_uid"]
    assert row["entity_name"] == "项目P1"


def test_a_missing_scope_is_the_empty_text(write, table):
    write.project("P1", chain_id=None)
    assert table("project")[0]["chain"] == ""
    assert {row["division"] for row in table("chain")} == {""}
    parents = {row["entity_code"]: row["parent"] for row in table("division")}
    assert parents["370000"] == ""


def test_days_are_days_and_missing_days_are_missing(write, table):
    write.project("P1")
    write.stage("P1", on="2023-03-01", recognised_on=None, evidence="pending")
    (row,) = table("project_stage")
    assert row["occurred_on"] == dt.date(2023, 3, 1)
    assert row["recognised_on"] is None


def test_a_flag_between_two_days_becomes_two_days(write, table):
    food, newit = sorted(table("chain"), key=lambda row: row["entity_code"])
    assert food["landmark_from"] == dt.date(2022, 1, 1)
    assert food["landmark_to"] == dt.date(2023, 6, 30)
    assert newit["landmark_to"] is None
    assert "landmark" not in food


def test_a_plain_flag_is_a_boolean(write, table):
    flags = {row["entity_code"]: row["of_which"] for row in table("division")}
    assert flags["371491"] is True
    assert flags["371402"] is False


def test_months_whole_numbers_codes_and_steps(write, table):
    write.project("P1", total_investment=10**17)
    write.report("P1", month="2023-10", revision=2, invested=12_345)
    AnnualPlan.objects.create(
        code="a", name="计划", year=2023, indicator="X", division_id="371402",
        quantity=300, unit="个",
    )  # fmt: skip
    (report,) = table("project_report")
    assert (report["month"], report["revision"], report["invested"]) == ("2023-10", 2, 12_345)
    assert report["funds_recognised"] is None
    assert table("project")[0]["total_investment"] == 10**17
    (plan,) = table("annual_plan")
    assert (plan["year"], plan["quantity"], plan["unit"], plan["chain"]) == (2023, 300, "个", "")


def test_furnished_numbers_carry_their_confirmation(write, table):
    FurnishedNumber.objects.create(
        code="f", name="5G基站", item="5G", division_id="371400", month="2023-11",
        quantity=11_000, unit="个", office="通信管理办公室", publishable=True,
    )  # fmt: skip
    (row,) = table("furnished_number")
    assert row["publishable"] is True
    assert row["confirmed_on"] is None
    assert row["office"] == "通信管理办公室"


def test_a_value_of_the_wrong_type_is_refused_with_its_column(written):
    written.project("P1", name="不是数")
    with pytest.raises(LakeError, match="'wrong'"):
        fetch(Project.objects.order_by("uid"), {"wrong": ColumnPath("name", FactType.DATE)})


def test_a_number_beyond_64_bits_is_refused(written, monkeypatch):
    class Cursor:
        def execute(self, sql, parameters):
            pass

        def fetchall(self):
            return [(2**63,)]

        __enter__ = lambda self: self  # noqa: E731
        __exit__ = lambda self, *_: None  # noqa: E731

    class Connection:
        cursor = Cursor

    monkeypatch.setattr("chainchief.lake.rows.connection", Connection())
    rows: QuerySet = Project.objects.order_by("uid")
    with pytest.raises(LakeError, match="'invested'"):
        fetch(rows, {"invested": ColumnPath("total_investment", FactType.STEPS)})


def test_an_empty_ledger_gives_empty_tables_of_the_same_schema(ledger):
    tables = dict(all_tables())
    assert {table.num_rows for table in tables.values()} == {0}
    assert tables["project"].schema.field("total_investment").type == pa.int64()
