"""Notices of collections: whom a request, its return, its due day and its lateness are told."""

from collections.abc import Collection, Iterable

from chainchief.access.models import Account
from chainchief.access.signatures import parsed, signature_words
from chainchief.access.viewers import viewer_of
from chainchief.core import clock
from chainchief.dispatch.answers.crosschecks.finding import Disagreement
from chainchief.dispatch.closing import MONTHS
from chainchief.dispatch.collections.questionnaires import tables_of
from chainchief.dispatch.collections.respondents import may, respondent_of
from chainchief.dispatch.models import Request
from chainchief.people.notices import Topic
from chainchief.people.notices.recipients import limited_to, who_may
from chainchief.people.notices.sending import send_all


def people_of(request: Request, verb: str = "propose", but: str = "") -> list[Account]:
    """The accounts that may do this to the respondent's answer by a grant within its own scope."""
    respondent, today = respondent_of(request), clock.today()
    tables = tables_of(request.collection.questionnaire)
    return [
        account
        for account in limited_to(respondent.dimension, respondent.code)
        if account.username != parsed(but).name
        and may(viewer_of(account, today), verb, respondent, tables)
    ]


def announced(request: Request) -> None:
    """A collection was opened: whoever answers for the respondent is told."""
    _tell(people_of(request), Topic.ANSWER_WANTED, request)


def to_check(request: Request, actor: str) -> None:
    """An answer waits for the unit's second person."""
    _tell(people_of(request, "check", actor), Topic.ANSWER_TO_CHECK, request, actor)


def submitted(request: Request, actor: str) -> None:
    """An answer waits for the bureau."""
    _tell(who_may("approve", MONTHS, actor), Topic.ANSWER_SUBMITTED, request, actor, review=True)


def returned(request: Request, actor: str) -> None:
    """An answer came back, or its approval was withdrawn."""
    _tell(people_of(request), Topic.ANSWER_RETURNED, request, actor)


def disagreeing(request: Request, found: Collection[Disagreement]) -> None:
    """A submitted answer does not agree with others: all who answer them know, and the bureau."""
    if not found:
        return
    others = {one.pk: one for each in found for one in each.requests if one.pk != request.pk}
    for other in others.values():
        theirs = sum(each.concerns(other) for each in found)
        _tell(people_of(other), Topic.ANSWER_DISAGREES, other, count=theirs)
    _tell(people_of(request), Topic.ANSWER_DISAGREES, request, count=len(found))
    office = who_may("approve", MONTHS)
    _tell(office, Topic.ANSWER_DISAGREES, request, count=len(found), review=True)


def due(request: Request) -> int:
    """The answer is due soon; the number of those told."""
    return _tell(people_of(request), Topic.ANSWER_DUE, request)


def late(request: Request, days: int, *, heads: bool = False, office: bool = False) -> int:
    """The answer is late: its respondent knows, then the unit's `heads`, then the chain office."""
    people = people_of(request)
    if heads:
        people += people_of(request, "check")
    if office:
        people += who_may("approve", MONTHS)
    each_once = {one.pk: one for one in people}
    return _tell(each_once.values(), Topic.ANSWER_LATE, request, days=days)


def _tell(
    people: Iterable[Account],
    topic: Topic,
    request: Request,
    actor: str = "",
    *,
    days: int = 0,
    count: int = 0,
    review: bool = False,
) -> int:
    recipients = list(people)
    facts = {
        "collection": request.collection.name,
        "code": request.code,
        "due": str(request.collection.due_on),
        "who": signature_words(actor) if actor else "—",
        "days": days,
        "count": count,
    }
    link = f"/dispatch/requests/{request.uid}/" + ("review/" if review else "")
    send_all(recipients, topic, facts, link, about=f"request {request.pk}")
    return len(recipients)
