"""Values by themselves: filled in where they must be, and such as their columns can hold."""

from typing import TYPE_CHECKING

from chainchief.ledger.columns.placed import PlacedColumn
from chainchief.ledger.registers import Register
from chainchief.ledger.validation import faults
from chainchief.ledger.validation.drafts import DraftRecord

if TYPE_CHECKING:
    from chainchief.ledger.validation.review import Review


def check_values(review: "Review") -> None:
    """Every value that is new: there where it must be, of its column's type, within its bounds."""
    for register, drafts in review.by_register():
        for draft in drafts:
            if not draft.stays:
                _check(review, register, draft)


def check_types(review: "Review") -> None:
    """Every value that is given, and not blank, is of its column's type and within its bounds."""
    for register, drafts in review.by_register():
        for draft in drafts:
            for column in register.columns:
                if column.name in draft.given and column.name not in draft.bad:
                    _check_value(review, draft, column, draft.after[column.name])


def _check(review: "Review", register: Register, draft: DraftRecord) -> None:
    composed = bool(register.model.composed_of)
    for column in register.columns:
        name = column.name
        if name in draft.bad or name not in draft.in_question:
            continue
        value = draft.after[name]
        if value is None or value == "":
            if column.required and not (composed and name == "code"):
                review.refuse(faults.REQUIRED_BLANK, draft, name)
        else:
            _check_value(review, draft, column, value)
    for own in register.extra:
        if own.name in draft.extra and own.name not in draft.bad:
            _check_value(review, draft, own, own.type.restored(draft.extra[own.name]))
    _check_unit_alone(review, register, draft)


def _check_value(review: "Review", draft: DraftRecord, column: PlacedColumn, value: object) -> None:
    bad = column.check(value, draft.after)
    if bad is not None:
        review.refuse(bad.kind, draft, column.name, **bad.facts)


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
