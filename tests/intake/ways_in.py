"""Every way by which records come in, each given the same rows of texts: what does each say?"""

import csv
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from tests.fixtures.viewers import office
from tests.intake.workbooks import write_xlsx

from chainchief.core.faults import Fault, FaultsError
from chainchief.core.units import UNITS
from chainchief.intake.importing import import_file
from chainchief.ledger.actions import apply_change_set, apply_proposal, propose
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.columns import BadCell
from chainchief.ledger.queries.stored_values import stored_by_code
from chainchief.ledger.registers import Column, register_of
from chainchief.ledger.validation import by_record, review_of

Rows = Sequence[Mapping[str, object]]
Way = Callable[[str, Rows, Path], list[Fault]]
CLERK = office("县经办")


def by_workbook(kind: str, rows: Rows, folder: Path) -> list[Fault]:
    names = list(rows[0])
    path = write_xlsx(folder / "w.xlsx", names, [[row[name] for name in names] for row in rows])
    return _imported(kind, path)


def by_csv(kind: str, rows: Rows, folder: Path) -> list[Fault]:
    path = folder / "c.csv"
    names = list(rows[0])
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        writer.writerows([["" if row[n] is None else row[n] for n in names] for row in rows])
    return _imported(kind, path)


def _imported(kind: str, path: Path) -> list[Fault]:
    result = import_file(kind, path, viewer=CLERK, again=True)
    return [*result.faults, *result.warnings]


def by_change_set(kind: str, rows: Rows, _folder: Path) -> list[Fault]:
    return _outcome(lambda: apply_change_set(changes(kind, rows), viewer=CLERK))


def by_proposal(kind: str, rows: Rows, _folder: Path) -> list[Fault]:
    """What proposing and then applying says; a proposal is read back from its JSON in between."""
    proposed = changes(kind, rows)

    def settled():
        return apply_proposal(propose(proposed, viewer=CLERK).uid, viewer=CLERK).applied

    return _outcome(settled)


def by_form(kind: str, rows: Rows, _folder: Path) -> list[Fault]:
    """Fields of a form: each text is parsed by its column, and told where that cannot be done."""
    register, found, unreadable = register_of(kind), [], {}
    for at, row in enumerate(rows):
        values: dict[str, object] = {}
        for name in sorted(row, key=lambda name: bool(register.column(name).type.unit_column)):
            text = "" if row[name] is None else str(row[name])
            try:
                values[name] = register.column(name).type.parse(text, values) if text else None
            except BadCell as bad:
                found.append(Fault(bad.kind, value=text, facts=bad.facts))
                unreadable.setdefault(at, set()).add(name)
    review = review_of(changes(kind, rows), CLERK, unreadable=unreadable)
    return [*found, *review.faults(by_record)]


WAYS: Mapping[str, Way] = {
    "workbook": by_workbook,
    "csv": by_csv,
    "change set": by_change_set,
    "proposal": by_proposal,
    "form": by_form,
}


def _outcome(act: Callable[[], object]) -> list[Fault]:
    try:
        return list(act().warnings)  # type: ignore[attr-defined]
    except FaultsError as refusal:
        return list(refusal.faults)


def changes(kind: str, rows: Rows) -> ChangeSet:
    """The rows as a form or an API would give them: typed where that can be done."""
    register = register_of(kind)
    found = []
    for row in rows:
        values = _values(kind, row)
        composed = register.model.composed_of
        code = register.model.code_from({**dict.fromkeys(composed), **values}) if composed else ""
        given = str(row.get("code") or "")
        held = stored_by_code(register, [code or given]).get(code or given)
        if held is None:
            found.append(Creation(kind, given, values))
        else:
            own = {name: value for name, value in values.items() if name != "code"}
            found.append(Revision(kind, held.uid, held.version, own))
    return ChangeSet.of(*found)


def _values(kind: str, row: Mapping[str, object]) -> dict[str, object]:
    """A unit before the value in that unit; what cannot be read stays as it was typed."""
    register = register_of(kind)
    names = sorted(row, key=lambda name: bool(register.column(name).type.unit_column))
    values: dict[str, object] = {}
    for name in names:
        text = "" if row[name] is None else str(row[name])
        try:
            values[name] = register.column(name).type.parse(text, values) if text else None
        except BadCell:
            values[name] = _as_typed(register.column(name), text, values)
    return values


def _as_typed(column: Column, text: str, row: Mapping[str, object]) -> object:
    """A number out of bounds as the steps that it is; any other text as it was typed."""
    unit = column.type.unit_in(row)
    try:
        steps = Fraction(text) * (UNITS[unit].steps if unit in UNITS else 1)
    except ValueError:
        return text
    return int(steps) if column.type.is_number and steps.denominator == 1 else text
