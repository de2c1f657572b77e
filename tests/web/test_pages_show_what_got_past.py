"""A month that is none, written behind the program: pages open, exports and imports go on."""

import csv
import datetime as dt

import pytest
from django.test import Client
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.ledger.small_city import GROUND, project, write
from tests.ledger.tampering import sql, triggers_off

from chainchief.intake.importing import import_file
from chainchief.ledger import values
from chainchief.ledger.changesets import Creation
from chainchief.ledger.exchange import export_kind
from chainchief.ledger.kinds.project.models import ProjectReport

REPORT = "ledger_projectreport"
VALUES = {"project": "P0001", "revision": 0, "reported_on": dt.date(2023, 12, 8), "invested": 10**8}


@pytest.fixture
def banana(ledger):
    """A city with a report on November and one on no month."""
    write(*GROUND, project("P0001"), project("P0002"))
    for code in ("P0001", "P0002"):
        write(Creation("project_report", "", {**VALUES, "project": code, "month": "2023-11"}))
    sql("PRAGMA ignore_check_constraints = ON")
    with triggers_off(REPORT):
        sql(f"UPDATE {REPORT} SET month = 'banana' WHERE project_code = 'P0002'")
    sql("PRAGMA ignore_check_constraints = OFF")
    return ProjectReport.objects.get(month="banana")


def page(address):
    client = Client()
    sign_in(client)
    found = client.get(address, follow=True)
    assert found.status_code == 200, address
    return found.content.decode()


def test_every_page_that_meets_it_opens_and_shows_it_marked(banana):
    assert page("/")
    assert "2023-11" in page("/figures/?month=2023-11")
    assert "“banana”⚠" in page("/records/project_report/")
    assert "“banana”⚠" in page(f"/records/project_report/{banana.uid}/")


def test_it_is_exported_for_what_it_is_and_refused_with_its_cell_when_it_comes_back(
    banana, tmp_path
):
    for name in ("reports.csv", "reports.xlsx"):
        file = tmp_path / name
        assert export_kind("project_report", file, viewer=office()).rows == 2
        back = import_file("project_report", file, viewer=office("王敏"), report=None)
        assert [(fault.code, fault.place.cell) for fault in back.faults] == [("CHK-004", "C3")]
    rows = list(csv.reader((tmp_path / "reports.csv").open(encoding="utf-8-sig")))
    assert any("“banana”⚠" in row for row in rows)


def test_verify_names_the_record_and_the_column(banana):
    (fault,) = values.verify()
    assert (fault.code, fault.value) == ("LED-050", "banana")
    assert banana.code in fault.text
