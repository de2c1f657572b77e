"""One column of several records set to one value: chosen in a list, shown as old → new, written."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.queries.stored_values import Stored, stored_by_uid
from chainchief.ledger.registers import AnyColumn, Register
from chainchief.ledger.validation import DraftRecord, Located, review_of, title_of
from chainchief.web.forms import faults
from chainchief.web.forms.filling.entry import Entry
from chainchief.web.forms.filling.form import REASON
from chainchief.web.forms.filling.references import ReferredRecords
from chainchief.web.forms.filling.shape import entered_columns
from chainchief.web.forms.filling.submission import NamedFault
from chainchief.web.registers.query import ListQuery
from chainchief.web.registers.selection import selected_records

#: Records at once: a person has to look at each.
MOST = 200
#: Names of fields: the column, its value, a record by its uid and version.
COLUMN, VALUE, CHOSEN = "form-column", "form-value", "form-chosen"


@dataclass(frozen=True)
class BulkLine:
    """One record of the list, with its value as it is and as it would be."""

    uid: str
    chosen: str
    is_chosen: bool
    code: str
    name: str
    before: str
    after: str
    faults: list[str]

    @property
    def moves(self) -> bool:
        return self.is_chosen and self.before != self.after


@dataclass
class BulkEdit:
    """What was asked of the records of a list; `faults` are by the name of their field."""

    register: Register
    viewer: Viewer
    records: list[Stored]
    count: int
    column: AnyColumn | None = None
    text: str = ""
    reason: str = ""
    versions: Mapping[uuid.UUID, int] = field(default_factory=dict)
    value: object = None
    is_readable: bool = False
    faults: list[NamedFault] = field(default_factory=list)
    named: ReferredRecords = field(init=False)

    def __post_init__(self) -> None:
        self.named = ReferredRecords(self.viewer)

    @property
    def columns(self) -> list[AnyColumn]:
        """Columns that can be set at once: no code, no part of one, nothing with a unit."""
        register = self.register
        keys = {"code", "name", *register.model.composed_of}
        units = {each.type.unit_column for each in register.columns}
        return [
            each
            for each in entered_columns(register)
            if each.name not in keys | units and not each.type.unit_column
        ]

    # -- what was sent

    def take(self, typed: QueryDict) -> None:
        self.column = next(
            (each for each in self.columns if each.name == typed.get(COLUMN, "")), None
        )
        self.text, self.reason = typed.get(VALUE, ""), typed.get(REASON, "").strip()
        known = {each.uid for each in self.records}
        self.versions = {
            uid: version for uid, version in map(_chosen, typed.getlist(CHOSEN)) if uid in known
        }
        self._read()

    def _read(self) -> None:
        if self.column is None:
            return
        entry = Entry(self.register, (self.column,))
        entry.texts[self.column.name] = self.text
        entry.read(self.named)
        self.is_readable = not entry.unreadable
        self.value = entry.values.get(self.column.name)
        self.faults += [(VALUE, fault) for _name, fault in entry.faults]

    @property
    def chosen(self) -> list[Stored]:
        return [each for each in self.records if each.uid in self.versions]

    # -- what it comes to

    def change_set(self) -> ChangeSet:
        """Each chosen record at the version that was looked at."""
        assert self.column is not None  # noqa: S101 - asked before
        name, further = self.column.name, {each.name for each in self.register.extra}
        is_own = name not in further
        return ChangeSet(
            revisions=tuple(
                Revision(
                    self.register.kind,
                    each.uid,
                    self.versions[each.uid],
                    {name: self.value} if is_own else {},
                    extra=None if is_own else {name: self.value},
                )
                for each in self.chosen
            )
        )

    def check(self, change_set: ChangeSet) -> None:
        """Keep what the ledger would refuse, at the records where it would."""
        if not self.reason:
            self.faults.append(
                (REASON, Fault(faults.NO_REASON, Place(column=_("Reason of the change")), ""))
            )
        review = review_of(change_set, self.viewer)
        found = review.faults(self.locate)
        for finding, fault in zip(review.findings, found, strict=True):
            if not fault.is_warning:
                self.faults.append((change_set.revisions[finding.position].uid.hex, fault))

    def locate(self, draft: DraftRecord, column: str) -> Located:
        title = title_of(self.register, column) if column else ""
        return Located(Place(record=draft.code, column=title))

    # -- what is shown

    def lines(self) -> list[BulkLine]:
        by_record: dict[str, list[str]] = {}
        for name, fault in self.faults:
            by_record.setdefault(name, []).append(fault.text)
        return [self._line(each, by_record.get(each.uid.hex, [])) for each in self.records]

    def _line(self, held: Stored, messages: list[str]) -> BulkLine:
        before = after = ""
        if self.column is not None:
            values = {**held.values, **held.extra}
            before = self._words(values)
            after = before
            if self.is_readable and held.uid in self.versions:
                after = self._words({**values, self.column.name: self.value})
        return BulkLine(
            uid=held.uid.hex,
            chosen=f"{held.uid.hex}.{held.version}",
            is_chosen=held.uid in self.versions,
            code=held.code,
            name=str(held.values.get("name") or held.code),
            before=before,
            after=after,
            faults=messages,
        )

    def _words(self, values: Mapping[str, object]) -> str:
        column = self.column
        assert column is not None  # noqa: S101 - asked before
        value = values.get(column.name)
        if value is None or value == "":
            return ""
        if column.type.target:
            return self.named.text(column.type.target, str(value))
        is_own = column.name not in {each.name for each in self.register.extra}
        return column.type.with_unit(value if is_own else column.type.restored(value), values)


def _chosen(text: str) -> tuple[uuid.UUID | None, int]:
    """A record and the version that was looked at, as a box of the list says them."""
    uid, _dot, version = text.partition(".")
    try:
        return uuid.UUID(hex=uid), int(version)
    except ValueError:
        return None, 0


def bulk_edit(register: Register, query: ListQuery, viewer: Viewer) -> BulkEdit:
    """The records of a list that the viewer may change, the first ones of many."""
    rows: QuerySet[Any] = selected_records(register, query, viewer, "enter")
    rows = rows.filter(withdrawn_on=None)
    seen = selected_records(register, query, viewer).values("uid")
    uids = list(rows.filter(uid__in=seen).values_list("uid", flat=True)[:MOST])
    held = stored_by_uid(register, uids)
    return BulkEdit(register, viewer, [held[uid] for uid in uids if uid in held], rows.count())
