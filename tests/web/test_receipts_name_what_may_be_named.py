"""Who may not see a record reads of protected figures and of firms the number and the sum alone."""

import csv
import io
import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.town import FUNDS_WAN, SOUTH, STARTED

from chainchief.briefing.citations import Citation
from chainchief.briefing.resolve.ledger_source import source_for
from chainchief.briefing.resolve.receipt_heads import largest_contributions
from chainchief.core.spans import Month
from chainchief.indicators.receipts.naming import as_named_to_anybody
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.enterprise.models import Enterprise

READERS = ("press-office", "statistics-reviewer")


def lines_of(client, code, **where):
    """The records of a receipt as its page tells them."""
    answer = client.get(f"/figures/{code}/", {"month": "2023-11", "lines": "200", **where})
    assert answer.status_code == 200
    body = answer.content.decode().partition('<table class="records">')[2]
    body = body.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub(r"<[^>]*>|\s+", " ", row).strip() for row in body.split("</tr>") if row.strip()]


@pytest.mark.parametrize("role", READERS)
def test_projects_of_a_figure_that_may_go_out_are_named_without_a_way_to_their_pages(
    in_town, client, role
):
    sign_in(client, role)
    lines = lines_of(client, "IND-PRJ-STARTED")
    assert sorted(re.search("PRJ-[0-9]{3}", line)[0] for line in lines) == STARTED
    page = client.get("/figures/IND-PRJ-STARTED/?month=2023-11").content.decode()
    assert "/records/project/" not in page


@pytest.mark.parametrize("role", READERS)
def test_firms_are_one_line_with_their_number_and_their_sum(in_town, client, role):
    named = set(Enterprise.objects.values_list("name", flat=True))
    sign_in(client)
    known = [
        name for name in named if any(name in line for line in lines_of(client, "IND-FRM-LEADERS"))
    ]
    assert known
    sign_in(client, role)
    (line,) = lines_of(client, "IND-FRM-LEADERS")
    assert f"此处不列名的记录{len(known)}条" in line
    assert line.split()[-1] == str(len(known))
    page = client.get("/figures/IND-FRM-LEADERS/?month=2023-11").content.decode()
    assert [name for name in known if name in page] == []


def test_so_are_the_records_of_a_figure_for_the_bureau_alone_and_they_still_add_up(in_town, client):
    sign_in(client, "statistics-reviewer")
    (line,) = lines_of(client, "IND-PRJ-FUNDS-REPORTED")
    assert f"此处不列名的记录{len(STARTED)}条" in line
    assert f"{FUNDS_WAN * 2:,}" in line
    assert lines_of(client, "IND-PRJ-FUNDS-REPORTED", words="PRJ") == [
        "没有同时含有这些字词的记录。"
    ]


def test_what_an_open_record_says_of_a_firm_is_left_out(in_town, client):
    firm = Difficulty.objects.exclude(enterprise=None).first().enterprise_id
    sign_in(client)
    assert any(firm in line for line in lines_of(client, "IND-DIF-RECEIVED"))
    sign_in(client, "press-office")
    lines = lines_of(client, "IND-DIF-RECEIVED")
    assert any("困难" in line or "DIF" in line for line in lines)
    assert [line for line in lines if firm in line] == []


def test_a_county_reads_the_names_of_its_own_firms(in_town, client):
    sign_in(client, "county", division=SOUTH)
    lines = lines_of(client, "IND-FRM-LEADERS", division=SOUTH)
    own = Enterprise.objects.filter(division_id=SOUTH).values_list("name", flat=True)
    assert [name for name in own if any(name in line for line in lines)]


def test_the_file_says_what_the_page_says(in_town, client):
    sign_in(client)
    address = "/figures/IND-PRJ-FUNDS-REPORTED/records.csv?month=2023-11"
    rows = list(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))[2:]
    assert sorted(row[0] for row in rows) == STARTED


def test_a_document_names_no_firm_but_their_number(in_town):
    source, month = source_for(Month(2023, 11)), Month(2023, 11)
    receipt = source.receipt(Citation("IND-FRM-LEADERS", month, source.top_division()))
    (line,) = largest_contributions(as_named_to_anybody(receipt))
    assert (line.code, line.records) == ("", len(receipt.contributions))
    assert as_named_to_anybody(receipt).adds_up
