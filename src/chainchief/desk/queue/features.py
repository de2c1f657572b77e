"""Features in a queue: of the chain office that checks and decides, of the firm that agrees."""

from typing import Any

from django.db.models import Q

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.core.i18n import _
from chainchief.desk.features.feature import NAMED
from chainchief.desk.features.notices import address_of
from chainchief.desk.features.parties import turn_words
from chainchief.desk.queue.items import Item, Part, Question, View
from chainchief.desk.queue.rows import Lines, by_limit, lines_of, wanted
from chainchief.desk.tasks.parties import stands_in
from chainchief.ledger.kinds.feature.models import Feature, FeatureState
from chainchief.ledger.kinds.feature.states import OPEN, last_day
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

KIND = Feature.kind
#: State → the shape beside its word, so that colour alone says nothing.
SHAPES = {
    FeatureState.PROPOSED: "hollow",
    FeatureState.LISTED: "back",
    FeatureState.CHECKED: "quarter",
    FeatureState.AGREED: "half",
    FeatureState.APPROVED: "three-quarters",
    FeatureState.PUBLISHED: "full",
    FeatureState.DECLINED: "none",
    FeatureState.REFUSED: "none",
}
_WITH_FIRM = Q(state=FeatureState.CHECKED.value)


def features(question: Question, number: int) -> Lines | Part:
    """The features that wait, those that run out first, with the counts of the queue's views."""
    register = register_of(KIND)
    if not policy.allowed(question.viewer, "see", register.policy_class):
        return Part([])
    rows = in_reach(question.viewer, register).filter(OPEN)
    rows = rows.filter(wanted(question, KIND, _my_turn)).select_related(*NAMED)
    views = {**by_limit(question, "turn_due_on"), View.TO_CONFIRM: _WITH_FIRM}
    return lines_of(rows, views, _item, number, "turn_due_on", "code")


def _my_turn(question: Question) -> Q:
    firms = question.viewer.own(Dimension.ENTERPRISE)
    found = _WITH_FIRM & Q(enterprise__in=firms) if firms else Q(pk__in=[])
    return found | ~_WITH_FIRM if stands_in(question.viewer) else found


def state_words(feature: Feature) -> str:
    """Say where it stands; of what is still to be taken down, that."""
    if feature.state == FeatureState.REFUSED and feature.turn_due_on:
        return _("consent taken back, to be taken down")
    return _(str(FeatureState(feature.state).label))


def _item(feature: Any) -> Item:
    firm = feature.enterprise.name
    return Item(
        kind=KIND,
        uid=feature.uid,
        code=feature.code,
        name=feature.name,
        about=f"{feature.person_name}（{firm}）" if feature.person_name else firm,
        state=state_words(feature),
        shape=SHAPES[FeatureState(feature.state)],
        turn=turn_words(feature),
        due=feature.turn_due_on,
        last_day=last_day(feature),
        address=address_of(feature),
    )
