"""A number that is stated as a whole, beside the sum of its parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainchief.access.reach import contained_in
from chainchief.core.spans import Month
from chainchief.dispatch.answers.crosschecks.preset import Parts, Sum, Whole
from chainchief.dispatch.answers.crosschecks.statements import StatedRow, resolved
from chainchief.dispatch.collections.questionnaires import MONTH, REVISION
from chainchief.dispatch.models import Request
from chainchief.ledger.registers import Register, register_of

_DUPLICATE = "duplicate_of"
Key = tuple[str, ...]


@dataclass(frozen=True)
class Unequal:
    """A whole as stated, the total of its parts, and the other answers that some parts are from.

    `example` is one of the parts: by its unit the total is shown.
    """

    whole: StatedRow
    total: int
    requests: tuple[Request, ...]
    example: Mapping[str, object]


def find_unequal_sums(rule: Sum, rows: Sequence[StatedRow], month: Month) -> Iterator[Unequal]:
    """The wholes of a rule that lie farther from the sum of their parts than it allows."""
    wholes = [row for row in _of(rule.whole, rows) if rule.whole.column in row.columns]
    answered = [row for row in _of(rule.parts, rows) if rule.parts.column in row.columns]
    for whole in wholes:
        stated = whole.values[rule.whole.column]
        unit = str(whole.values.get("division") or "")
        if not unit or not isinstance(stated, int):
            continue
        units = contained_in(unit) | {unit}
        parts = _stored(rule.parts, units, month)
        requests: dict[int, Request] = {}
        for row in _within(rule.parts, answered, units):
            parts[_key(register_of(rule.parts.kind), row.values)] = row.values
            if row.request.pk != whole.request.pk:
                requests[row.request.pk] = row.request
        amounts = [
            value for row in parts.values() if isinstance(value := row[rule.parts.column], int)
        ]
        if amounts and not rule.agrees(stated, sum(amounts)):
            example = next(iter(parts.values()))
            yield Unequal(whole, sum(amounts), tuple(requests.values()), example)


def _of(wanted: Whole, rows: Sequence[StatedRow]) -> list[StatedRow]:
    return [
        row
        for row in rows
        if row.kind == wanted.kind
        and all(str(row.values.get(name)) == value for name, value in wanted.where.items())
    ]


def _within(parts: Parts, rows: Sequence[StatedRow], units: frozenset[str]) -> list[StatedRow]:
    """The rows that lie in these units."""
    path = register_of(parts.kind).division.removesuffix("_id").replace("__", ".")
    found = resolved(parts.kind, [row.values for row in rows], path)
    return [row for row, unit in zip(rows, found, strict=True) if unit in units]


def _stored(parts: Parts, units: frozenset[str], month: Month) -> dict[Key, Mapping[str, object]]:
    """What the ledger holds of the parts: of each the last report in the span."""
    register = register_of(parts.kind)
    attributes = {column.name: column.attribute for column in register.columns}
    manager: Any = register.model._default_manager
    found = manager.filter(withdrawn_on=None, **{f"{register.division}__in": sorted(units)})
    found = found.filter(**{attributes[name]: value for name, value in parts.where.items()})
    if MONTH in attributes:
        since = f"{month.year}-01" if parts.span == "year" else str(month)
        found = found.filter(month__gte=since, month__lte=str(month))
    for name, kind in register.references.items():
        if _DUPLICATE in register_of(kind).references and name != _DUPLICATE:
            found = found.filter(**{f"{name}__{_DUPLICATE}": None})
    order = [name for name in (MONTH, REVISION) if name in attributes]
    kept: dict[Key, Mapping[str, object]] = {}
    for values in found.order_by(*order, "code").values(*attributes.values()):
        row = {name: values[attribute] for name, attribute in attributes.items()}
        if row[parts.column] is not None:
            kept[_key(register, row)] = row
    return kept


def _key(register: Register, values: Mapping[str, object]) -> Key:
    """The parts of a record's code but for its month and revision; one without, its code."""
    composed = [name for name in register.model.composed_of if name not in (MONTH, REVISION)]
    return tuple(str(values.get(name) or "") for name in composed or ("code",))
