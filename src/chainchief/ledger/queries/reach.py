"""The records of a kind that a viewer may see, or do something to."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import Register


def in_reach(viewer: Viewer, register: Register, verb: str = "see") -> "QuerySet[Any]":
    """The records of a kind that the viewer may do this to."""
    rows: QuerySet[Any] = register.model._default_manager.all()
    return policy.visible(
        rows, viewer=viewer, policy_class=register.policy_class, scopes=register.scopes, verb=verb
    )


def codes_in_reach(viewer: Viewer, register: Register, codes: Iterable[str]) -> set[str]:
    """The codes among these whose records the viewer may see."""
    reachable: set[str] = set()
    for part in chunks(sorted(set(codes))):
        rows = in_reach(viewer, register).filter(code__in=part)
        reachable.update(rows.values_list("code", flat=True))
    return reachable
