"""What visits promised: a next step with its day, until it is done; what is late moves up."""

import datetime as dt
from typing import Any

from django.db.models import Q

from chainchief.access import policy
from chainchief.core.i18n import _
from chainchief.desk.queue.items import Item, Part, Question
from chainchief.desk.queue.rows import Lines, by_limit, lines_of, wanted
from chainchief.ledger.kinds.visit.models import Visit
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import choice_word, register_of

KIND = Visit.kind


def promises(question: Question, number: int) -> Lines | Part:
    """Promises that wait: of whoever enters the activities of a chain or a unit, from the day they
    were made; of those who see to it that others keep them, once they are late."""
    register = register_of(KIND)
    if not policy.allowed(question.viewer, "see", register.policy_class):
        return Part([])
    rows = in_reach(question.viewer, register).filter(
        withdrawn_on=None, next_due__isnull=False, next_done=None
    )
    rows = rows.filter(wanted(question, KIND, _my_turn))
    rows = rows.select_related("leader", "chain", "division")
    views = by_limit(question, "next_due")
    return lines_of(rows, views, _item, number, "next_due", "code")


def _my_turn(question: Question) -> Q:
    register = register_of(KIND)
    enters = policy.reach(question.viewer, "enter", register.policy_class)
    sees_to_it = policy.reach(question.viewer, "assign", register.policy_class)
    late = Q(next_due__lt=question.day)
    own = Q(pk__in=[]) if enters.everything or enters.nothing else enters.q(register.scopes)
    above = Q(pk__in=[]) if sees_to_it.nothing else late & sees_to_it.q(register.scopes)
    return own | above


def _item(one: Any) -> Item:
    led_by = choice_word("visit", "led_by", one.led_by)
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
        address=f"/visits/{one.uid}/file/",
    )
