"""Twelve units fill in, hand over and submit at the same moment on PostgreSQL; nothing is lost."""

import threading

import pytest
from tests.dispatch import asking
from tests.dispatch.asking import CITY, OFFICE, REPORTS, WAN, opened
from tests.fixtures.viewers import holding

from chainchief.dispatch.answers import acts
from chainchief.dispatch.answers.cells import Answer, answer_of
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.dispatch.models import RequestState, Step
from chainchief.ledger import changelog
from chainchief.ledger.changelog.verification.verify import verify
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.project.models import Project, ProjectReport
from chainchief.ledger.proposal.models import Proposal

pytestmark = pytest.mark.postgres

UNITS = [f"9901{number}" for number in range(31, 43)]
PROJECTS = 2


@pytest.fixture
def collection(postgres_ledger):
    asking.city()
    with changelog.acting("clerk", "twelve units"):
        for unit in UNITS:
            Division.objects.create(code=unit, name=f"县{unit}", level="county", parent_id=CITY)
            for n in range(PROJECTS):
                code = f"P{unit}{n}"
                Project.objects.create(code=code, name=code, division_id=unit, chain_id="BIO")
    return opened(REPORTS, of=UNITS)


def at_once(work):
    """Run `work` for every unit in a thread of its own, all beginning together; what went wrong."""
    from django.db import connection

    start, wrong = threading.Barrier(len(UNITS)), []

    def run(unit):
        try:
            start.wait()
            work(unit)
        except Exception as fault:
            wrong.append((unit, fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(unit,)) for unit in UNITS]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return wrong


def amount(unit, n, column):
    return (int(unit) % 1000 * 100 + n * 10 + (column == "invested")) * WAN


def test_nothing_is_lost(collection):
    def answer(unit):
        first = holding("county", f"{unit}甲", division=unit)
        second = holding("county", f"{unit}乙", division=unit)
        request = collection.requests.select_related("collection").get(code=unit)
        questionnaire = questionnaire_of(request)
        given = Answer.empty(questionnaire)
        for n, row in enumerate(questionnaire.rows[0]):
            for column in ("invested", "funds_reported"):
                given.put(0, row.code, column, amount(unit, n, column))
        saved = acts.save(request, given, Answer.empty(questionnaire), viewer=first)
        acts.submit(acts.hand_over(saved, viewer=first), viewer=second)

    assert at_once(answer) == []
    requests = list(collection.requests.select_related("collection").order_by("code"))
    assert {one.state for one in requests} == {RequestState.SUBMITTED}
    assert Proposal.objects.filter(state="open").count() == len(UNITS)
    assert Step.objects.filter(act="submit").count() == len(UNITS)
    for one in requests:
        kept = answer_of(one, questionnaire_of(one)).tables[0]
        assert [values["invested"] for values in kept.values()] == [
            amount(one.code, n, "invested") for n in range(PROJECTS)
        ]

    def approve(unit):
        request = collection.requests.select_related("collection").get(code=unit)
        acts.approve(request, viewer=OFFICE)

    assert at_once(approve) == []
    written = ProjectReport.objects.filter(month="2023-11", project__code__startswith="P9901")
    assert dict(written.values_list("project_id", "invested")) == {
        f"P{unit}{n}": amount(unit, n, "invested") for unit in UNITS for n in range(PROJECTS)
    }
    assert verify() == []
