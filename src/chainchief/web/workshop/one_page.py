"""The page of one definition: its words, what it changes in closed months, its buttons."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _, in_language
from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.describe.explain import facts_of
from chainchief.indicators.trial import (
    Candidate,
    ClosedMonth,
    Redefinition,
    compare_definition,
)
from chainchief.people import small_office
from chainchief.people.persons import same_person
from chainchief.web.figures.receipt_panel import Named
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.workshop.fields import address_of
from chainchief.workshop import adoption, proposals
from chainchief.workshop.drafts.entries import draft_of
from chainchief.workshop.models import ProposedIndicator, State
from chainchief.workshop.texts import tag_of

_MOST_CHANGES = 6


@dataclass(frozen=True)
class MonthChange:
    """One closed month by the definition in force and by this one."""

    month: str
    before: str
    after: str
    differs: bool
    records: str


@dataclass(frozen=True)
class OnePage:
    """What templates/web/workshop/one.html shows."""

    row: ProposedIndicator
    name: str
    crumbs: list[Crumb]
    state: str
    steps: list[Named]
    sentences: list[Named]
    facts: list[Named]
    months: list[MonthChange] = field(default_factory=list)
    is_new: bool = True
    moved: str = ""
    dependents: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    bench: str = ""
    tag: str = ""
    figure: str = ""
    may_propose: bool = False
    may_decide: bool = False
    may_be_alone: bool = False
    may_withdraw: bool = False
    is_own: bool = False


def one_page(uid: uuid.UUID, viewer: Viewer, faults: "list[str] | None" = None) -> OnePage:
    """`WrongUseError` for a number that there is not."""
    row = adoption.one_of(uid)
    entry = adoption.entry_of_row(row)
    candidate = Candidate(entry)
    known, indicator = candidate.catalogue, candidate.indicator
    is_own = same_person(row.drafted_by, viewer.signature)
    changed = _changed(entry, viewer) if row.state in _UNDECIDED else None
    months = [_month(each) for each in changed.months] if changed else _kept(row)
    proposer = row.state == State.PROPOSED and same_person(row.proposed_by, viewer.signature)
    draft = draft_of(entry)
    return OnePage(
        row=row,
        name=in_language(dict(entry["name"])) or row.code,
        crumbs=[Crumb(_("Indicator workshop"), reverse("workshop")), Crumb(row.code)],
        state=proposals.state_in_words(row.state),
        steps=list(_steps(row)),
        sentences=[
            Named(_("in force from {}").format(each["valid_from"]), in_language(dict(each)))
            for each in reversed(entry["definition"])
        ],
        facts=[Named(*fact) for fact in facts_of(indicator, known)] if indicator and known else [],
        months=list(reversed(months)),
        is_new=row.code not in load(),
        moved=_moved(months),
        dependents=_dependents(changed.dependents or {}) if changed else [],
        faults=faults or [],
        wrong=[located.fault.text for located in candidate.faults],
        bench=f"{reverse('workshop-bench')}?{address_of(draft, uid=_own(row, is_own))}",
        tag=tag_of(row.code),
        figure=reverse("indicator", args=[row.code]) if row.code in load() else "",
        may_propose=row.state == State.DRAFT and is_own and proposals.may_propose(viewer),
        may_decide=row.state == State.PROPOSED and proposals.may_decide(viewer) and not proposer,
        may_be_alone=proposer and proposals.may_decide(viewer) and small_office.allows_alone(),
        may_withdraw=row.state == State.ADOPTED and policy.allowed(viewer, "withdraw", "figures"),
        is_own=is_own,
    )


_UNDECIDED = (State.DRAFT, State.PROPOSED)


def _changed(entry: "dict[str, Any]", viewer: Viewer) -> Redefinition | None:
    """The closed months by both definitions; None where the viewer may not see the records."""
    try:
        return compare_definition(entry, "", viewer)
    except NotAllowedError:
        return None


def _kept(row: ProposedIndicator) -> list[MonthChange]:
    """The months as they were when it was proposed, without records."""
    return [
        MonthChange(
            Month.parse(each["month"]).label,
            each["before"],
            each["after"],
            bool(each["differs"]),
            "",
        )
        for each in row.changes
    ]


def _own(row: ProposedIndicator, is_own: bool) -> str:
    return str(row.uid) if is_own and row.state == State.DRAFT else ""


def _steps(row: ProposedIndicator) -> "list[Named]":
    events: list[tuple[str, str, dt.datetime | None, str]] = [
        (_("drafted"), row.drafted_by, row.drafted_at, "")
    ]
    events += [(_("proposed"), row.proposed_by, row.proposed_at, row.reason)]
    word = _("refused") if row.state == State.REFUSED else _("adopted")
    events += [(word, row.decided_by, row.decided_at, row.decision_reason)]
    steps = [
        Named(name, " · ".join(filter(None, (who, clock.minute(at), reason))))
        for name, who, at, reason in events
        if at is not None
    ]
    if row.withdrawn_from is not None:
        words = (row.withdrawn_from.isoformat(), row.withdrawn_by, row.withdrawal_reason)
        steps.append(Named(_("withdrawn from"), " · ".join(words)))
    return steps


def _month(each: ClosedMonth) -> MonthChange:
    named = [change.label or change.code for change in each.changes]
    more = len(named) - _MOST_CHANGES
    names = named[:_MOST_CHANGES] + ([_("and {} more").format(more)] if more > 0 else [])
    return MonthChange(
        month=each.month.label,
        before=each.before.display if each.before else "",
        after=each.after.display,
        differs=each.differs and each.before is not None,
        records="、".join(names),
    )


def _moved(months: list[MonthChange]) -> str:
    number = sum(month.differs for month in months)
    return _("closed months that differ: {number} of {all}").format(number=number, all=len(months))


def _dependents(found: "object") -> list[str]:
    catalogue = load()
    pairs = dict(found).items() if isinstance(found, dict) else ()
    return [
        _("{name} [{code}]: months that differ: {number}").format(
            name=catalogue[code].name, code=code, number=len(months)
        )
        for code, months in pairs
    ]
