"""The checks that a kind declares beside its register: of each record, and of each group."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.checks.group import GroupCheck
from chainchief.ledger.queries.reach import codes_in_reach
from chainchief.ledger.queries.stored_values import Stored, stored_by_code, stored_where
from chainchief.ledger.registers import Register, register_of
from chainchief.ledger.validation.drafts import DraftRecord
from chainchief.ledger.validation.review import Review


class _Watched(Mapping[str, object]):
    """A record that remembers which of its unreadable columns a check looked at."""

    def __init__(self, values: Mapping[str, object], bad: set[str]) -> None:
        self.values_, self.bad = values, bad
        self.touched: set[str] = set()

    def __getitem__(self, name: str) -> object:
        if name in self.bad:
            self.touched.add(name)
        return self.values_[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)


def check_each_record(review: Review) -> None:
    """Run each kind's row checks; what stays as it is was checked when it came in."""
    for register, drafts in review.by_register():
        for draft in drafts if register.checks else ():
            if not draft.stays and draft.withdrawn_on is None:
                _check(review, register, draft)


def _check(review: Review, register: Register, draft: DraftRecord) -> None:
    """A check that looked at an unreadable column has no say: that is told already."""
    for check in register.checks:
        watched = _Watched(draft.after, draft.bad) if draft.bad else None
        faults_of_row = check(draft.after if watched is None else watched)
        if watched is None or not watched.touched:
            for fault in faults_of_row:
                review.add(fault.kind, draft, fault.column, **fault.facts)


@dataclass
class _Group:
    """The values of a group as they would be; `drafts` stand at their positions, or None."""

    values: list[Mapping[str, object]] = field(default_factory=list)
    drafts: list[DraftRecord | None] = field(default_factory=list)
    #: Shown where a finding is about a record that no change touches.
    touched_by: DraftRecord | None = None

    def add(self, values: Mapping[str, object], draft: DraftRecord | None) -> None:
        self.values.append(values)
        self.drafts.append(draft)


def check_groups(review: Review) -> None:
    for register, drafts in review.by_register():
        for by in dict.fromkeys(check.by for check in register.group_checks):
            groups = _groups(review.viewer, register, drafts, by)
            for check in (check for check in register.group_checks if check.by == by):
                _check_by(review, register, check, groups)


def _check_by(
    review: Review, register: Register, check: GroupCheck, groups: Mapping[str, _Group]
) -> None:
    parents = _parents(review, register, check, groups)
    for owner, group in sorted(groups.items()):
        parent = parents.get(owner, {})
        _find(review, check, group, {name: parent.get(name) for name in check.of_parent})


def _groups(
    viewer: Viewer, register: Register, drafts: list[DraftRecord], by: str
) -> dict[str, _Group]:
    """Groups that the change touches and that can be read whole: stored records first.

    A group with a value that could not be read is left out; that value is told already. So is one
    in which nothing changes.
    """
    touched: dict[str, list[DraftRecord]] = defaultdict(list)
    spoilt: set[str] = set()
    moved: set[str] = set()
    for draft in drafts:
        owners = {str(value) for value in (draft.after[by], draft.before(by)) if value}
        for owner in owners:
            touched[owner].append(draft)
        if draft.bad:
            spoilt |= owners
        elif not draft.stays:
            moved |= owners
    whole = moved - spoilt
    groups = {owner: _Group() for owner in touched if owner in whole}
    for record in _others(viewer, register, drafts, by, groups):
        groups[str(record.values[by])].add(record.values, None)
    for owner, group in groups.items():
        group.touched_by = touched[owner][0]
        for draft in touched[owner]:
            if str(draft.after[by]) == owner and draft.withdrawn_on is None:
                group.add(draft.after, draft)
    return groups


def _others(
    viewer: Viewer,
    register: Register,
    drafts: list[DraftRecord],
    by: str,
    groups: Mapping[str, _Group],
) -> list[Stored]:
    """Records in force of the groups that the change itself does not touch."""
    own = {draft.code for draft in drafts}
    held = stored_where(register, register.column(by).attribute, groups)
    others = [each for each in held if each.withdrawn_on is None and each.code not in own]
    if policy.reach(viewer, "see", register.policy_class).everything:
        return others
    seen = codes_in_reach(viewer, register, [each.code for each in others])
    return [each if each.code in seen else _nameless(each) for each in others]


def _nameless(record: Stored) -> Stored:
    """A record out of the viewer's reach: it counts, and no finding tells whose it is."""
    hidden = {name: _("others") for name in ("code", "name") if name in record.values}
    return replace(record, values={**record.values, **hidden})


def _parents(
    review: Review, register: Register, check: GroupCheck, groups: Mapping[str, _Group]
) -> dict[str, Mapping[str, object]]:
    """The records that the groups belong to, by code, as they would be."""
    if not check.of_parent:
        return {}
    kind = register.references[check.by]
    stored = {code: held.values for code, held in stored_by_code(register_of(kind), groups).items()}
    proposed = {d.code: d.after for d in review.drafts if d.register.kind == kind}
    return {**stored, **proposed}


def _find(review: Review, check: GroupCheck, group: _Group, parent: Mapping[str, object]) -> None:
    """What is found at a record that no change touches is shown at the first one that is."""
    first = next((draft for draft in group.drafts if draft is not None), group.touched_by)
    if not group.values:
        return
    for position, fault in check.find(group.values, parent):
        draft = group.drafts[position] or first
        if draft is not None:
            review.add(fault.kind, draft, fault.column, **fault.facts)
