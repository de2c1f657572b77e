"""Definitions of the workshop: saved, proposed, adopted or refused, withdrawn."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.home import home
from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.trial import Candidate, compare_definition
from chainchief.ledger import changelog
from chainchief.people import small_office
from chainchief.workshop import adopted_file, proposals
from chainchief.workshop import faults as kinds
from chainchief.workshop.adopted_file import FILE
from chainchief.workshop.models import ProposedIndicator, State
from chainchief.workshop.proposals import LONGEST_REASON, POLICY_CLASS
from chainchief.workshop.yaml_text import read, text_of


def save(entry: Mapping[str, Any], *, viewer: Viewer, uid: object = None) -> ProposedIndicator:
    """Keep a draft on the server, sound or not; with `uid` in the place of an earlier one."""
    policy.require(viewer, "propose", POLICY_CLASS)
    text = text_of(entry)
    columns = {
        "code": str(entry.get("code", ""))[:40],
        "name": str(dict(entry.get("name", {})).get("zh", ""))[:200],
        "entry": text,
        "drafted_at": proposals.now(),
    }
    with changelog.acting(viewer.signature):
        if uid is None:
            return ProposedIndicator.objects.create(drafted_by=viewer.signature, **columns)
        row = proposals.one(ProposedIndicator, uid)
        proposals.refuse(list(proposals.own_draft_faults(row, viewer)))
        return proposals.moved(row, State.DRAFT, **columns)


def drop(uid: object, *, viewer: Viewer) -> ProposedIndicator:
    """Put one's draft aside; the log keeps it."""
    policy.require(viewer, "propose", POLICY_CLASS)
    with changelog.acting(viewer.signature):
        row = proposals.one(ProposedIndicator, uid)
        proposals.refuse(list(proposals.own_draft_faults(row, viewer)))
        return proposals.moved(row, State.DROPPED)


def propose(uid: object, *, viewer: Viewer, reason: str) -> ProposedIndicator:
    """Hand one's draft to whoever decides; it must hold as it stands."""
    policy.require(viewer, "propose", POLICY_CLASS)
    with changelog.acting(viewer.signature, reason):
        row = proposals.one(ProposedIndicator, uid)
        found = list(proposals.own_draft_faults(row, viewer))
        proposals.refuse(found or [*_entry_faults(row), *proposals.reason_faults(reason)])
        return proposals.moved(
            row,
            State.PROPOSED,
            proposed_by=viewer.signature,
            proposed_at=proposals.now(),
            reason=reason.strip()[:LONGEST_REASON],
            changes=changes_by(entry_of_row(row), viewer),
        )


def adopt(
    uid: object, *, viewer: Viewer, reason: str = "", alone: bool = False
) -> ProposedIndicator:
    """Make it part of the city's catalogue, in the place of what was adopted under its code."""
    policy.require(viewer, "approve", POLICY_CLASS)
    with changelog.acting(viewer.signature, reason):
        row = proposals.one(ProposedIndicator, uid)
        found = list(proposals.decision_faults(row, viewer, alone=alone, reason=reason))
        proposals.refuse(found or list(_entry_faults(row)))
        for earlier in ProposedIndicator.objects.filter(code=row.code, state=State.ADOPTED):
            proposals.moved(earlier, State.SUPERSEDED)
        row = proposals.moved(row, State.ADOPTED, **_decided(viewer, reason), alone=alone)
        if alone:
            small_office.record_alone(viewer, row.code, reason, indicator=row.code)
        adopted_file.write()
    return row


def refuse(uid: object, *, viewer: Viewer, reason: str) -> ProposedIndicator:
    """Decide against it; the reason says why."""
    policy.require(viewer, "approve", POLICY_CLASS)
    with changelog.acting(viewer.signature, reason):
        row = proposals.one(ProposedIndicator, uid)
        found = list(proposals.decision_faults(row, viewer, alone=False, reason=reason))
        proposals.refuse([*found, *proposals.reason_faults(reason)])
        return proposals.moved(row, State.REFUSED, **_decided(viewer, reason))


def withdraw(code: str, *, viewer: Viewer, since: dt.date | None, reason: str) -> ProposedIndicator:
    """Let an adopted definition end: from `since` on it gives no number any more."""
    policy.require(viewer, "withdraw", POLICY_CLASS)
    with changelog.acting(viewer.signature, reason):
        row = in_force(code)
        found = [] if row else [Fault(kinds.NOT_IN_FORCE, facts={"code": code})]
        found += [] if since else [Fault(kinds.NO_DAY)]
        proposals.refuse([*found, *proposals.reason_faults(reason)])
        assert row is not None  # noqa: S101 - refused above
        row = proposals.moved(
            row,
            State.ADOPTED,
            withdrawn_from=since,
            withdrawn_by=viewer.signature,
            withdrawal_reason=reason.strip()[:LONGEST_REASON],
        )
        adopted_file.write()
    return row


def in_force(code: str) -> ProposedIndicator | None:
    """The row by which the catalogue has a code, None where the workshop has not."""
    return ProposedIndicator.objects.filter(code=code, state=State.ADOPTED).first()


def one_of(uid: object) -> ProposedIndicator:
    """The definition of that number; `WrongUseError` for none."""
    return proposals.one(ProposedIndicator, uid)


def entry_of_row(row: ProposedIndicator) -> dict[str, Any]:
    return read(row.entry)[0]


def changes_by(entry: Mapping[str, Any], viewer: Viewer) -> list[dict[str, str]]:
    """Every closed month by the definition in force and by this one, as words.

    Kept with the proposal: who decides may see the figures without the records behind them.
    """
    found = compare_definition(entry, "", viewer)
    return [
        {
            "month": str(each.month),
            "before": each.before.display if each.before else "",
            "after": each.after.display,
            "differs": "yes" if each.differs and each.before else "",
        }
        for each in found.months
    ]


def _decided(viewer: Viewer, reason: str) -> dict[str, object]:
    return {
        "decided_by": viewer.signature,
        "decided_at": proposals.now(),
        "decision_reason": reason.strip()[:LONGEST_REASON],
    }


def _entry_faults(row: ProposedIndicator) -> Iterator[Fault]:
    entry = entry_of_row(row)
    if not row.name.strip():
        yield Fault(kinds.NO_NAME)
        return
    for located in Candidate(entry).faults:
        yield Fault(kinds.NOT_SOUND, facts={"reason": located.fault.text.rstrip(".。")})
    kept = _kept_by_hand(row.code)
    if kept:
        yield Fault(kinds.KEPT_ELSEWHERE, facts={"code": row.code, "file": kept})


def _kept_by_hand(code: str) -> str:
    """The preset file of the home folder that holds this code already, "" for none."""
    indicator = load().entries.get(code)
    if indicator is None or indicator.file == FILE:
        return ""
    return indicator.file if (home().presets / indicator.file).is_file() else ""


def refused_because(error: FaultsError) -> list[str]:
    """Every fault as a sentence."""
    return [fault.text for fault in error.faults]
