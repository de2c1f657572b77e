"""What is found wrong with a change set: each finding at one change and one column."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultKind, FaultsError, Place, Severity
from chainchief.ledger.changesets import Applied
from chainchief.ledger.registers import Register
from chainchief.ledger.validation.drafts import DraftRecord, as_shown, by_register


@dataclass(frozen=True)
class Another:
    """In the facts of a finding: another change of the same change set, told by its place."""

    position: int


@dataclass(frozen=True)
class Finding:
    """One fault or warning. `column` is a machine name, "" for the record as a whole."""

    kind: FaultKind
    position: int
    column: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Located:
    """Where a column of a change stands for whoever made it: a cell, a field, a pointer.

    `value` is what stands there; None has the column's value shown as the ledger would.
    """

    place: Place
    value: str | None = None


#: Finds the place of a column of a change; "" is the change as a whole.
Locate = Callable[[DraftRecord, str], Located]


Groups = list[tuple[Register, list[DraftRecord]]]


@dataclass
class Review:
    """A change set under review: its records as they would be, and what was found so far.

    `viewer` is who would make the change; what names other records is told within that reach.
    `drafts` loses what is put aside; `everything` does not.
    """

    drafts: list[DraftRecord]
    viewer: Viewer
    findings: list[Finding] = field(default_factory=list)
    #: What the viewer must be allowed to do; "" is what each change itself does.
    verb: str = ""
    #: Whether this is an act of the process that runs these records, which asked its own order.
    by_act: bool = False
    everything: list[DraftRecord] = field(init=False)
    #: The drafts that were grouped last, and their groups: a dozen checks ask for the same.
    _grouped: tuple[list[DraftRecord], Groups] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.everything = list(self.drafts)

    def add(self, kind: FaultKind, draft: DraftRecord, column: str, /, **facts: object) -> None:
        """Find `kind` at `column`."""
        self.findings.append(Finding(kind, draft.position, column, facts))

    def refuse(self, kind: FaultKind, draft: DraftRecord, column: str, /, **facts: object) -> None:
        """`add`, and nothing that follows from this column's value is told any more."""
        draft.bad.add(column)
        self.add(kind, draft, column, **facts)

    def put_aside(self, kind: FaultKind, draft: DraftRecord, /, **facts: object) -> None:
        """Find `kind` of the record as a whole; no other check looks at it any more."""
        self.drafts = [other for other in self.drafts if other is not draft]
        self.add(kind, draft, "code", **facts)

    def by_register(self) -> Iterator[tuple[Register, list[DraftRecord]]]:
        if self._grouped is None or self._grouped[0] is not self.drafts:
            self._grouped = (self.drafts, by_register(self.drafts))
        yield from self._grouped[1]

    @property
    def refused(self) -> bool:
        return any(finding.kind.severity is Severity.FAULT for finding in self.findings)

    def counts(self) -> Applied:
        """The counts of what writing the drafts would do."""
        state = [draft for draft in self.drafts if draft.changes_state]
        new = sum(draft.is_new for draft in self.drafts)
        idle = sum(draft.stays for draft in self.drafts)
        withdrawn = sum(draft.withdrawn_on is not None for draft in state)
        return Applied(
            created=new,
            revised=len(self.drafts) - new - idle - len(state),
            unchanged=idle,
            withdrawn=withdrawn,
            reinstated=len(state) - withdrawn,
        )

    def faults(self, locate: Locate) -> list[Fault]:
        """The findings as they are told, at the places that `locate` gives."""
        at = {draft.position: draft for draft in self.everything}
        return [_fault(finding, at, locate) for finding in self.findings]


def _fault(finding: Finding, at: Mapping[int, DraftRecord], locate: Locate) -> Fault:
    draft = at[finding.position]
    facts = {
        name: str(locate(at[fact.position], "").place) if isinstance(fact, Another) else fact
        for name, fact in finding.facts.items()
    }
    located = locate(draft, finding.column)
    value = as_shown(draft, finding.column) if located.value is None else located.value
    return Fault(finding.kind, located.place, value, facts)


def by_record(draft: DraftRecord, column: str) -> Located:
    """The place of a change that came without a file: the record, and the row if it names one."""
    sheet, _mark, line = draft.change.origin.rpartition("!")
    record = f"{draft.register.name} {draft.code}".strip()
    title = title_of(draft.register, column) if column else ""
    row = int(line) if line.isdigit() else None
    return Located(Place(sheet=sheet, line=row, record=record, column=title))


def title_of(register: Register, column: str) -> str:
    """A column's label without its unit; a custom field's too."""
    for known in (*register.columns, *register.extra):
        if known.name == column:
            return known.title
    return column


class RefusedError(FaultsError):
    """A change set that the ledger refuses, with every fault found and what is behind each."""

    def __init__(self, faults: Iterable[Fault], findings: Iterable[Finding] = ()) -> None:
        super().__init__(faults)
        self.findings = tuple(findings)
