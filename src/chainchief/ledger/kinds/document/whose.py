"""Whose a document is: of those whose records it proves, and of whoever added it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from chainchief.access import policy
from chainchief.access.reach import Reach
from chainchief.access.viewers import Viewer
from chainchief.core.looked_up import once
from chainchief.ledger.kinds.document.models import Document, DocumentAddition
from chainchief.ledger.registers import Register, all_registers

#: With these a document is only looked at.
_LOOKING = frozenset(("see", "export"))


def reached_through_records(reach: Reach) -> Q:
    """The documents that some record within reach names, and those that the viewer added.

    That record must be one that the viewer may see, and to change a document one that it may
    change; a document that proves a record of others as well nobody limited changes.
    """
    key = ("documents reached", reach.viewer, reach.verb)
    return once(key, lambda: _reached(reach.viewer, reach.verb))


def _reached(viewer: Viewer, verb: str) -> Q:
    looking = verb in _LOOKING
    added = DocumentAddition.objects.filter(actor=viewer.signature).values("document_id")
    found, held_by_others = Q(code__in=added), Q()
    for naming in _namings():
        records = policy.reach(viewer, "see" if looking else "enter", naming.register.policy_class)
        within = naming.rows.filter(records.q(naming.register.scopes))
        if not records.nothing:
            found |= Q(code__in=within.values(naming.attribute))
        if not looking and not records.everything:
            others = naming.rows.exclude(pk__in=within.values("pk"))
            held_by_others |= Q(code__in=others.values(naming.attribute))
    return found & ~held_by_others if held_by_others else found


@dataclass(frozen=True)
class _Naming:
    """One column of one kind that names documents."""

    register: Register
    attribute: str

    @property
    def rows(self) -> "QuerySet[Any, Any]":
        rows: QuerySet[Any, Any] = self.register.model._default_manager.all()
        return rows.exclude(**{self.attribute: None})


def _namings() -> Iterator[_Naming]:
    for register in all_registers().values():
        for name, target in register.references.items():
            if target == Document.kind:
                yield _Naming(register, register.column(name).attribute)
