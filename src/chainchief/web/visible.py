"""Records of the ledger for a page: those in force, within the viewer's reach."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.ledger.bases import Record
from chainchief.ledger.registers import register_of


def records_of(kind: str, viewer: Viewer) -> "QuerySet[Any, Any]":
    """The records of a kind that are not withdrawn and that the policy table opens."""
    register = register_of(kind)
    rows: QuerySet[Record] = register.model._default_manager.filter(withdrawn_on=None)
    return policy.visible(
        rows,
        viewer=viewer,
        policy_class=register.policy_class,
        division=register.division,
        chain=register.chain,
    )


def holding_on(day: dt.date) -> Q:
    """What holds from a day to a day, both included, and holds on `day`."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return begun & (Q(valid_to=None) | Q(valid_to__gte=day))
