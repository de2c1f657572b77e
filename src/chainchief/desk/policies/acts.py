"""The acts on a list, each in one transaction: right → state → what it needs → change set."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError, Place, refuse
from chainchief.core.i18n import _
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.policies import faults
from chainchief.desk.policies.clauses.words import money
from chainchief.desk.policies.drawing_up import changes_of_recomputing
from chainchief.desk.policies.machine import TRANSITIONS, Act
from chainchief.desk.policies.preset import rules
from chainchief.desk.policies.rights import may, require
from chainchief.desk.policies.steps import last_actor, next_number, step_creation
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation, Revision
from chainchief.ledger.kinds.reward.models import Reward
from chainchief.ledger.kinds.reward_list.models import (
    ListStep,
    RewardLine,
    RewardList,
    RewardObjection,
    Standing,
)
from chainchief.ledger.kinds.reward_list.states import ListState, state_of
from chainchief.people.persons import same_person


@dataclass(frozen=True)
class Given:
    """What was typed with an act."""

    note: str = ""
    document: str = ""


def possible(given: RewardList, viewer: Viewer) -> list[Act]:
    """The acts that the viewer may take now, in their order."""
    state = state_of(given)
    computed_by = last_actor(given, ListStep.COMPUTED)
    return [
        act
        for act, transition in TRANSITIONS.items()
        if state in transition.sources
        and may(viewer, transition.verb)
        and not (transition.by_another and is_same(computed_by, viewer))
        and not (act is Act.DECIDE and _waits(given))
    ]


def is_same(signature: str, viewer: Viewer) -> bool:
    return bool(signature) and same_person(signature, viewer.signature)


def _waits(given: RewardList) -> bool:
    """Whether a published list cannot be decided yet."""
    until = given.objections_until
    return bool(until and clock.today() <= until) or _open_objections(given) > 0


def _open_objections(given: RewardList) -> int:
    rows = RewardObjection.objects.filter(reward_list=given, withdrawn_on=None, answered_on=None)
    return rows.count()


def take(
    given: RewardList,
    act: Act,
    said: Given | None = None,
    *,
    viewer: Viewer,
    version: int | None = None,
) -> RewardList:
    """Take a step with a list; the list as it is afterwards. `FaultsError` with all reasons."""
    transition, said = TRANSITIONS[act], said or Given()
    require(viewer, transition.verb)
    reason = said.note.strip()[:400] or _("{act}: {code}").format(
        act=_(transition.step.label), code=given.code
    )
    with changelog.acting(viewer.signature, reason):
        held = RewardList.objects.select_for_update().get(pk=given.pk)
        if version is not None and held.version != version:
            refuse(faults.MOVED)
        if state_of(held) not in transition.sources:
            refuse(faults.NOT_NOW, state=_(state_of(held).label))
        found = list(_check(held, act, said, viewer))
        if found:
            raise FaultsError(found)
        day = _day(held)
        changes = list(_changes(held, act, said, day))
        apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=reason, verb=transition.verb)
    return RewardList.objects.get(pk=held.pk)


def _day(given: RewardList) -> dt.date:
    """Today; where the clock was set back, the last day on which something was done."""
    days = (given.computed_on, given.reviewed_on, given.published_on, given.decided_on)
    return max(clock.today(), *(day for day in days if day))


def _check(given: RewardList, act: Act, said: Given, viewer: Viewer) -> Iterator[Fault]:
    transition = TRANSITIONS[act]
    if transition.needs_reason and not said.note.strip():
        yield Fault(faults.NO_REASON, Place(column=_("Reason")), "")
    computed_by = last_actor(given, ListStep.COMPUTED)
    if transition.by_another and is_same(computed_by, viewer):
        yield Fault(faults.SAME_PERSON, facts={"person": signature_words(computed_by)})
    if act in (Act.REVIEW, Act.PUBLISH, Act.DECIDE, Act.PAY):
        yield from _check_lines(given)
    if act is Act.PAY and not said.document:
        yield Fault(faults.NO_DOCUMENT, Place(column=_("document")))
    if act is Act.DECIDE:
        until = given.objections_until
        if until and clock.today() <= until:
            yield Fault(faults.TOO_EARLY, facts={"day": until})
        waiting = _open_objections(given)
        if waiting:
            yield Fault(faults.OPEN_OBJECTIONS, facts={"number": waiting})


def _check_lines(given: RewardList) -> Iterator[Fault]:
    """That the lines are those of the steps: whoever enters a line elsewhere is found here."""
    firms, total = summed(given)
    if (firms, total) != (given.firms, given.total):
        facts = {
            "firms": firms,
            "now": money(total),
            "were": given.firms,
            "then": money(given.total),
        }
        yield Fault(faults.LINES_DIFFER, facts=facts)


def summed(given: RewardList, *, but: RewardLine | None = None) -> tuple[int, int]:
    """Number and sum of the lines with an amount, one of them left out."""
    rows = RewardLine.objects.filter(reward_list=given, withdrawn_on=None, amount__gt=0)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    amounts = list(rows.values_list("amount", flat=True))
    return len(amounts), sum(amounts)


def _changes(given: RewardList, act: Act, said: Given, day: dt.date) -> Iterator[Change]:
    if act is Act.RECOMPUTE:
        yield from changes_of_recomputing(given, day, said.note)
        return
    values = _columns(given, act, day)
    if act is Act.PAY:
        values["document"] = said.document
        yield from _payments(given, said, day)
    yield Revision(RewardList.kind, given.uid, given.version, values)
    step = TRANSITIONS[act].step
    yield step_creation(given, next_number(given), step, day, said.note, said.document)


def _columns(given: RewardList, act: Act, day: dt.date) -> dict[str, object]:
    match act:
        case Act.REVIEW:
            return {"reviewed_on": day}
        case Act.PUBLISH:
            until = due_after(day, rules().of(given.process).publicity)
            return {"published_on": day, "objections_until": until}
        case Act.DECIDE:
            return {"decided_on": day}
        case Act.PAY:
            return {"paid_on": day}
        case Act.DROP:
            return {"dropped_on": day}
        case _:
            undone = dict.fromkeys(("reviewed_on", "published_on", "objections_until"))
            return {"returned_on": day, **undone}


def _payments(given: RewardList, said: Given, day: dt.date) -> Iterator[Change]:
    """A reward for each line with an amount; the line names it."""
    lines = RewardLine.objects.filter(
        reward_list=given, withdrawn_on=None, standing=Standing.INCLUDED, amount__gt=0
    )
    for line in lines.select_related("enterprise", "clause", "reward_list__policy"):
        code = f"JL-{line.code}"[:160]
        facts = {"policy": given.policy.name, "number": line.clause.number}
        values = {
            "name": _("{policy}, clause {number}").format(**facts)[:200],
            "policy": given.policy_id,
            "enterprise": line.enterprise_id,
            "chain": line.enterprise.chain_id,
            "ground": line.basis[:400],
            "amount": line.amount,
            "paid_on": day,
            "document": said.document,
        }
        yield Creation(Reward.kind, code, values)
        yield Revision(RewardLine.kind, line.uid, line.version, {"reward": code})


def claw_back(
    line: RewardLine, amount: int, reason: str, *, viewer: Viewer, document: str = ""
) -> RewardLine:
    """Record that a reward paid was taken back, with its reason; once for a line."""
    require(viewer, "approve")
    if not reason.strip():
        raise FaultsError([Fault(faults.NO_REASON, Place(column=_("Reason")), "")])
    with changelog.acting(viewer.signature, reason.strip()[:400]):
        held = RewardLine.objects.select_for_update().get(pk=line.pk)
        given = RewardList.objects.get(code=held.reward_list_id)
        if state_of(given) is not ListState.PAID or not held.reward_id or held.clawed_back_on:
            refuse(faults.NOT_PAID)
        if not 0 < amount <= held.amount:
            refuse(faults.BAD_CLAWBACK, most=money(held.amount))
        day = _day(given)
        values = {
            "clawed_back_on": day,
            "clawed_back": amount,
            "clawback_reason": reason.strip()[:400],
        }
        note = f"{held.enterprise.name} {money(amount)}：{reason.strip()}"
        step = step_creation(given, next_number(given), ListStep.CLAWED_BACK, day, note, document)
        changes = ChangeSet.of(Revision(RewardLine.kind, held.uid, held.version, values), step)
        apply_change_set(changes, viewer=viewer, reason=reason.strip()[:400], verb="approve")
    return RewardLine.objects.get(pk=held.pk)
