"""What visits promised: a next step with its day, until it is done; what is late moves up."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q

from chainchief.access import policy
from chainchief.core.i18n import _
from chainchief.desk.models import Handling, Watching
from chainchief.desk.queue.items import Item, Part, Question, View, Whose
from chainchief.ledger.kinds.visit.models import LedBy, Visit
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

KIND = Visit.kind


def promises(question: Question, number: int) -> Part:
    """Promises that wait: of whoever enters the activities of a chain or a unit, from the day they
    were made; of those who see to it that others keep them, once they are late."""
    register = register_of(KIND)
    if not policy.allowed(question.viewer, "see", register.policy_class):
        return Part([])
    rows = in_reach(question.viewer, register).filter(
        withdrawn_on=None, next_due__isnull=False, next_done=None
    )
    rows = rows.filter(_whose(question))
    limits = {
        View.ALL: Q(),
        View.SOON: Q(next_due__gte=question.day, next_due__lte=question.soon),
        View.LATE: Q(next_due__lt=question.day),
    }
    counted = rows.aggregate(
        **{view.value: Count("pk", filter=limit) for view, limit in limits.items()}
    )
    counts = {view: counted[view.value] for view in limits}
    if question.view not in limits:
        return Part([], counts)
    shown = rows.filter(limits[question.view]).select_related("leader", "chain", "division")
    return Part([_item(one) for one in shown.order_by("next_due", "code")[:number]], counts)


def _whose(question: Question) -> Q:
    if question.whose is Whose.WATCHING:
        watched = Watching.objects.filter(account=question.account, kind=KIND)
        return Q(uid__in=watched.values("uid"))
    if question.whose is Whose.UNIT:
        return Q()
    register = register_of(KIND)
    handled = Handling.objects.filter(kind=KIND)
    with_me = Q(uid__in=handled.filter(account=question.account).values("uid"))
    with_others = Q(uid__in=handled.exclude(account=question.account).values("uid"))
    enters = policy.reach(question.viewer, "enter", register.policy_class)
    sees_to_it = policy.reach(question.viewer, "assign", register.policy_class)
    late = Q(next_due__lt=question.day)
    own = Q(pk__in=[]) if enters.everything or enters.nothing else enters.q(register.scopes)
    above = Q(pk__in=[]) if sees_to_it.nothing else late & sees_to_it.q(register.scopes)
    return with_me | ((own | above) & ~with_others)


def _item(one: Any) -> Item:
    led_by = _(str(LedBy(one.led_by).label))
    due: dt.date = one.next_due
    return Item(
        kind=KIND,
        uid=one.uid,
        code=one.code,
        name=one.next_step or one.name,
        about=one.chain.name if one.chain else one.division.name,
        state=_("promised on {}").format(one.occurred_on.isoformat()),
        shape="half",
        turn=f"{one.leader.name}（{led_by}）" if one.leader else led_by,
        due=due,
        last_day=one.occurred_on,
        address=f"/records/{KIND}/{one.uid}/",
    )
