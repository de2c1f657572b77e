"""The acts on a case, each in one transaction: right → state → deed → change set → notice."""

import datetime as dt

from chainchief.access import policy
from chainchief.access.scopes import ScopeCodes, codes_of
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultKind, FaultsError
from chainchief.core.i18n import _
from chainchief.desk import faults
from chainchief.desk.difficulties import notices
from chainchief.desk.difficulties.checks import check_deed
from chainchief.desk.difficulties.deeds import Deed, columns_after
from chainchief.desk.difficulties.machine import TRANSITIONS, Act
from chainchief.desk.difficulties.steps import next_number
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.preset import limits
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation, Revision
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyOffice
from chainchief.ledger.kinds.difficulty.states import MOVED_BY_ACTS, state_of
from chainchief.ledger.registers import register_of

#: Days of a case that lie ahead of it.
_AHEAD = frozenset(("due_on", "turn_due_on", "extension_until"))


def scope_of(case: Difficulty) -> ScopeCodes:
    """Whose a case is: unit, chain, firm, office in charge."""
    return codes_of(case, register_of(Difficulty.kind).scopes)


def is_allowed(case: Difficulty, act: Act, viewer: Viewer) -> bool:
    """Whether the viewer has the right to an act, whatever the state is."""
    policy_class = register_of(Difficulty.kind).policy_class
    return policy.covers(viewer, policy_class, scope_of(case), TRANSITIONS[act].verb)


def possible(case: Difficulty, viewer: Viewer) -> list[Act]:
    """The acts that the viewer may take now, in their order."""
    state = state_of(case)
    return [
        act
        for act, transition in TRANSITIONS.items()
        if state in transition.sources and is_allowed(case, act, viewer) and not _is_idle(case, act)
    ]


def _is_idle(case: Difficulty, act: Act) -> bool:
    """Acts that the state admits and nothing asks for."""
    if act in (Act.EXTEND, Act.REFUSE_EXTENSION):
        return case.extension_until is None
    if act is Act.ESCALATE:
        return clock.today() <= (case.turn_due_on or case.due_on)
    return act is Act.ASK_EXTENSION and case.extension_until is not None


def take(
    case: Difficulty,
    act: Act,
    deed: Deed | None = None,
    *,
    viewer: Viewer,
    version: int | None = None,
) -> Difficulty:
    """Take a step in a case; the case as it is afterwards.

    Raises `FaultsError` with all that is wrong: no right, not from this state, somebody was faster
    (`version` is the one that was looked at), or what the act needs is missing.
    """
    transition, given = TRANSITIONS[act], deed or Deed()
    reason = given.note.strip()[:400] or _("{act} in case {code}").format(
        act=_(transition.step.label), code=case.code
    )
    with changelog.acting(viewer.signature, reason):
        held = Difficulty.objects.select_for_update().get(pk=case.pk)
        _check_may(held, act, viewer)
        if version is not None and held.version != version:
            _refuse(faults.MOVED)
        state = state_of(held)
        if state not in transition.sources:
            _refuse(faults.NOT_NOW, state=_(state.label))
        scheme, day = limits().of(held.process), _day_of(held)
        found = check_deed(held, act, given, viewer, day, scheme)
        if found:
            raise FaultsError(found)
        values = columns_after(held, act, given, day, scheme)
        changes = [*_revised(held, values), _step(held, act, given, day, values)]
        if act is Act.ASSIGN:
            changes += _helpers(held, given, due_after(day, scheme.co_report), day)
        apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=reason, verb=transition.verb)
        done = Difficulty.objects.get(pk=held.pk)
        notices.moved(done, act, viewer)
    return done


def report(
    part: DifficultyOffice, *, viewer: Viewer, opinion: str, document: str = ""
) -> DifficultyOffice:
    """An office that helps says what it has to say; once, to the office in charge."""
    with changelog.acting(viewer.signature, opinion.strip()[:400] or _("opinion of the office")):
        held = DifficultyOffice.objects.select_for_update().select_related("office").get(pk=part.pk)
        register = register_of(DifficultyOffice.kind)
        if not policy.covers(
            viewer, register.policy_class, codes_of(held, register.scopes), "answer"
        ):
            _refuse(faults.NOT_YOURS, viewer=viewer.name)
        if held.reported_on:
            _refuse(faults.CO_OFFICE_DONE, office=held.office.name, day=held.reported_on)
        if not opinion.strip():
            _refuse(faults.NO_REASON)
        day = max(clock.today(), held.requested_on)
        values = {
            "signed_on": held.signed_on or day,
            "reported_on": day,
            "opinion": opinion.strip()[:400],
            "document": document or None,
        }
        change = Revision(DifficultyOffice.kind, held.uid, held.version, values)
        apply_change_set(ChangeSet.of(change), viewer=viewer, reason=opinion, verb="answer")
        done = DifficultyOffice.objects.select_related("difficulty").get(pk=held.pk)
        notices.reported(done, viewer)
    return done


def _check_may(case: Difficulty, act: Act, viewer: Viewer) -> None:
    if not is_allowed(case, act, viewer):
        _refuse(faults.NOT_YOURS, viewer=viewer.name)


def _day_of(case: Difficulty) -> dt.date:
    """Today; where the clock was set back, the last day on which something was done in the case."""
    done = (getattr(case, name) for name in MOVED_BY_ACTS.columns - _AHEAD)
    return max(clock.today(), *(day for day in done if isinstance(day, dt.date)))


def _revised(case: Difficulty, values: dict[str, object]) -> list[Change]:
    return [Revision(Difficulty.kind, case.uid, case.version, values)] if values else []


def _step(
    case: Difficulty, act: Act, deed: Deed, day: dt.date, values: dict[str, object]
) -> Creation:
    new_due = values.get("due_on")
    if act is Act.ASK_EXTENSION:
        new_due = values["extension_until"]
    return Creation(
        "difficulty_action",
        "",
        {
            "difficulty": case.code,
            "number": next_number(case),
            "step": TRANSITIONS[act].step.value,
            "acted_on": day,
            "office": values.get("host", case.host_id),
            "new_due_on": new_due,
            "note": deed.note.strip()[:400],
            "informant": deed.informant.strip()[:80],
            "document": deed.document or None,
        },
    )


def _helpers(case: Difficulty, deed: Deed, due: dt.date, day: dt.date) -> list[Change]:
    """The offices that are asked now and were not before."""
    rows = DifficultyOffice.objects.filter(difficulty=case)
    offices = {str(code) for code in rows.values_list("office__code", flat=True)}
    return [
        Creation(
            DifficultyOffice.kind,
            "",
            {"difficulty": case.code, "office": code, "requested_on": day, "due_on": due},
        )
        for code in dict.fromkeys(deed.helpers)
        if code not in offices
    ]


def _refuse(kind: FaultKind, **facts: object) -> None:
    raise FaultsError([Fault(kind, facts=facts)])
