"""The check constraints of the database, evaluated here so that each fault has its column.

Three-valued like SQL: what compares with a blank is unknown, and unknown passes.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q

from chainchief.ledger.columns import OVER_LIMIT, UNDER_LIMIT
from chainchief.ledger.registers import Register
from chainchief.ledger.validation import faults
from chainchief.ledger.validation.drafts import DraftRecord
from chainchief.ledger.validation.review import Review

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "gte": operator.ge,
    "gt": operator.gt,
    "lte": operator.le,
    "lt": operator.lt,
    "exact": operator.eq,
}
Leaf = tuple[str, str, object]
Rule = tuple[str, Q, frozenset[str]]


def check_constraints(review: Review) -> None:
    """Every constraint over columns of which one is new."""
    for register, drafts in review.by_register():
        rules = rules_of(register)
        for draft in drafts:
            for name, condition, columns in rules:
                if columns.isdisjoint(draft.in_question) or not columns.isdisjoint(draft.bad):
                    continue
                if holds(condition, draft.after) is False:
                    _tell(review, register, draft, name, condition)


def rules_of(register: Register) -> tuple[Rule, ...]:
    """Name, condition and columns of each check constraint that only looks at columns."""
    names = {column.name for column in register.columns}
    return tuple(
        (constraint.name, constraint.condition, columns)
        for constraint in register.model._meta.constraints
        if isinstance(constraint, models.CheckConstraint) and isinstance(constraint.condition, Q)
        if (columns := _columns_of(constraint.condition)) <= names
    )


def holds(condition: Q, row: Mapping[str, object]) -> bool | None:
    """Whether `condition` holds for `row`; None where that is unknown."""
    outcomes = [
        holds(child, row) if isinstance(child, Q) else _leaf_holds(_leaf(child), row)
        for child in condition.children
    ]
    decisive = condition.connector == Q.OR
    result = decisive if decisive in outcomes else None if None in outcomes else not decisive
    return result if not condition.negated or result is None else not result


def _leaf(child: Any) -> Leaf:
    path, value = child
    name, _sep, lookup = str(path).partition("__")
    return name, lookup or "exact", value


def _leaf_holds(leaf: Leaf, row: Mapping[str, object]) -> bool | None:
    name, lookup, wanted = leaf
    value = row[name]
    if lookup == "isnull":
        return (value is None) == wanted
    other = row[_named_by(wanted)] if isinstance(wanted, F) else wanted
    if value is None or other is None:
        return None
    return _COMPARE[lookup](value, other)


def _named_by(expression: F) -> str:
    return str(vars(expression)["name"])


def _leaves(condition: Q) -> Iterator[Leaf]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _leaves(child)
        else:
            yield _leaf(child)


def _columns_of(condition: Q) -> frozenset[str]:
    columns = set()
    for name, _lookup, value in _leaves(condition):
        columns.add(name)
        if isinstance(value, F):
            columns.add(_named_by(value))
    return frozenset(columns)


def _tell(review: Review, register: Register, draft: DraftRecord, rule: str, condition: Q) -> None:
    """The comparison that fails, in words; the rule's name where it is none of the simple ones."""
    failing = [leaf for leaf in _leaves(condition) if _leaf_holds(leaf, draft.after) is False]
    for name, lookup, value in failing:
        if lookup == "isnull":
            continue
        if isinstance(value, F) and lookup in {"gte", "gt"}:
            other = register.column(_named_by(value))
            limit = other.type.with_unit(draft.after[_named_by(value)], draft.after)
            review.refuse(faults.OUT_OF_ORDER, draft, name, other=other.title, value=limit)
            return
        if not isinstance(value, F) and lookup in {"lte", "gte"}:
            kind = OVER_LIMIT if lookup == "lte" else UNDER_LIMIT
            limit = register.column(name).type.with_unit(value, draft.after)
            review.refuse(kind, draft, name, limit=limit)
            return
    review.add(faults.RULE_BROKEN, draft, failing[0][0] if failing else "code", rule=rule)
