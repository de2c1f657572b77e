"""The acts on a case, what each changes besides the case itself."""

import datetime as dt

from chainchief.access import policy
from chainchief.access.scopes import ScopeCodes, codes_of
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import FaultsError, refuse
from chainchief.core.i18n import _
from chainchief.desk import faults
from chainchief.desk.difficulties import notices
from chainchief.desk.difficulties.checks import check_deed
from chainchief.desk.difficulties.deeds import Deed, columns_after
from chainchief.desk.difficulties.machine import TRANSITIONS, Act
from chainchief.desk.difficulties.steps import next_number
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.extensions import step_due_on
from chainchief.desk.limits.preset import limits
from chainchief.desk.taking import Taking, revised
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation, Revision
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyOffice
from chainchief.ledger.kinds.difficulty.states import last_day, state_of
from chainchief.ledger.registers import register_of


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
        return clock.today() <= step_due_on(case)
    return act is Act.ASK_EXTENSION and case.extension_until is not None


def take(
    case: Difficulty,
    act: Act,
    deed: Deed | None = None,
    *,
    viewer: Viewer,
    version: int | None = None,
) -> Difficulty:
    """Take a step in a case; the case as it is afterwards. Refuses as `Taking` says."""
    given = deed or Deed()
    reason = given.note.strip()[:400] or _("{act} in case {code}").format(
        act=_(TRANSITIONS[act].step.label), code=case.code
    )
    return _TAKING.take(case, act, given, viewer=viewer, reason=reason, version=version)


def _refusing_state(case: Difficulty, act: Act) -> str:
    state = state_of(case)
    return "" if state in TRANSITIONS[act].sources else _(state.label)


def _changes(case: Difficulty, act: Act, deed: Deed, viewer: Viewer) -> list[Change]:
    # Where the clock was set back, the last day on which something was done in the case.
    day, scheme = max(clock.today(), last_day(case)), limits().of(case.process)
    found = check_deed(case, act, deed, viewer, day, scheme)
    if found:
        raise FaultsError(found)
    values = columns_after(case, act, deed, day, scheme)
    changes = [*revised(case, values), _step(case, act, deed, day, values)]
    if act is Act.ASSIGN:
        changes += _helpers(case, deed, due_after(day, scheme.co_report), day)
    return changes


def _tell(_before: Difficulty, case: Difficulty, act: Act, viewer: Viewer) -> None:
    notices.moved(case, act, viewer)


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
            refuse(faults.NOT_YOURS, viewer=viewer.name)
        if held.reported_on:
            refuse(faults.CO_OFFICE_DONE, office=held.office.name, day=held.reported_on)
        if not opinion.strip():
            refuse(faults.NO_REASON)
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


_TAKING: Taking[Difficulty, Act, Deed] = Taking(
    model=Difficulty,
    verb=lambda act: TRANSITIONS[act].verb,
    is_allowed=is_allowed,
    refusing_state=_refusing_state,
    changes=_changes,
    tell=_tell,
)
