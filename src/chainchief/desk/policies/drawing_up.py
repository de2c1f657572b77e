"""Draw up a list: compute it from the ledger of a month, keep its lines; compute it again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span
from chainchief.desk.policies import faults
from chainchief.desk.policies.clauses.in_force import in_force, readings
from chainchief.desk.policies.computing import ComputedList, Outcome, computed_list
from chainchief.desk.policies.preset import rules
from chainchief.desk.policies.rights import require
from chainchief.desk.policies.steps import next_number, step_creation
from chainchief.desk.policies.values import Values
from chainchief.dispatch.closing import snapshot_for
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation, Revision
from chainchief.ledger.kinds.reward_list.models import ListStep, RewardLine, RewardList, Standing
from chainchief.ledger.kinds.reward_list.states import ListState, state_of

_ENDED = (ListState.PAID, ListState.DROPPED)


@dataclass(frozen=True)
class Computed:
    """A list as it would be, and what it was computed from."""

    found: ComputedList
    month: Month
    snapshot: str


def month_of(year: int) -> Month:
    """The month as at which a year's list is computed: its December, or the last one begun."""
    today = clock.today()
    return Month(year, 12) if year < today.year else Month(today.year, today.month)


def compute(policy: str, year: int) -> Computed:
    """The list of a policy and year; nothing is written. `FaultsError` where no clause can be."""
    clauses = in_force(readings(policy), year)
    if not clauses:
        raise FaultsError([Fault(faults.NO_CLAUSES, facts={"year": year})])
    month = month_of(year)
    snapshot = snapshot_for(month)
    values = Values(snapshot, Span.year_to(month))
    return Computed(computed_list(clauses, values, rules().nearly), month, snapshot.id)


def draw_up(policy: str, year: int, *, viewer: Viewer, note: str = "") -> RewardList:
    """Compute and keep a new list, in one transaction."""
    require(viewer, "propose")
    running = [
        each
        for each in RewardList.objects.filter(policy__code=policy, year=year, withdrawn_on=None)
        if state_of(each) not in _ENDED
    ]
    if running:
        facts = {"code": running[0].code, "state": _(state_of(running[0]).label)}
        raise FaultsError([Fault(faults.LIST_RUNS, facts=facts)])
    computed = compute(policy, year)
    _check_anybody(computed)
    last = RewardList.objects.filter(policy__code=policy, year=year).order_by("-round").first()
    number, day = (last.round + 1 if last else 1), clock.today()
    code = f"{policy}/{year}/{number}"
    values = {
        "policy": policy,
        "year": year,
        "round": number,
        "process": rules().in_force.code,
        **_columns(computed, day),
    }
    changes: list[Change] = [Creation(RewardList.kind, code, values)]
    changes += [_line(code, each) for each in computed.found.lines]
    changes.append(step_creation(code, 1, ListStep.COMPUTED, day, note, ""))
    reason = note.strip()[:400] or _("list {code} computed").format(code=code)
    with changelog.acting(viewer.signature, reason):
        apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=reason, verb="propose")
    return RewardList.objects.get(code=code)


def changes_of_recomputing(given: RewardList, day: dt.date, note: str) -> Iterator[Change]:
    """Changes of computing a list again: its lines are those of the ledger as it is now."""
    computed = compute(given.policy_id, given.year)
    _check_anybody(computed)
    values = {**_columns(computed, day), "returned_on": None}
    yield Revision(RewardList.kind, given.uid, given.version, values)
    held = {each.code: each for each in RewardLine.objects.filter(reward_list=given)}
    wanted = {_code(given.code, each): each for each in computed.found.lines}
    for code, each in wanted.items():
        old = held.get(code)
        if old is None:
            yield _line(given.code, each)
        else:
            yield Revision(RewardLine.kind, old.uid, old.version, _line_values(each))
    for code, old in held.items():
        if code not in wanted:
            nothing = {"standing": Standing.OUT.value, "computed": 0, "amount": 0, "basis": ""}
            yield Revision(RewardLine.kind, old.uid, old.version, nothing)
    yield step_creation(given, next_number(given), ListStep.COMPUTED, day, note, "")


def _check_anybody(computed: Computed) -> None:
    if not computed.found.included:
        raise FaultsError([Fault(faults.NOBODY_QUALIFIES)])


def _columns(computed: Computed, day: dt.date) -> dict[str, object]:
    return {
        "month": str(computed.month),
        "snapshot": computed.snapshot,
        "firms": len(computed.found.included),
        "total": computed.found.total,
        "computed_on": day,
    }


def _code(code: str, one: Outcome) -> str:
    return f"{code}/{one.clause.code}/{one.firm.code}"


def _line(code: str, one: Outcome) -> Creation:
    values = {"reward_list": code, "clause": one.clause.code, "enterprise": one.firm.code}
    return Creation(RewardLine.kind, "", {**values, **_line_values(one)})


def _line_values(one: Outcome) -> dict[str, object]:
    return {
        "standing": str(one.standing or ""),
        "computed": one.computed,
        "amount": one.amount,
        "basis": one.basis[:1000],
        "lacks": one.lacks[:400],
    }
