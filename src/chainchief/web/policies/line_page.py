"""The page of a line: what it rests on, record by record; and what a firm could have."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span
from chainchief.desk.policies.clauses.in_force import all_in_force, readings
from chainchief.desk.policies.clauses.words import formula_words, value_words
from chainchief.desk.policies.computing import Check, Outcome, outcome
from chainchief.desk.policies.drawing_up import month_of
from chainchief.desk.policies.rights import may
from chainchief.desk.policies.values import Values
from chainchief.dispatch.closing import snapshot_for
from chainchief.indicators.figures import Contribution
from chainchief.lake.errors import LakeError
from chainchief.lake.snapshots import making
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.reward.models import Policy
from chainchief.ledger.kinds.reward_list.models import RewardLine, Standing
from chainchief.ledger.kinds.reward_list.states import ListState, state_of
from chainchief.web.figures.amounts import money
from chainchief.web.figures.speech import spoken
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.query import WORKING
from chainchief.web.frame.visible import address_of, doors

#: More records than these are told by their number.
_MOST = 100


@dataclass(frozen=True)
class CheckLine:
    """One thing asked, what the firm has, and the records behind it."""

    label: str
    has: str
    wanted: str
    is_met: bool
    lacks: str
    records: list[tuple[str, str, str]]
    more: int


@dataclass(frozen=True)
class LinePage:
    """What templates/web/policies/line.html shows."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    uid: str
    amount: str
    basis: str
    lacks: str
    standing: str
    formula: str
    checks: list[CheckLine]
    measured: CheckLine | None
    sums: str
    moved: str
    reward: str
    clawed_back: str
    may_claw_back: bool
    faults: list[Fault]
    typed: dict[str, str]


def line_page(
    line: RewardLine,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
) -> LinePage:
    """A line with its receipt, found again in the snapshot that it was computed from."""
    given = line.reward_list
    found, snapshot = _again(line)
    measured, sums, moved = None, "", ""
    if found is None:
        moved = _("The clause cannot be computed any more; what it rested on then stands above.")
    else:
        if found.clause.formula.measure:
            measured = _measured(found, viewer)
            sums = _sum_words(found)
        if found.computed != line.computed and line.computed:
            facts = {"now": money(found.computed), "then": money(line.computed)}
            moved = _("Computed again it is {now}, not {then} as on the list.").format(**facts)
    return LinePage(
        title=line.enterprise.name,
        crumbs=[
            Crumb(_("Policies and rewards"), reverse("policies")),
            Crumb(given.code, reverse("reward-list", args=[given.uid])),
            Crumb(line.enterprise.name),
        ],
        as_at=[
            f"{given.policy.name} {_('clause {number}').format(number=line.clause.number)}",
            _("computed as at {month}").format(month=given.month),
            snapshot_words(snapshot),
        ],
        uid=str(line.uid),
        amount=money(line.amount),
        basis=line.basis,
        lacks=line.lacks,
        standing=_(str(Standing(line.standing).label)),
        formula=spoken(formula_words(found.clause)) if found else "",
        checks=[_check(each, viewer) for each in found.checks] if found else [],
        measured=measured,
        sums=sums,
        moved=moved,
        reward=address_of("reward", line.reward.uid) if line.reward else "",
        clawed_back=_clawed(line),
        may_claw_back=bool(
            line.reward_id
            and not line.clawed_back_on
            and state_of(given) is ListState.PAID
            and may(viewer, "approve")
        ),
        faults=list(faults),
        typed=typed or {},
    )


def _again(line: RewardLine) -> tuple[Outcome | None, str]:
    """The same computation, where the clause can still be read and the firm still is."""
    given = line.reward_list
    month = Month.parse(given.month)
    clauses = [
        each.clause
        for each in readings(given.policy_id)
        if each.clause is not None and each.record.code == line.clause_id
    ]
    if not clauses:
        return None, given.snapshot
    snapshot = _snapshot(given.snapshot, month)
    values = Values(snapshot, Span.year_to(month))
    firm = next((each for each in values.firms(clauses) if each.code == line.enterprise_id), None)
    return (outcome(clauses[0], firm, values) if firm else None), snapshot.id


def snapshot_words(code: str) -> str:
    """The snapshot by its code; of the open ledger, that."""
    return _("open ledger") if code == WORKING else code


def _snapshot(kept: str, month: Month) -> Snapshot:
    """The one that the list names; where it was not kept, the month's as it is read now."""
    if kept in making.frozen():
        try:
            return making.open_snapshot(kept)
        except LakeError:
            return snapshot_for(month)
    return snapshot_for(month)


def _clawed(line: RewardLine) -> str:
    if not line.clawed_back_on:
        return ""
    return f"{line.clawed_back_on} · {money(line.clawed_back or 0)} · {line.clawback_reason}"


def _measured(found: Outcome, viewer: Viewer) -> CheckLine:
    measure = found.clause.formula.measure
    assert measure is not None  # noqa: S101 - asked for where there is one alone
    has = value_words(measure, found.value)
    return _lines(measure.label, has, "", True, "", found.lines, viewer, measure.unit.code)


def _sum_words(found: Outcome) -> str:
    """That the records add up to what was measured."""
    measure = found.clause.formula.measure
    if measure is None or not found.lines:
        return ""
    total = sum(each.contribution for each in found.lines)
    facts = {"number": len(found.lines), "total": value_words(measure, total)}
    return _("records: {number}; together {total}").format(**facts)


def _check(check: Check, viewer: Viewer) -> CheckLine:
    return _lines(
        check.label, check.has, check.wanted, check.is_met, check.lacks, check.lines, viewer, ""
    )


def _lines(
    label: str,
    has: str,
    wanted: str,
    is_met: bool,
    lacks: str,
    lines: tuple[Contribution, ...],
    viewer: Viewer,
    _unit: str,
) -> CheckLine:
    shown = lines[:_MOST]
    known = doors(((each.kind, each.uid) for each in shown), viewer)
    records = [
        (
            f"{each.label} {each.code}" if (each.kind, each.uid) in known else each.kind,
            known.get((each.kind, each.uid), ""),
            str(each.contribution),
        )
        for each in shown
    ]
    has, wanted, lacks = spoken(has), spoken(wanted), spoken(lacks)
    return CheckLine(label, has, wanted, is_met, lacks, records, len(lines) - len(shown))


@dataclass(frozen=True)
class ClauseForFirm:
    """A clause as it stands for one firm."""

    policy: str
    policy_address: str
    number: str
    wording: str
    amount: str
    fits: bool
    lacks: list[str]
    basis: str


@dataclass(frozen=True)
class FirmPage:
    """What templates/web/policies/firm.html shows."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    fits: list[ClauseForFirm]
    nearly: list[ClauseForFirm]
    others: int


def firm_page(firm: Enterprise, year: int | None = None) -> FirmPage:
    """The clauses in force that a firm fits, and those where one or two things are lacking."""
    chosen = year or clock.today().year
    month = month_of(chosen)
    by_policy = all_in_force(chosen)
    snapshot = snapshot_for(month)
    values = Values(snapshot, Span.year_to(month))
    every = [clause for clauses in by_policy.values() for clause in clauses]
    row = next((each for each in values.firms(every) if each.code == firm.code), None)
    policies = {each.code: each for each in Policy.objects.filter(code__in=by_policy)}
    found = [outcome(clause, row, values) for clause in every] if row else []
    fits = [_for_firm(each, policies) for each in found if each.standing is not None]
    short = [each for each in found if each.standing is None and len(each.lacking) <= _NEARLY]
    return FirmPage(
        title=_("Policies for {firm}").format(firm=firm.name),
        crumbs=[
            Crumb(firm.name, address_of("enterprise", firm.uid)),
            Crumb(_("Policies for it")),
        ],
        as_at=[_("computed as at {month}").format(month=month), snapshot_words(snapshot.id)],
        fits=fits,
        nearly=[_for_firm(each, policies) for each in sorted(short, key=_by_gap)],
        others=len(found) - len(fits) - len(short),
    )


#: So many things lacking are told; with more a clause is not for the firm.
_NEARLY = 2


def _by_gap(one: Outcome) -> tuple[int, float]:
    gaps = [float(each.gap) for each in one.lacking if each.gap is not None]
    return len(one.lacking), max(gaps, default=1e9)


def _for_firm(one: Outcome, policies: dict[str, Policy]) -> ClauseForFirm:
    policy = policies[one.clause.policy]
    return ClauseForFirm(
        policy=policy.name,
        policy_address=reverse("policy", args=[policy.uid]),
        number=_("clause {number}").format(number=one.clause.number),
        wording=one.clause.wording,
        amount=money(one.computed) if one.computed else "",
        fits=one.standing is not None,
        lacks=[spoken(each.lacks) for each in one.lacking],
        basis=spoken(one.basis) if one.standing else "",
    )
