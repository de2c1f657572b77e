"""The list as CSV and workbook: known by its hash, and no formula in it."""

import csv
import hashlib
import io
import json

import pytest
from openpyxl import load_workbook
from tests.fixtures.accounts import sign_in

from chainchief.people.events import EventKind, record
from chainchief.people.models import SecurityEvent
from chainchief.web.audit import files
from chainchief.web.audit.log import lines
from chainchief.web.audit.query import AuditQuery

EVIL = "=cmd|' /C calc'!A0"


@pytest.fixture
def auditor(ledger, client):
    sign_in(client, "audit-admin", name="审计员")
    record(EventKind.LOG_IN_FAILED, EVIL, address="10.1.1.5", succeeded=False)
    return client


def rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_all_that_is_asked_for_is_in_the_file(auditor):
    whole = list(lines(AuditQuery()))
    found = rows(auditor.get("/audit/log.csv").content)
    assert len(found) == len(whole) + 1
    assert [row[1] for row in found[1:]] == [line.number for line in whole]
    narrowed = rows(auditor.get("/audit/log.csv?outcome=failed").content)
    assert [row[1][0] for row in narrowed[1:]] == ["E"]


def test_text_is_never_a_formula(auditor):
    found = rows(auditor.get("/audit/log.csv?outcome=failed").content)
    assert found[1][3] == "'" + EVIL
    book = load_workbook(io.BytesIO(auditor.get("/audit/log.xlsx?outcome=failed").content))
    cell = book.active["D2"]
    assert (cell.value, cell.data_type) == (EVIL, "s")


def test_the_hash_stands_in_the_log_in_the_name_and_on_the_page(auditor):
    answer = auditor.get("/audit/log.csv?who=%E5%AE%A1")
    digest = hashlib.sha256(answer.content).hexdigest()
    event = SecurityEvent.objects.get(event="audit-exported")
    facts = json.loads(event.facts)
    assert (facts["sha256"], facts["asked"]) == (digest, "who=%E5%AE%A1")
    assert digest[:12] in answer.headers["Content-Disposition"]
    assert digest in auditor.get("/audit/").content.decode()


def test_the_export_itself_is_the_next_line_of_the_log(auditor):
    auditor.get("/audit/log.csv")
    assert rows(auditor.get("/audit/log.csv").content)[1][2] == "导出日志"


def test_another_ending_is_refused(auditor):
    assert auditor.get("/audit/log.pdf").status_code == 404


def test_too_long_a_list_is_taken_in_parts(auditor, monkeypatch):
    monkeypatch.setattr(files, "MOST", 1)
    answer = auditor.get("/audit/log.csv")
    assert answer.status_code == 404
    assert "分次" in answer.content.decode()
    assert not SecurityEvent.objects.filter(event="audit-exported").exists()
