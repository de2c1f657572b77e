"""Seals, anchors, and everything verified by one click, told without what records say."""

import json

import pytest
from tests.fixtures.accounts import record_as_made, sign_in

from chainchief.ledger import changelog
from chainchief.people.models import SecurityEvent


@pytest.fixture
def auditor(in_town, client):
    sign_in(client, "audit-admin", name="审计员")
    record_as_made()
    return client


def test_seals_and_anchors_are_listed(auditor):
    changelog.seal()
    page = auditor.get("/audit/seals/").content.decode()
    assert str(changelog.anchor()) in page
    assert "尚未在此核验过" in page


def test_one_click_verifies_and_shows_what_came_out(auditor):
    changelog.seal()
    answer = auditor.post("/audit/seals/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/audit/seals/")
    event = SecurityEvent.objects.get(event="verified")
    assert (event.account, event.succeeded) == ("审计员", True)
    page = auditor.get("/audit/seals/").content.decode()
    assert "正常" in page
    assert "审计员" in page


def test_what_was_altered_behind_the_program_is_a_finding_without_its_content(auditor):
    from django.db import connection

    from chainchief.ledger.kinds.project.models import Project

    changelog.seal()
    project = Project.objects.first()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_project SET name = '机密改名', version = version + 1 WHERE uid = %s",
            [project.uid.hex],
        )
    auditor.post("/audit/seals/")
    assert SecurityEvent.objects.get(event="verified").succeeded is False
    page = auditor.get("/audit/seals/").content.decode()
    assert "VER-001" in page
    assert "机密改名" not in page
    assert project.code not in page


def test_an_event_that_was_altered_or_taken_away_is_found(auditor):
    from django.db import connection

    from chainchief.people.events import EventKind, record

    event = record(EventKind.REFUSED, "王敏")
    gone = record(EventKind.REFUSED, "李四")
    changelog.seal()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_securityevent SET account = '某' WHERE id = %s", [event.pk])
        cursor.execute("DELETE FROM people_securityevent WHERE id = %s", [gone.pk])
    auditor.post("/audit/seals/")
    verified = SecurityEvent.objects.get(event="verified")
    assert not verified.succeeded
    assert json.loads(verified.facts)["accounts"]["findings"] == 0
