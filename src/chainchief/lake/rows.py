"""From a queryset to Arrow columns without making model instances.

Every column is cast to text or to an integer in SQL, so that both databases hand over the same
plain values and dates become days in one vectorised step instead of one call per cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import BigIntegerField, F, IntegerField, QuerySet, TextField
from django.db.models.functions import Cast

from chainchief.core.i18n import _
from chainchief.lake.custom_values import custom_values
from chainchief.lake.errors import LakeError
from chainchief.lake.schema import TYPES
from chainchief.ledger.facts import EXTRA, FactType


@dataclass(frozen=True)
class ColumnPath:
    """One column to fetch: an ORM path and the type it is declared to have."""

    path: str
    type: FactType
    is_uid: bool = False

    @property
    def custom_field(self) -> str:
        """The name of the custom field, "" for a column of the program."""
        return self.path.removeprefix(EXTRA) if self.path.startswith(EXTRA) else ""


_AS_TEXT = {FactType.CODE, FactType.TEXT, FactType.MONTH, FactType.DATE}
#: A missing text is the empty text, as in the ledger; a missing number, day or flag stays missing.
_NEVER_MISSING = {FactType.CODE, FactType.TEXT}
#: The column that holds all custom fields of a record, as JSON.
_EXTRA = "extra"


@dataclass(frozen=True)
class PreparedQuery:
    """A query made ready: its text does not depend on what the ledger holds, its answer does."""

    sql: str
    parameters: tuple[Any, ...]
    wanted: Mapping[str, ColumnPath]

    def table(self) -> pa.Table:
        """The columns as Arrow arrays of the declared types, in the order of the query.

        Raises `LakeError`, which names the column, for a value that its type cannot hold.
        """
        rows = self._rows()
        fetched = _fetched(self.wanted)
        cells = list(zip(*rows, strict=True)) if rows else [()] * len(fetched)
        by_path = dict(zip(fetched, cells, strict=True))
        kept = custom_values(by_path.get(_EXTRA, ()))
        arrays = {
            column: kept.array(each.custom_field, each.type)
            if each.custom_field
            else _typed(column, each, by_path[column])
            for column, each in self.wanted.items()
        }
        return pa.table(arrays)

    def _rows(self) -> list[tuple[object, ...]]:
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            rows: list[tuple[object, ...]] = cursor.fetchall()
        return rows


def reading(queryset: "QuerySet[Any]", wanted: Mapping[str, ColumnPath]) -> PreparedQuery:
    """The query of the wanted columns of a queryset, in its order."""
    expressions: dict[str, Any] = {
        f"c{index}": Cast(F(each.path), _cast_of(each))
        for index, each in enumerate(_fetched(wanted).values())
    }
    query = queryset.annotate(**expressions).values_list(*expressions)
    try:
        sql, parameters = query.query.sql_with_params()
    except EmptyResultSet:
        sql, parameters = "", ()
    return PreparedQuery(sql, tuple(parameters), wanted)


def _fetched(wanted: Mapping[str, ColumnPath]) -> dict[str, ColumnPath]:
    """The columns of the database behind the wanted ones: all custom fields stand in one."""
    own = {name: each for name, each in wanted.items() if not each.custom_field}
    return own if len(own) == len(wanted) else {**own, _EXTRA: ColumnPath("extra", FactType.TEXT)}


def tables_named_in(sql: str) -> frozenset[str]:
    """The tables of the database that a query names anywhere, also in a query within it."""
    quote = connection.ops.quote_name
    return frozenset(name for name in _all_tables() if quote(name) in sql)


@cache
def _all_tables() -> tuple[str, ...]:
    return tuple(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def fetch(queryset: "QuerySet[Any]", wanted: Mapping[str, ColumnPath]) -> pa.Table:
    """The wanted columns of a queryset as a table; see `Reading.table`."""
    return reading(queryset, wanted).table()


def _cast_of(wanted: ColumnPath) -> "models.Field[Any, Any]":
    if wanted.type in _AS_TEXT:
        return TextField()
    # PostgreSQL turns a boolean into an integer of four bytes, and into no other number.
    return IntegerField() if wanted.type is FactType.FLAG else BigIntegerField()


def _typed(name: str, wanted: ColumnPath, values: tuple[object, ...]) -> pa.Array:
    try:
        array = pa.array(values, pa.string() if wanted.type in _AS_TEXT else pa.int64())
        if wanted.is_uid:
            return with_hyphens(array)
        if wanted.type in _NEVER_MISSING:
            return pc.fill_null(array, "")
        return array if array.type == TYPES[wanted.type] else array.cast(TYPES[wanted.type])
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as cause:
        raise LakeError(
            _("Column {!r} of the ledger holds a value that is not of type {}: {}.").format(
                name, wanted.type.value, cause
            )
        ) from cause


def with_hyphens(uids: pa.Array) -> pa.Array:
    """Identifiers in their usual form; SQLite keeps them as 32 digits without hyphens."""
    if len(uids) == 0 or pc.max(pc.utf8_length(uids)).as_py() != 32:
        return uids
    cuts = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))
    parts = [pc.utf8_slice_codeunits(uids, start, stop) for start, stop in cuts]
    return pc.binary_join_element_wise(*parts, "-")
