"""What waits elsewhere: answers to collections, grants to decide on. Each keeps its own page."""

from django.db.models import Q

from chainchief.access import policy
from chainchief.access.models import Decision, Grant
from chainchief.access.signatures import signature_words
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.desk.queue.items import Item, Part, Question, View, Whose
from chainchief.dispatch import closing
from chainchief.dispatch.collections.questionnaires import tables_of
from chainchief.dispatch.collections.respondents import may, names_of, respondent_of
from chainchief.dispatch.models import CollectionState, Request, RequestState
from chainchief.dispatch.steps import SETTLED

_FILLING = (RequestState.PENDING, RequestState.DRAFT, RequestState.RETURNED)
#: State → the verb of whoever moves it, and its shape.
_TURNS = {
    RequestState.PENDING: ("propose", "hollow"),
    RequestState.DRAFT: ("propose", "quarter"),
    RequestState.RETURNED: ("propose", "back"),
    RequestState.TO_CHECK: ("check", "half"),
    RequestState.SUBMITTED: ("approve", "three-quarters"),
}


def requests(question: Question, number: int) -> Part:
    """Answers to collections that this viewer fills in, checks or approves."""
    if question.whose is Whose.WATCHING:
        return Part([])
    rows = Request.objects.filter(collection__state=CollectionState.OPEN)
    rows = rows.exclude(state__in=SETTLED).select_related("collection")
    mine = [one for one in rows.order_by("collection__due_on", "pk") if _is_mine(one, question)]
    counts = {view: len(_in_view(mine, view, question)) for view in View}
    names = names_of(respondent_of(one) for one in mine)
    shown = _in_view(mine, question.view, question)[:number]
    return Part([_request(one, names[respondent_of(one)]) for one in shown], counts)


def _is_mine(request: Request, question: Question) -> bool:
    state = RequestState(request.state)
    if state not in _TURNS:
        return False
    verb, _shape = _TURNS[state]
    if verb == "approve":
        return policy.allowed(question.viewer, verb, closing.MONTHS)
    tables = tables_of(request.collection.questionnaire)
    respondent = respondent_of(request)
    if not may(question.viewer, verb, respondent, tables):
        return False
    # Whoever may answer for everybody does not fill in for them: it waits for its own people.
    return any(held.limits for held in question.viewer.held)


def _in_view(rows: list[Request], view: View, question: Question) -> list[Request]:
    def due(one: Request) -> bool:
        return {
            View.ALL: True,
            View.TO_ANSWER: one.state in _FILLING,
            View.SENT_BACK: one.state == RequestState.RETURNED,
            View.LATE: one.collection.due_on < question.day,
            View.SOON: question.day <= one.collection.due_on <= question.soon,
        }.get(view, False)

    return [one for one in rows if due(one)]


def _request(one: Request, name: str) -> Item:
    state = RequestState(one.state)
    verb, shape = _TURNS[state]
    return Item(
        kind="request",
        uid=one.uid,
        code=one.collection.month,
        name=one.collection.name,
        about=name,
        state=_(state.label),
        shape=shape,
        turn=_("the chain office") if verb == "approve" else name,
        due=one.collection.due_on,
        last_day=clock.day(one.changed_at),
        address=f"/dispatch/requests/{one.uid}/" + ("review/" if verb == "approve" else ""),
    )


def grants(question: Question, number: int) -> Part:
    """Grants that wait for this viewer's decision: whoever proposed one does not decide on it."""
    if question.whose is Whose.WATCHING or not policy.allowed(
        question.viewer, "approve", "accounts"
    ):
        return Part([])
    waiting = Grant.objects.filter(Q(decision=Decision.WAITING), revoked_at=None)
    rows = waiting.exclude(proposed_by=question.viewer.signature).select_related("account")
    found = list(rows.order_by("pk"))
    counts = {View.ALL: len(found)}
    shown = found[:number] if question.view is View.ALL else []
    return Part([_grant(one) for one in shown], counts)


def _grant(one: Grant) -> Item:
    return Item(
        kind="grant",
        uid=None,
        code=f"{one.pk}",
        name=_("A role for {name}").format(name=one.account.username),
        about=signature_words(one.proposed_by),
        state=_("to be decided on"),
        shape="half",
        turn=_("the administrator"),
        due=None,
        last_day=clock.day(one.proposed_at) if one.proposed_at else None,
        address="/grants/",
    )
