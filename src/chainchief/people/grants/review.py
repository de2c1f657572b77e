"""The review of grants: who has what, since when, by whom, and whether they use it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from chainchief.access import policy
from chainchief.access.models import Decision, Grant
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.ledger.registers import register_of
from chainchief.people.models import GrantUse
from chainchief.people.roles import label_of


@dataclass(frozen=True)
class Limit:
    """A limit of a grant as people read it."""

    dimension: Dimension
    code: str
    name: str

    @property
    def text(self) -> str:
        return f"{self.name}（{self.code}）" if self.name != self.code else self.code


@dataclass(frozen=True)
class Reviewed:
    """A grant with all that a yearly check asks about it."""

    grant: Grant
    role: str
    limits: tuple[Limit, ...]
    last_used: dt.date | None

    @property
    def scope(self) -> str:
        return "、".join(limit.text for limit in self.limits)


def review(viewer: Viewer, *, everyone: bool = False) -> list[Reviewed]:
    """The grants in force or to come, by account; `everyone` adds those that are over."""
    policy.require(viewer, "see", "accounts")
    rows = Grant.objects.filter(decision=Decision.APPROVED)
    if not everyone:
        rows = rows.not_over(clock.today())
    return reviewed(rows)


def waiting(viewer: Viewer) -> list[Reviewed]:
    """The grants that wait for a second person, the oldest first."""
    policy.require(viewer, "see", "accounts")
    rows = Grant.objects.filter(decision=Decision.WAITING, revoked_at=None)
    return reviewed(rows.order_by("proposed_at", "pk"))


def reviewed(rows: "QuerySet[Grant]") -> list[Reviewed]:
    """The grants with names for their codes; one query for each kind of code there is."""
    if not rows.query.order_by:
        rows = rows.order_by("account__folded", "role", "pk")
    grants = list(rows.select_related("account", "acting_for"))
    used = dict(GrantUse.objects.filter(grant__in=grants).values_list("grant", "on"))
    names = {dimension: _names(dimension, grants) for dimension in Dimension}
    return [
        Reviewed(grant, label_of(grant.role), _limits(grant, names), used.get(grant.pk))
        for grant in grants
    ]


def _names(dimension: Dimension, grants: list[Grant]) -> dict[str, str]:
    codes = {code for grant in grants if (code := getattr(grant, dimension))}
    if not codes:
        return {}
    model: Any = register_of(dimension.value).model
    rows = model._default_manager.filter(code__in=codes)
    return {str(code): str(name) for code, name in rows.values_list("code", "name")}


def _limits(grant: Grant, names: dict[Dimension, dict[str, str]]) -> tuple[Limit, ...]:
    return tuple(
        Limit(dimension, code, names[dimension].get(code, code))
        for dimension in Dimension
        if (code := getattr(grant, dimension))
    )
