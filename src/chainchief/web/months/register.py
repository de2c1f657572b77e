"""The register of months: every act of closing and reopening, newest month first."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.briefing.models import IssuedDocument
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.models import Closing, State
from chainchief.web.frame.months import MonthState, states
from chainchief.web.frame.today import now


@dataclass(frozen=True)
class Act:
    """A closing or reopening, as the page tells it."""

    what: str
    snapshot: str
    at: str
    by: str
    reason: str
    changed: int


@dataclass(frozen=True)
class MonthLine:
    """A month of the register, its state, its last act and what was issued for it."""

    label: str
    address: str
    state: MonthState
    last: Act | None
    documents: list[tuple[str, str]]


def month_lines(viewer: Viewer) -> list[MonthLine]:
    """Every month reported or closed, and the one in work."""
    moment = now()
    shown = moment.month or moment.closed
    if shown is None:
        return []
    acts = _acts()
    issued = _issued(viewer)
    return [
        MonthLine(
            state.month.label,
            reverse("month", args=[str(state.month)]),
            state,
            next(iter(acts.get(str(state.month), [])), None),
            issued.get(str(state.month), []),
        )
        for state in reversed(states(shown))
    ]


def acts_of(month: Month) -> list[Act]:
    """Acts on the month, the newest first."""
    return _acts(str(month)).get(str(month), [])


def _acts(month: str = "") -> dict[str, list[Act]]:
    rows = Closing.objects.order_by("-id")
    found: dict[str, list[Act]] = {}
    for row in rows.filter(month=month) if month else rows:
        found.setdefault(row.month, []).append(_act(row))
    return found


def _act(row: Closing) -> Act:
    is_closed = row.state == State.CLOSED
    return Act(
        _("closed as revision {}").format(row.revision) if is_closed else _("reopened"),
        row.snapshot,
        clock.minute(row.at),
        signature_words(row.actor),
        row.reason,
        len(row.differences.get("records", [])) + int(row.differences.get("omitted", 0)),
    )


def _issued(viewer: Viewer) -> dict[str, list[tuple[str, str]]]:
    if not policy.allowed(viewer, "see", "documents"):
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    rows = IssuedDocument.objects.order_by("pk").values_list("month", "name", "sha256")
    for month, name, digest in rows:
        found.setdefault(month, []).append((name, reverse("issued-document", args=[digest])))
    return found
