"""Columns of fact tables by their ORM paths; the fields themselves tell what they hold."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import models

from chainchief.ledger.bases import Record
from chainchief.ledger.columns import AddedCode
from chainchief.ledger.facts import Fact, FactColumn, FactType
from chainchief.ledger.fields import column_type_of


def fact_columns(model: type[Record], *paths: str, **named: str) -> dict[str, FactColumn]:
    """Columns for `paths`, each under the last part of its path, and for `named`, under its name.

    A path that ends at a reference holds the code of the record referred to.
    """
    wanted = {path.rsplit("__", 1)[-1]: path for path in paths} | named
    return {name: _column(model, path) for name, path in wanted.items()}


def flag_between(first: str, last: str, title: str) -> FactColumn:
    """A flag that holds from the day at path `first` to the day at path `last`, both included."""
    return FactColumn(first, FactType.FLAG, until=last, title=title)


def _column(model: type[Record], path: str) -> FactColumn:
    field = field_at(model, path)
    if isinstance(field, models.ForeignKey):
        return FactColumn(f"{path}_id", FactType.CODE)
    kind = column_type_of(field)
    if not field.choices:
        return FactColumn(path, kind.fact_type, unit=kind.fact_unit)
    blank = ("",) if field.blank else ()
    choices = (*blank, *(str(code) for code, _label in field.flatchoices))
    return FactColumn(path, kind.fact_type, choices=choices)


def field_at(model: type[Record], path: str) -> "models.Field[Any, Any]":
    """The field at the end of an ORM path; `TypeError` where the path ends at a relation back."""
    *through, last = path.split("__")
    at: Any = model
    for step in through:
        at = at._meta.get_field(step).related_model
    field = at._meta.get_field(last)
    if not isinstance(field, models.Field):
        raise TypeError(f"{path!r} of {model.__name__} is a relation back, no column")
    return field


def with_added_codes(
    fact: Fact, model: type[Record], codes: Mapping[str, Mapping[str, tuple[AddedCode, ...]]]
) -> Fact:
    """The fact table with the codes that a city adds to the lists of its columns."""
    if not codes:
        return fact
    columns = {
        name: _with_codes(column, _codes_of(column, model, codes))
        for name, column in fact.columns.items()
    }
    return replace(fact, columns=columns)


def _codes_of(
    column: FactColumn,
    model: type[Record],
    codes: Mapping[str, Mapping[str, tuple[AddedCode, ...]]],
) -> tuple[AddedCode, ...]:
    """What is added to the list of the field behind a column, which may be another kind's."""
    if not column.choices or column.is_custom:
        return ()
    field = field_at(model, column.path)
    return codes.get(getattr(field.model, "kind", ""), {}).get(field.name, ())


def _with_codes(column: FactColumn, added: tuple[AddedCode, ...]) -> FactColumn:
    if not added:
        return column
    words = {each.code: {"zh": each.zh, "en": each.en} for each in added}
    return replace(column, choices=(*column.choices, *words), added=words)
