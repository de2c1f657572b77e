"""What got past the program: values that their columns do not take, with record and column."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection as default_connection
from django.db import models

from chainchief.core.faults import Fault, FaultKind, Place, declare
from chainchief.core.i18n import _
from chainchief.ledger.bases import Record
from chainchief.ledger.columns import ColumnType, Text
from chainchief.ledger.columns.stored import Stored
from chainchief.ledger.fields import column_type_of
from chainchief.ledger.registers import all_registers
from chainchief.ledger.values.conditions import condition
from chainchief.ledger.values.constraint import FieldValues, may_be_empty, stored_of

UNFIT = declare(
    "LED-050",
    why="{record} holds in “{column}” what that column does not take: {reason}",
    remedy="it was written behind the program; find out by whom, and enter the right value"
    " through the program",
)
KEPT_OUT = declare(
    "LED-051",
    why="{record} holds in “{column}” what that column no longer takes: {reason}",
    remedy="nothing was changed; start the version of the program that was here before, enter the"
    " right value with it, then start this version again",
)
AND_MORE = declare(
    "LED-052",
    why="{number} more records of this kind hold what “{column}” does not take",
    why_of_one="{number} more record of this kind holds what “{column}” does not take",
    counted="number",
    remedy="mend the listed ones first, then look again",
)
#: Records told of one column; the others are counted.
_NAMED = 20


@dataclass(frozen=True)
class UnfitRow:
    """A row with the values, by field, that their columns do not take."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def verify() -> list[Fault]:
    """Every value of the ledger that its column does not take."""
    return _faults(default_connection, UNFIT)


def kept_out(connection: Any) -> list[Fault]:
    """The same of a ledger that is to get the constraints, told to whoever starts the program."""
    return _faults(connection, KEPT_OUT, of_constraints=True)


def _faults(connection: Any, kind: FaultKind, *, of_constraints: bool = False) -> list[Fault]:
    tables = _tables(connection)
    faults: list[Fault] = []
    for model in apps.get_models():
        held = tables.get(model._meta.db_table)
        if held is None or not issubclass(model, Record):
            continue
        conditions = _conditions(model, connection, of_constraints=of_constraints)
        there = {
            name: clause for name, clause in conditions.items() if _column(model, name) in held
        }
        faults += _faults_of_rows(model, unfit_rows(connection, model, there), kind)
    return faults


def _tables(connection: Any) -> dict[str, set[str]]:
    """Table → its columns: while migrations run, those that are to come are not there yet."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
        wanted = [m._meta.db_table for m in apps.get_models() if issubclass(m, Record)]
        return {
            name: {c.name for c in connection.introspection.get_table_description(cursor, name)}
            for name in wanted
            if name in names
        }


def _column(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]


def _conditions(model: type[Record], connection: Any, *, of_constraints: bool) -> dict[str, str]:
    quote, vendor = connection.ops.quote_name, connection.vendor
    if of_constraints:
        own = [each for each in model._meta.constraints if isinstance(each, FieldValues)]
        return {k: v for each in own for k, v in each.conditions(model, quote, vendor).items()}
    by_name = {
        each.name: condition(quote(each.column), stored, vendor, blank=may_be_empty(each))
        for each, stored in _stored_with_added_codes(model)
    }
    lengths = {
        each.name: f"({quote(each.column)} IS NULL OR length({quote(each.column)}) <= {most})"
        for each in model._meta.concrete_fields
        if (most := _most(each)) is not None
    }
    return {**lengths, **by_name}


def _stored_with_added_codes(
    model: type[Record],
) -> "Iterator[tuple[models.Field[Any, Any], Stored]]":
    """What each column may hold, with the codes that the city adds to its list."""
    register = all_registers().get(model.kind)
    added = register.added_codes if register else {}
    for each, stored in stored_of(model):
        own = register.column(each.name).type.stored() if register and each.name in added else None
        yield each, own or stored


def _most(field: "models.Field[Any, Any]") -> int | None:
    plain = isinstance(field, models.CharField) and not field.choices
    return field.max_length if plain else None


def unfit_rows(
    connection: Any, model: type[models.Model], conditions: Mapping[str, str]
) -> list[UnfitRow]:
    """The rows of which some condition is not true, found in one pass over the table.

    Values are read as text: what is wrong in them may be wrong for whoever reads them, too.
    """
    if not conditions:
        return []
    quote = connection.ops.quote_name
    names = list(conditions)
    columns = [quote(_column(model, name)) for name in names]
    shown = ", ".join(
        f"CASE WHEN {conditions[name]} THEN NULL ELSE CAST({column} AS text) END"
        for name, column in zip(names, columns, strict=True)
    )
    table, wrong = quote(model._meta.db_table), " AND ".join(conditions.values())
    query = f"SELECT code, {shown} FROM {table} WHERE NOT ({wrong}) ORDER BY 1"  # noqa: S608 - the model's
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [
            UnfitRow(code, {n: v for n, v in zip(names, values, strict=True) if v is not None})
            for code, *values in cursor.fetchall()
        ]


def _faults_of_rows(
    model: type[Record], rows: Iterable[UnfitRow], kind: FaultKind
) -> Iterator[Fault]:
    counts: dict[str, int] = {}
    name_of_kind = _name_of(model)
    for row in rows:
        for name, value in row.values.items():
            counts[name] = counts.get(name, 0) + 1
            if counts[name] <= _NAMED:
                yield _fault(model, row.code, name, value, kind, name_of_kind)
    for name, count in counts.items():
        if count > _NAMED:
            facts = {"number": count - _NAMED, "column": _title(model, name)}
            yield Fault(AND_MORE, Place(sheet=name_of_kind), facts=facts)


def _fault(
    model: type[Record], code: str, name: str, value: object, kind: FaultKind, of: str
) -> Fault:
    field_ = model._meta.get_field(name)
    assert isinstance(field_, models.Field)  # noqa: S101 - conditions are on columns
    facts = {
        "record": f"{of} {code}",
        "column": _title(model, name),
        "reason": _reason(column_type_of(field_), value),
    }
    return Fault(kind, Place(sheet=of, column=_title(model, name)), str(value), facts)


def _reason(of: ColumnType, value: object) -> str:
    """Why, in the words that an import has for it."""
    read = _read(value) if of.is_number else of.restored(value)
    bad = of.check(read, {})
    if bad is None and not isinstance(of, Text):
        bad = of.check(object(), {})
    return Fault(bad.kind, facts=bad.facts).why if bad else _("it is too long")


def _read(text: object) -> object:
    try:
        return int(str(text))
    except ValueError:
        return text


def _title(model: type[Record], name: str) -> str:
    return _(str(model._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def _name_of(model: type[Record]) -> str:
    register = all_registers().get(model.kind)
    return register.name if register else str(model._meta.verbose_name)
