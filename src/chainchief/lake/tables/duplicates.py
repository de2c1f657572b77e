"""Records that stand for another: what is counted is that other one.

A project reported under two codes is kept twice and linked. Rows about the linked record cite the
record that it stands for, with that one's unit, chain and attributes, so that it is counted once,
in the unit where it lands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from chainchief.core.i18n import _
from chainchief.lake.errors import LakeError
from chainchief.lake.rows import ColumnPath, PreparedQuery, reading
from chainchief.ledger.bases import Record
from chainchief.ledger.facts import FactType

_WITHDRAWN = "_withdrawn"


@dataclass(frozen=True)
class StandIns:
    """Codes of records that stand for others, and row by row the values of those others."""

    codes: pa.Array
    values: pa.Table

    def replaced(self, table: pa.Table, key: str) -> pa.Table:
        """`table` with the values of the others, without rows whose other one is withdrawn."""
        if not len(self.codes):
            return table
        at = pc.index_in(table[key], value_set=self.codes)
        stands_in = pc.is_valid(at)
        for name in self.values.column_names:
            if name in table.column_names:
                column = pc.if_else(stands_in, self.values[name].take(at), table[name])
                table = table.set_column(table.column_names.index(name), name, column)
        gone = pc.is_valid(self.values[_WITHDRAWN].take(at))
        return table.filter(pc.invert(gone))


@dataclass(frozen=True)
class StandInQueries:
    """Which record names which, and the values of those that are named."""

    links: PreparedQuery
    others: PreparedQuery


def stand_in_queries(
    model: type[Record], link: str, wanted: Mapping[str, ColumnPath]
) -> StandInQueries:
    """The queries of records of `model` whose `link` names another; `wanted` are paths from it."""
    records = model._default_manager
    linked = records.filter(**{f"{link}__isnull": False}, withdrawn_on__isnull=True)
    code = ColumnPath("code", FactType.CODE)
    return StandInQueries(
        reading(linked.order_by("code"), {"code": code, "other": ColumnPath(link, FactType.CODE)}),
        reading(
            records.filter(code__in=linked.values(link)).order_by("code"),
            {**wanted, _WITHDRAWN: ColumnPath("withdrawn_on", FactType.DATE), "_code": code},
        ),
    )


def stand_ins(queries: StandInQueries) -> StandIns:
    """The records that stand for others, each with the last of its chain's values.

    Raises `LakeError` for records that name each other in a ring.
    """
    linked = queries.links.table()
    links = dict(zip(linked["code"].to_pylist(), linked["other"].to_pylist(), strict=True))
    roots = {code: _last_of(code, links) for code in links}
    values = queries.others.table()
    at = pc.index_in(pa.array(list(roots.values()), pa.string()), value_set=values["_code"])
    return StandIns(pa.array(list(roots), pa.string()), values.take(at).drop_columns(["_code"]))


def _last_of(code: str, links: Mapping[str, str]) -> str:
    passed = [code]
    while (code := links[code]) in links:
        if code in passed:
            raise LakeError(
                _(
                    "These records are declared duplicates of each other in a ring: {}. "
                    "Clear “duplicate of” in the one that is to be counted."
                ).format(" → ".join([*passed, code]))
            )
        passed.append(code)
    return code
