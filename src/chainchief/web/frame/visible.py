"""Records of the ledger for a page: those in force, within the viewer's reach."""

import datetime as dt
import uuid
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.reach import contained_in
from chainchief.access.viewers import Viewer
from chainchief.ledger.bases import Record
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import all_registers, register_of


def rows_of(kind: str, viewer: Viewer, verb: str = "see") -> "QuerySet[Any, Any]":
    """The records of a kind that the policy table opens to the viewer, withdrawn ones too."""
    register = register_of(kind)
    rows: QuerySet[Record] = register.model._default_manager.all()
    return policy.visible(
        rows,
        viewer=viewer,
        policy_class=register.policy_class,
        scopes=register.scopes,
        verb=verb,
    )


def records_of(kind: str, viewer: Viewer) -> "QuerySet[Any, Any]":
    """The records of a kind that are not withdrawn and that the policy table opens."""
    return rows_of(kind, viewer).filter(withdrawn_on=None)


def holding_on(day: dt.date) -> Q:
    """Condition that a period, both its ends included, holds on `day`."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return begun & (Q(valid_to=None) | Q(valid_to__gte=day))


def inside(path: str, code: str) -> Q:
    """Condition of being in a unit, at any depth; `path` is the ORM path to the unit's code."""
    return Q(**{path: code}) | Q(**{f"{path}__in": contained_in(code)})


def address_of(kind: str, uid: uuid.UUID | str) -> str:
    """Address of the page of a record."""
    return f"{_before_uid(kind)}{uuid.UUID(str(uid))}/"


@lru_cache(maxsize=256)
def _before_uid(kind: str) -> str:
    """Addresses of records up to the identity: a page has thousands of them."""
    return reverse("record-list", args=[kind])


def doors(cited: Iterable[tuple[str, str]], viewer: Viewer) -> dict[tuple[str, str], str]:
    """(kind, uid) → the address of the record's page, for those that the viewer may open."""
    query: dict[str, set[str]] = {}
    for kind, uid in cited:
        if kind in all_registers():
            query.setdefault(kind, set()).add(uid)
    return {
        (kind, str(uid)): address_of(kind, uid)
        for kind, uids in query.items()
        for uid in _opened(kind, uids, viewer)
    }


def _opened(kind: str, uids: set[str], viewer: Viewer) -> Iterable[uuid.UUID | str]:
    """Those of the records that the viewer may open; whoever sees every one is not looked up."""
    if policy.reach(viewer, "see", register_of(kind).policy_class).everything:
        return uids
    return (
        uid
        for some in chunks(sorted(uids))
        for uid in rows_of(kind, viewer).filter(uid__in=some).values_list("uid", flat=True)
    )
