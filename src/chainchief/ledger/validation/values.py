"""Values by themselves: filled in where they must be, and such as their columns can hold."""

from typing import TYPE_CHECKING

from chainchief.ledger.columns.placed import PlacedColumn
from chainchief.ledger.registers import Register
from chainchief.ledger.validation import faults
from chainchief.ledger.validation.drafts import DraftRecord

if TYPE_CHECKING:
    from chainchief.ledger.validation.review import Review

#: So many different values of a column are remembered as right.
_MOST_KEPT = 20_000


def check_values(review: "Review") -> None:
    """Every value that is new: there where it must be, of its column's type, within its bounds."""
    for register, drafts in review.by_register():
        columns = _checked_columns(register)
        own_columns = [_Checked(own) for own in register.extra]
        for draft in drafts:
            if not draft.stays:
                _check(review, register, draft, columns, own_columns)


def check_types(review: "Review") -> None:
    """Every value that is given, and not blank, is of its column's type and within its bounds."""
    for register, drafts in review.by_register():
        for draft in drafts:
            for column in register.columns:
                if column.name in draft.given and column.name not in draft.bad:
                    _check_value(review, draft, column, draft.after[column.name])


class _Checked:
    """A column with what is checked of it, and its values that were found right."""

    def __init__(self, column: PlacedColumn, needed: bool = False) -> None:
        self.column, self.needed, self.name = column, needed, column.name
        # Most columns of a list repeat few values; those with a unit in their row go by it.
        self.right: set[object] | None = None if column.type.unit_column else set()

    def is_known(self, value: object) -> bool:
        """Whether `value` was found right before; one that no column holds may not be hashable."""
        try:
            return self.right is not None and (value.__class__, value) in self.right
        except TypeError:
            return False

    def keep(self, value: object) -> None:
        if self.right is not None and len(self.right) < _MOST_KEPT:
            self.right.add((value.__class__, value))


def _checked_columns(register: Register) -> list[_Checked]:
    composed = bool(register.model.composed_of)
    return [
        _Checked(column, column.required and not (composed and column.name == "code"))
        for column in register.columns
    ]


def _check(
    review: "Review",
    register: Register,
    draft: DraftRecord,
    columns: list[_Checked],
    own_columns: list[_Checked],
) -> None:
    in_question, bad, after = draft.in_question, draft.bad, draft.after
    for checked in columns:
        name = checked.name
        if name in bad or name not in in_question:
            continue
        value = after[name]
        if value is None or value == "":
            if checked.needed:
                review.refuse(faults.REQUIRED_BLANK, draft, name)
        elif not checked.is_known(value) and _check_value(review, draft, checked.column, value):
            checked.keep(value)
    for own in own_columns:
        if own.name in draft.extra and own.name not in bad:
            column = own.column
            value = column.type.restored(draft.extra[own.name])
            if not own.is_known(value) and _check_value(review, draft, column, value):
                own.keep(value)
    _check_unit_alone(review, register, draft)


def _check_value(review: "Review", draft: DraftRecord, column: PlacedColumn, value: object) -> bool:
    """Refuse a value that its column cannot hold; whether it is right."""
    bad = column.check(value, draft.after)
    if bad is not None:
        review.refuse(bad.kind, draft, column.name, **bad.facts)
    return bad is None


def _check_unit_alone(review: "Review", register: Register, draft: DraftRecord) -> None:
    """The stored steps mean nothing under another unit."""
    if draft.stored is None:
        return
    for column in register.columns:
        if not column.type.unit_column or column.name in draft.given:
            continue
        unit = column.type.unit_column
        if unit in draft.changed and unit not in draft.bad and column.name not in draft.bad:
            facts = {"before": draft.before(unit), "quantity": column.title}
            review.refuse(faults.UNIT_ALONE, draft, unit, **facts)
