"""The page of all kinds that a viewer may see, grouped, each with its records in force."""

from dataclasses import dataclass

from django.db.models import Count, Value
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.registers import all_registers, register_of
from chainchief.web.frame.visible import records_of
from chainchief.web.registers.groups import all_groups
from chainchief.web.search.destinations import Destination, meeting


@dataclass(frozen=True)
class KindLine:
    """One kind."""

    name: str
    kind: str
    meaning: str
    count: str
    address: str


@dataclass(frozen=True)
class KindGroup:
    """Kinds under one heading."""

    key: str
    title: str
    lines: list[KindLine]


def kind_groups(viewer: Viewer, text: str = "") -> list[KindGroup]:
    """The groups in which this viewer may see a kind whose name or group the text finds."""
    counts = _counts(viewer)
    found = [
        KindGroup(
            f"kinds-{number}",
            group.title,
            [
                _line(kind, counts.get(kind, 0))
                for kind in group.kinds
                if _open(kind, viewer) and _meets(text, kind, group.title)
            ],
        )
        for number, group in enumerate(all_groups())
    ]
    return [group for group in found if group.lines]


def _meets(text: str, kind: str, group: str) -> bool:
    """Whether each word is in the kind's names, its meaning or its group's, or sounds like them."""
    if not text.strip():
        return True
    register = register_of(kind)
    names = (_(register.plural), register.name, kind, group, register.meaning)
    return bool(meeting(text, [Destination(names, "")]))


def _open(kind: str, viewer: Viewer) -> bool:
    return policy.allowed(viewer, "see", register_of(kind).policy_class)


def _counts(viewer: Viewer) -> dict[str, int]:
    """How many records in force of each kind are open to the viewer, in one question."""
    counted = [
        records_of(kind, viewer).order_by().values(named=Value(kind)).annotate(n=Count("pk"))
        for kind in all_registers()
        if _open(kind, viewer)
    ]
    if not counted:
        return {}
    first, *others = counted
    return {row["named"]: row["n"] for row in first.union(*others, all=True)}


def _line(kind: str, count: int) -> KindLine:
    register = register_of(kind)
    return KindLine(
        name=_(register.plural),
        kind=kind,
        meaning=register.meaning,
        count=f"{count:,}",
        address=reverse("record-list", args=[kind]),
    )
