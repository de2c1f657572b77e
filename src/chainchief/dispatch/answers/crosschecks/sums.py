"""A number that is stated as a whole, beside the sum of its parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainchief.access.reach import contained_in
from chainchief.core.spans import Month
from chainchief.dispatch.answers.crosschecks.preset import Parts, Sum, Whole
from chainchief.dispatch.answers.crosschecks.statements import StatedRow, resolved
from chainchief.dispatch.collections.questionnaires import MONTH, REVISION, Subject, subject_of
from chainchief.dispatch.models import Request
from chainchief.ledger.registers import Register, register_of

_DUPLICATE = "duplicate_of"


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
    register = register_of(rule.parts.kind)
    wholes = [row for row in _of(rule.whole, rows) if rule.whole.column in row.columns]
    answered = [row for row in _of(rule.parts, rows) if rule.parts.column in row.columns]
    places = _units_of(register, answered) if wholes else []
    for whole in wholes:
        stated = whole.values[rule.whole.column]
        unit = str(whole.values.get("division") or "")
        if not unit or not isinstance(stated, int):
            continue
        units = contained_in(unit) | {unit}
        parts = _stored(rule.parts, units, month)
        requests: dict[int, Request] = {}
        for row, place in zip(answered, places, strict=True):
            if place not in units:
                continue
            parts[subject_of(register, row.values)] = row.values
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


def _units_of(register: Register, rows: Sequence[StatedRow]) -> list[str]:
    """The unit in which each row lies."""
    path = register.division.removesuffix("_id").replace("__", ".")
    return resolved(register.kind, [row.values for row in rows], path)


def _stored(
    parts: Parts, units: frozenset[str], month: Month
) -> dict[Subject, Mapping[str, object]]:
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
    kept: dict[Subject, Mapping[str, object]] = {}
    for values in found.order_by(*order, "code").values(*attributes.values()):
        row = {name: values[attribute] for name, attribute in attributes.items()}
        if row[parts.column] is not None:
            kept[subject_of(register, row)] = row
    return kept
