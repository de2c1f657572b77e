"""Objections to a published list: raised by or for a firm, answered by the office."""

from chainchief.access import policy
from chainchief.access.scopes import Dimension, codes_of
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError, Place, refuse
from chainchief.core.i18n import _
from chainchief.desk.policies import faults
from chainchief.desk.policies.acts import summed
from chainchief.desk.policies.rights import require
from chainchief.desk.policies.steps import next_number, step_creation
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation, Revision
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.reward_list.models import (
    ListStep,
    RewardLine,
    RewardList,
    RewardObjection,
    Standing,
)
from chainchief.ledger.kinds.reward_list.states import ListState, state_of
from chainchief.ledger.registers import register_of


def object_to(
    given: RewardList,
    firm: str,
    objection: str,
    *,
    viewer: Viewer,
    informant: str = "",
    document: str = "",
) -> RewardObjection:
    """A firm objects, or somebody enters it on its behalf and names who said it."""
    found = [fault for fault in _faults(firm, objection, informant, viewer) if fault]
    if found:
        raise FaultsError(found)
    with changelog.acting(viewer.signature, objection.strip()[:400]):
        held = RewardList.objects.select_for_update().get(pk=given.pk)
        if state_of(held) is not ListState.PUBLISHED:
            refuse(faults.NOT_NOW, state=_(state_of(held).label))
        day, until = clock.today(), held.objections_until
        if until and day > until:
            refuse(faults.TOO_LATE, day=until)
        last = RewardObjection.objects.filter(reward_list=held).order_by("-number").first()
        number = last.number + 1 if last else 1
        values = {
            "reward_list": held.code,
            "number": number,
            "enterprise": firm,
            "raised_on": max(day, held.published_on or day),
            "informant": informant.strip()[:80],
            "objection": objection.strip()[:1000],
            "document": document or None,
        }
        changes = ChangeSet.of(Creation(RewardObjection.kind, "", values))
        apply_change_set(changes, viewer=viewer, reason=objection.strip()[:400], verb="propose")
    return RewardObjection.objects.get(reward_list=held, number=number)


def answer(
    objection: RewardObjection,
    words: str,
    *,
    viewer: Viewer,
    upheld: bool,
    line: RewardLine | None = None,
    amount: int | None = None,
) -> RewardObjection:
    """Answer an objection; where it is upheld a line of the list may get another amount."""
    require(viewer, "answer")
    if not words.strip():
        raise FaultsError([Fault(faults.NO_REASON, Place(column=_("Answer")), "")])
    reason = words.strip()[:400]
    with changelog.acting(viewer.signature, reason):
        given = RewardList.objects.select_for_update().get(code=objection.reward_list_id)
        held = RewardObjection.objects.get(pk=objection.pk)
        if state_of(given) is not ListState.PUBLISHED:
            refuse(faults.NOT_NOW, state=_(state_of(given).label))
        if held.answered_on:
            refuse(faults.ANSWERED_ALREADY, day=held.answered_on)
        day = max(clock.today(), held.raised_on)
        values = {"answered_on": day, "upheld": upheld, "answer": words.strip()[:1000]}
        changes: list[Change] = [
            Revision(RewardObjection.kind, held.uid, held.version, values),
            step_creation(given, next_number(given), ListStep.ANSWERED, day, words, ""),
        ]
        if upheld and line is not None and amount is not None:
            changes.append(_corrected(given, line, amount))
            firms, total = summed(given, but=line)
            now = {"firms": firms + bool(amount), "total": total + amount}
            changes.append(Revision(RewardList.kind, given.uid, given.version, now))
        apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=reason, verb="answer")
    return RewardObjection.objects.get(pk=held.pk)


def _corrected(given: RewardList, line: RewardLine, amount: int) -> Revision:
    ceiling = line.clause.ceiling
    if line.reward_list_id != given.code or amount < 0 or (ceiling and amount > ceiling):
        raise FaultsError([Fault(faults.BAD_AMOUNT, Place(column=_("amount on the list")))])
    standing = Standing.INCLUDED if amount else Standing.NEARLY
    values = {"amount": amount, "standing": standing.value}
    return Revision(RewardLine.kind, line.uid, line.version, values)


def _faults(firm: str, objection: str, informant: str, viewer: Viewer) -> list[Fault | None]:
    register = register_of(RewardObjection.kind)
    record = Enterprise.objects.filter(code=firm, withdrawn_on=None).first()
    allowed = record is not None and policy.covers(
        viewer,
        register.policy_class,
        codes_of(record, register_of(Enterprise.kind).scopes),
        "propose",
    )
    speaks = firm in viewer.own(Dimension.ENTERPRISE)
    return [
        None
        if allowed
        else Fault(faults.NOT_A_FIRM, Place(column=_("firm")), facts={"code": firm}),
        None if objection.strip() else Fault(faults.NO_REASON, Place(column=_("objection")), ""),
        None
        if speaks or informant.strip()
        else Fault(faults.NO_INFORMANT, Place(column=_("informant")), ""),
    ]
