"""What a form comes to when it is sent: its changes, what is wrong, and what has moved on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chainchief.access.signatures import signature_words
from chainchief.core import clock
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import Change, ChangeSet, Revision, Withdrawal
from chainchief.ledger.columns import Reference
from chainchief.ledger.registers import AnyColumn
from chainchief.ledger.validation import (
    DraftRecord,
    Finding,
    Located,
    RefusedError,
    review_of,
    title_of,
)
from chainchief.web.forms import faults
from chainchief.web.forms.filling.entry import Entry
from chainchief.web.forms.filling.form import REASON, Form

#: The name of a field, and what is wrong there.
NamedFault = tuple[str, Fault]


@dataclass(frozen=True)
class Contested:
    """One column that others changed: as the form was made, as it is now, as it was typed.

    `name` is that of the field. Without `is_contested` nobody has to choose: theirs stays.
    """

    name: str
    where: str
    title: str
    then: str
    theirs: str
    mine: str
    is_contested: bool


@dataclass(frozen=True)
class Conflict:
    """A record that others changed since the form was made: who, when, why, column by column."""

    record: str
    by: str
    at: str
    reason: str
    withdrawn: str
    columns: list[Contested]


@dataclass
class Submission:
    """A form that was sent, read whole."""

    form: Form
    change_set: ChangeSet
    entries: dict[int, Entry]
    faults: list[NamedFault] = field(default_factory=list)
    warnings: list[NamedFault] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return bool(self.faults)

    def at(self, change: Change) -> Entry:
        return self.entries[id(change)]

    def locate(self, draft: DraftRecord, column: str) -> Located:
        """Place of a column of a change in the form, and what was typed there."""
        entry = self.at(draft.change)
        title = title_of(draft.register, column) if column else ""
        known = next((each for each in entry.columns if each.name == column), None)
        by_name = known is not None and isinstance(known.type, Reference)
        return Located(entry.place(title), entry.texts.get(column) if by_name else None)

    def tell(self, findings: "tuple[Finding, ...]", faults: "list[Fault]") -> None:
        """Put what the ledger found beside the fields; the same words as everywhere."""
        changes = self.change_set.changes
        for finding, fault in zip(findings, faults, strict=True):
            entry = self.at(changes[finding.position])
            found = (entry.name_of(finding.column), fault)
            (self.warnings if fault.is_warning else self.faults).append(found)


def read(form: Form, *, asks_reason: bool = True) -> Submission:
    """Read the form, checked as the ledger will check it; nothing is written.

    A preview comes before the reason: it does not ask for one.
    """
    changed = _read_entries(form)
    conflicts = [found for entry in changed if (found := _conflict(form, entry)) is not None]
    if conflicts:
        # What was not touched follows the record as it is now; unknown rows were never changed.
        for entry in form.entries:
            if entry.held is not None and entry.version != entry.held.version:
                entry.rebase()
        return Submission(form, ChangeSet(), {}, conflicts=conflicts)
    submission = _changes(form, changed)
    for entry in changed:
        submission.faults += entry.faults
    if asks_reason and _needs_reason(submission.change_set) and not form.reason:
        place = Place(column=_("Reason of the change"))
        submission.faults.append((REASON, Fault(faults.NO_REASON, place, "")))
    _review(submission)
    return submission


def _read_entries(form: Form) -> list[Entry]:
    for entry in form.entries:
        entry.read(form.named)
    return [entry for entry in form.entries if entry.is_changed]


def _changes(form: Form, changed: list[Entry]) -> Submission:
    """The changes of the form; a row of a new record whose code is unknown names nothing yet."""
    code, pairs = form.code, []
    for entry in changed:
        above: Mapping[str, object] = {}
        if entry.above and entry.is_new:
            above = {entry.above: code or None}
            if not code:
                entry.unreadable.add(entry.above)
        pairs.append((entry.change(above), entry))
    change_set = ChangeSet.of(*(change for change, _entry in pairs))
    return Submission(form, change_set, {id(change): entry for change, entry in pairs})


def _needs_reason(change_set: ChangeSet) -> bool:
    return any(isinstance(each, Revision | Withdrawal) for each in change_set.changes)


def _review(submission: Submission) -> None:
    unreadable = {
        position: frozenset(entry.unreadable)
        for position, change in enumerate(submission.change_set.changes)
        if (entry := submission.at(change)).unreadable
    }
    review = review_of(submission.change_set, submission.form.viewer, unreadable=unreadable)
    submission.tell(tuple(review.findings), review.faults(submission.locate))


def refused(submission: Submission, refusal: RefusedError) -> None:
    """Add what the ledger found while writing: others were faster."""
    if refusal.findings:
        submission.tell(refusal.findings, list(refusal.faults))
    else:
        name = submission.form.main.name_of("code")
        submission.faults += [(name, fault) for fault in refusal.faults]


def _conflict(form: Form, entry: Entry) -> Conflict | None:
    held = entry.held
    if held is None or entry.version == held.version:
        return None
    now = {**held.values, **held.extra}
    found = [
        contested
        for column in entry.columns
        if (contested := _contested(form, entry, column, now)) is not None
    ]
    events = ChangeEvent.objects.filter(kind=entry.register.kind, uid=held.uid.hex)
    last = events.order_by("-pk").first()
    return Conflict(
        record=str(entry.place()) or entry.register.name,
        by=signature_words(last.actor) if last else "",
        at=clock.minute(last.at) if last else "",
        reason=last.reason if last else "",
        withdrawn=_("withdrawn on {}").format(held.withdrawn_on) if held.withdrawn_on else "",
        columns=found,
    )


def _contested(
    form: Form, entry: Entry, column: AnyColumn, now: Mapping[str, object]
) -> Contested | None:
    """A column that others changed; contested where this form wants something else of it."""
    name = column.name
    if entry.base.get(name) == now.get(name):
        return None
    touched = name in entry.values or name in entry.unreadable
    wanted = entry.values.get(name)
    is_contested = touched and (name in entry.unreadable or wanted != now.get(name))
    then, theirs = (words(entry, column, values, form) for values in (entry.base, now))
    mine = entry.texts.get(name, "") if touched else ""
    if touched and name not in entry.unreadable:
        mine = words(entry, column, {**now, name: wanted}, form)
    where = str(entry.place()) if entry.is_row else ""
    return Contested(entry.prefix + name, where, column.title, then, theirs, mine, is_contested)


def words(entry: Entry, column: AnyColumn, values: Mapping[str, object], form: Form) -> str:
    """A value as a person reads it: the label of a choice, a name, a number with its unit."""
    value = values.get(column.name)
    if value is None or value == "":
        return ""
    if column.type.target:
        return form.named.text(column.type.target, str(value))
    return column.type.with_unit(
        column.type.restored(value) if column.name.startswith("x_") else value, values
    )
