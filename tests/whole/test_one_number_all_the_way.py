"""From a workbook to a sentence in a Word file, at the command line, as an office would."""

import pytest
from tests.briefing.papers import template_of
from tests.whole.office import LATE_START, Office, filled

STARTED, FUNDS = "IND-PRJ-STARTED", "IND-PRJ-FUNDS-RECOGNISED"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    root = tmp_path_factory.mktemp("office")
    (root / "home").mkdir()
    return filled(Office(root / "home", root))


def test_the_number_travels_from_the_workbook_to_the_closed_month_and_the_document(office):
    assert office.figure(STARTED, "2023-11")["value"] == "3"
    assert office.figure(FUNDS, "2023-11")["value"] == "110002500"  # 10500.25 + 500 万元

    closed = office.run("close", "2023-11").done()
    assert "2023-11" in closed.out

    office.take_in("project_stage", LATE_START, "late.csv")
    assert office.figure(STARTED, "2023-11")["value"] == "3"
    assert office.figure(STARTED, "2023-11", "--snapshot", "working")["value"] == "4"

    receipt = office.run("figure", STARTED, "2023-11", "--receipt", "--json").done().json
    assert sorted(line["part"] for line in receipt["receipt"]) == ["value"] * 3
    assert sum(int(line["contribution"]) for line in receipt["receipt"]) == 3

    again = office.run("close", "2023-11")
    assert again.status == 1
    assert "reopen" in again.err

    office.run("reopen", "2023-11", "--reason", "P5 的开工迟报").done()
    second = office.run("close", "2023-11").done()
    assert "P5" in second.out
    assert "迟报" in second.out
    assert office.figure(STARTED, "2023-11")["value"] == "4"
    assert office.figure(STARTED, "2023-11", "--snapshot", "2023-11r1")["value"] == "3"

    note = office.desk / "note.docx"
    template = office.desk / "template.docx"
    template.write_bytes(template_of('今年以来新开工项目{{ fig("IND-PRJ-STARTED") }}。').content)
    office.run("brief", template, "2023-11", "-o", note).done()
    issued = office.run("issue", note, "2023-11").done()
    assert issued.status == 0
    office.run("verify").done()


def test_a_zone_counts_in_its_county_and_the_city_is_the_sum_of_its_counties(office):
    def started(division):
        return int(office.figure(STARTED, "2023-06", "--division", division)["value"])

    assert started("371471") == 1
    assert started("371402") == 1
    assert started("371422") == 1
    assert started("371400") == 2
