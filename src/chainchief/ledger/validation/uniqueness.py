"""Values that no two records may share: unique fields and unique constraints of the model."""

from django.db import models

from chainchief.ledger.queries.reach import codes_in_reach
from chainchief.ledger.queries.stored_values import Stored, stored_where
from chainchief.ledger.registers import Register
from chainchief.ledger.validation import faults
from chainchief.ledger.validation.drafts import DraftRecord
from chainchief.ledger.validation.review import Another, Review

Key = tuple[object, ...]


def unique_sets(register: Register) -> list[tuple[str, ...]]:
    """The sets of columns that are unique together, apart from the record's own code."""
    names = {column.name for column in register.columns}
    unique: list[tuple[str, ...]] = [
        (column.name,)
        for column in register.columns
        if column.name != "code" and column.field.unique
    ]
    for constraint in register.model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and set(constraint.fields) <= names:
            unique.append(tuple(constraint.fields))
    return [fields for fields in unique if not set(fields) <= set(register.model.composed_of)]


def check_unique_values(review: Review) -> None:
    """Refuse a repeated unique value in the ledger as it would be, withdrawn records included."""
    for register, drafts in review.by_register():
        for fields in unique_sets(register):
            keys = _keys(drafts, fields)
            _check_in_change(review, fields, keys)
            _check_in_ledger(review, register, fields, keys, drafts)


def _keys(drafts: list[DraftRecord], fields: tuple[str, ...]) -> list[tuple[Key, DraftRecord]]:
    """Records with all values of the set, none of them bad or blank (blank is not a value)."""
    keys = []
    for draft in drafts:
        key = tuple(draft.after[name] for name in fields)
        if not draft.bad.intersection((*fields, "code")) and None not in key:
            keys.append((key, draft))
    return keys


def _check_in_change(
    review: Review, fields: tuple[str, ...], keys: list[tuple[Key, DraftRecord]]
) -> None:
    first: dict[Key, DraftRecord] = {}
    for key, draft in keys:
        other = first.setdefault(key, draft)
        if other.code != draft.code:
            at = Another(other.position)
            review.refuse(faults.TAKEN_IN_FILE, draft, fields[-1], place=at)


def _check_in_ledger(
    review: Review,
    register: Register,
    fields: tuple[str, ...],
    keys: list[tuple[Key, DraftRecord]],
    drafts: list[DraftRecord],
) -> None:
    """A holder that gives the value up in the same change is in nobody's way, if the value can be
    laid down in between (see `actions.writing`)."""
    changed = {
        key: draft
        for key, draft in keys
        if draft.is_new or key != tuple(draft.before(name) for name in fields)
    }
    after = {d.stored.uid: tuple(d.after[name] for name in fields) for d in drafts if d.stored}
    laid_down = any(register.column(name).field.null for name in fields)
    attribute = register.column(fields[0]).attribute
    holders = [
        (draft, record)
        for record in stored_where(register, attribute, {key[0] for key in changed})
        if (draft := changed.get(key := tuple(record.values[name] for name in fields)))
        and draft.code != record.code
        and not (laid_down and after.get(record.uid, key) != key)
    ]
    visible = codes_in_reach(review.viewer, register, [record.code for _draft, record in holders])
    for draft, record in holders:
        holder = _named(record) if record.code in visible else register.name
        review.refuse(faults.TAKEN, draft, fields[-1], holder=holder)


def _named(record: Stored) -> str:
    name = str(record.values.get("name") or "")
    return f"{record.code} {name}".strip()
