"""Lists of rewards that wait for a step of this viewer, with the last day of their publicity."""

from typing import Any

from django.db.models import Q

from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.desk.policies.rights import may
from chainchief.desk.queue.items import Item, Part, Question, View, Whose
from chainchief.desk.queue.rows import Lines, lines_of
from chainchief.ledger.kinds.reward_list.models import RewardList
from chainchief.ledger.kinds.reward_list.states import ListState, state_of

KIND = RewardList.kind
_SHAPES = {
    ListState.COMPUTED: "quarter",
    ListState.RETURNED: "back",
    ListState.REVIEWED: "half",
    ListState.PUBLISHED: "three-quarters",
    ListState.DECIDED: "three-quarters",
}


def reward_lists(question: Question, number: int) -> Lines | Part:
    """Lists that are neither paid nor dropped; a public one waits until its last day is over."""
    if question.whose is Whose.WATCHING or not may(question.viewer, "approve"):
        return Part([])
    rows = RewardList.objects.filter(withdrawn_on=None, paid_on=None, dropped_on=None)
    if question.whose is Whose.MINE:
        in_publicity = Q(published_on__isnull=False, decided_on=None)
        rows = rows.exclude(in_publicity & Q(objections_until__gte=question.day))
    rows = rows.select_related("policy")
    return lines_of(rows, {View.ALL: Q()}, _item, number, "objections_until", "code")


def _item(given: Any) -> Item:
    state = state_of(given)
    days = (given.decided_on, given.published_on, given.reviewed_on, given.computed_on)
    return Item(
        kind=KIND,
        uid=given.uid,
        code=given.code,
        name=_("{policy}: rewards of {year}").format(policy=given.policy.name, year=given.year),
        about=given.policy.number,
        state=_(state.label),
        shape=_SHAPES.get(state, "half"),
        turn=_("the chain office"),
        due=None,
        last_day=next((day for day in days if day), clock.today()),
        address=f"/desk/policies/lists/{given.uid}/",
    )
