"""An answer whose saving, handing over, submission or approval is killed at any point is before
that step or after it, never half; whoever goes on from there loses nothing."""

import itertools
import random
from functools import partial

import pytest
from tests.dispatch import asking
from tests.dispatch.asking import NORTH, NORTHERN_HEAD, NORTHERNER, OFFICE, answer_to, opened
from tests.fixtures.killed import Killer

from chainchief.core.spans import Month
from chainchief.dispatch.answers import acts, locks
from chainchief.dispatch.answers.cells import answer_of
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.dispatch.models import Request, RequestState
from chainchief.dispatch.steps import Act, move
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_proposal
from chainchief.ledger.changelog.verification.verify import verify
from chainchief.ledger.kinds.project.models import Project, ProjectReport
from chainchief.ledger.proposal.models import Proposal
from chainchief.people.models import Notice

_MONTHS = itertools.count(Month(2001, 1).ordinal)
PROJECTS = 20
APPROVED = RequestState.APPROVED


@pytest.fixture
def city(any_ledger):
    asking.city()
    asking.accounts()
    with changelog.acting("clerk", "more projects"):
        for n in range(PROJECTS):
            Project.objects.create(
                code=f"PRJ-3{n:02d}", name=f"配套{n}", division_id=NORTH, chain_id="BIO"
            )
    return any_ledger


def asked() -> int:
    """The number of a request of a month that nobody was asked about yet."""
    collection = opened(of=(NORTH,), month=Month.from_ordinal(next(_MONTHS)))
    return collection.requests.get().pk


def held(pk: int) -> Request:
    return Request.objects.select_related("collection").get(pk=pk)


def step_on(pk: int) -> bool:
    """The next step by whoever's it is; False where nothing is left to do."""
    request = held(pk)
    match RequestState(request.state):
        case RequestState.PENDING:
            acts.save(request, answer_to(request), asking.blank(request), viewer=NORTHERNER)
        case RequestState.DRAFT:
            acts.hand_over(request, viewer=NORTHERNER)
        case RequestState.TO_CHECK:
            acts.submit(request, viewer=NORTHERN_HEAD)
        case RequestState.SUBMITTED:
            acts.approve(request, viewer=OFFICE)
        case _:
            return False
    return True


def to_the_end(pk: int) -> None:
    while step_on(pk):
        pass


def seen(pk: int) -> tuple[object, ...]:
    """All that a step writes, without what differs from month to month."""
    request = held(pk)
    month, steps = request.collection.month, request.steps.order_by("pk")
    proposals = Proposal.objects.filter(uid__in=steps.values("proposal"))
    kept = [len(content["changes"]) for content in proposals.values_list("content", flat=True)]
    reports = ProjectReport.objects.filter(month=month).order_by("code")
    return (
        (request.state, request.version, request.proposal is not None),
        tuple(steps.values_list("act", "before", "after", "actor")),
        (tuple(proposals.values_list("state", flat=True)), tuple(kept)),
        request.approved.count(),
        tuple(reports.values_list("project_id", "invested", "funds_reported", "version")),
        Notice.objects.filter(link__contains=str(request.uid)).count(),
    )


def before_each_step() -> list[tuple[object, ...]]:
    """What is seen of an answer before its first step, and after each."""
    pk = asked()
    pictures = [seen(pk)]
    while step_on(pk):
        pictures.append(seen(pk))
    assert len(pictures) == 5
    assert len(set(pictures)) == 5
    return pictures


def campaign(kills: int, seed: int) -> set[object]:
    """Kill an answer of its own month each time, then go on; the steps that kills came between."""
    pictures, killer = before_each_step(), Killer(random.Random(seed))
    killer.undisturbed(partial(to_the_end, asked()))
    met = set()
    for number in range(kills):
        pk = asked()
        in_time = killer.kill(partial(to_the_end, pk))
        found = seen(pk)
        assert found in pictures, f"kill {number} of seed {seed} left half a step"
        assert verify() == []
        if in_time:
            met.add(pictures.index(found))
        to_the_end(pk)
        assert seen(pk) == pictures[-1]
    assert verify() == []
    return met


def test_a_few_kills_leave_whole_steps(city):
    assert campaign(kills=5, seed=2023)


@pytest.mark.long
def test_many_kills_leave_whole_steps(city):
    kills = 200 if city.vendor == "sqlite" else 50
    assert len(campaign(kills, seed=17)) >= 4


def approve_naively(pk: int) -> None:
    """The control: what an approval writes, each part in a transaction of its own."""
    request = held(pk)
    questionnaire = questionnaire_of(request)
    answer = answer_of(request, questionnaire)
    apply_proposal(request.proposal, viewer=OFFICE)
    with changelog.acting(OFFICE.signature, "lock"):
        locks.lock(request, questionnaire, answer)
    with changelog.acting(OFFICE.signature, "move"):
        move(request, Act.APPROVE, OFFICE)
    with changelog.acting(OFFICE.signature, "forget"):
        Request.objects.filter(pk=pk).update(proposal=None, version=request.version + 1)


def submitted() -> int:
    pk = asked()
    while held(pk).state != RequestState.SUBMITTED:
        step_on(pk)
    return pk


def test_the_same_harness_notices_a_naive_approval(city):
    """Otherwise the harness would show nothing."""
    pictures, killer = before_each_step(), Killer(random.Random(7))
    killer.undisturbed(partial(approve_naively, submitted()))
    for _number in range(60):
        pk = submitted()
        killer.kill(partial(approve_naively, pk))
        if seen(pk) not in pictures:
            return
    raise AssertionError("sixty kills of a naive approval left nothing half done")
