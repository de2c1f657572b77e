"""The check constraints of the database, evaluated here so that each fault is told with its cell.

Three-valued like SQL: what compares with a blank is unknown, and unknown passes.
"""

import operator
from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from django.db.models import F, Q

from chainchief.intake.cell_faults import OUT_OF_ORDER, OVER_LIMIT, RULE_BROKEN, UNDER_LIMIT
from chainchief.intake.limits_of_fields import shown
from chainchief.intake.staging import Row, Staging
from chainchief.ledger.registers import Register

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "gte": operator.ge,
    "gt": operator.gt,
    "lte": operator.le,
    "lt": operator.lt,
    "exact": operator.eq,
}
Leaf = tuple[str, str, object]


def check_ledger_rules(staging: Staging) -> None:
    rules = list(rules_of(staging.table.register))
    for row in staging.rows:
        for name, condition, columns in rules:
            if not row.bad.intersection(columns) and holds(condition, row.after) is False:
                _tell(staging, row, name, condition)


def rules_of(register: Register) -> Iterator[tuple[str, Q, frozenset[str]]]:
    """Name, condition and columns of each check constraint that only looks at columns."""
    names = {column.name for column in register.columns}
    for constraint in register.model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint) and isinstance(constraint.condition, Q):
            columns = _columns_of(constraint.condition)
            if columns <= names:
                yield constraint.name, constraint.condition, columns


def holds(condition: Q, row: dict[str, object]) -> bool | None:
    """Whether `condition` holds for `row`; None where that is unknown."""
    found = [
        holds(child, row) if isinstance(child, Q) else _leaf_holds(_leaf(child), row)
        for child in condition.children
    ]
    decisive = condition.connector == Q.OR
    result = decisive if decisive in found else None if None in found else not decisive
    return result if not condition.negated or result is None else not result


def _leaf(child: Any) -> Leaf:
    path, value = child
    name, _sep, lookup = str(path).partition("__")
    return name, lookup or "exact", value


def _leaf_holds(leaf: Leaf, row: dict[str, object]) -> bool | None:
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


def _tell(staging: Staging, row: Row, rule: str, condition: Q) -> None:
    """The comparison that fails, in words; the rule's name where it is none of the simple ones."""
    register = staging.table.register
    failing = [leaf for leaf in _leaves(condition) if _leaf_holds(leaf, row.after) is False]
    for name, lookup, value in failing:
        if lookup == "isnull":
            continue
        if isinstance(value, F) and lookup in {"gte", "gt"}:
            other = register.column(_named_by(value))
            told = shown(other, row.after[_named_by(value)], row.after)
            row.bad.add(name)
            staging.add(OUT_OF_ORDER, row, name, other=other.title, value=told)
            return
        if not isinstance(value, F) and lookup in {"lte", "gte"}:
            kind = OVER_LIMIT if lookup == "lte" else UNDER_LIMIT
            limit = shown(register.column(name), value, row.after)
            row.bad.add(name)
            staging.add(kind, row, name, limit=limit)
            return
    staging.add(RULE_BROKEN, row, failing[0][0] if failing else "code", rule=rule)
