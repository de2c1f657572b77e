"""Queries as readable text: steps under names, and what is asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from chainchief.lake.engines.dialects import Dialect
from chainchief.lake.engines.engine import Engine
from chainchief.lake.engines.results import declared_columns
from chainchief.lake.snapshots.manifest import Snapshot


@dataclass(frozen=True)
class Step:
    """What stands under `name` in a query's WITH; computed `once` if it is read more than once."""

    name: str
    sql: str
    once: bool = False


def query_of(steps: Sequence[Step], last: str, dialect: Dialect) -> str:
    steps_text = ",\n".join(
        f"{step.name} AS {dialect.once if step.once else ''}(\n{indented(step.sql)}\n)"
        for step in steps
    )
    return f"WITH {steps_text}\n{last}"


def select(
    columns: Sequence[str], source: str, *, where: str = "", group: Sequence[str] = ()
) -> str:
    """One SELECT; where its columns fit into a line, they stand in one."""
    listed = ", ".join(columns)
    if len(listed) > 88:
        listed = "\n  " + ",\n  ".join(columns)
    clauses = [f"SELECT {listed}".replace("SELECT \n", "SELECT\n"), f"FROM {source}"]
    if where:
        clauses.append(f"WHERE {where}")
    if group:
        clauses.append(f"GROUP BY {', '.join(group)}")
    return "\n".join(clauses)


def all_of(queries: Sequence[str], *, distinct: bool = False) -> str:
    return f"\n{'UNION' if distinct else 'UNION ALL'}\n".join(queries)


def indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def rows_read(
    engine: Engine,
    snapshot: Snapshot,
    table: str,
    columns: Sequence[str] = (),
    *,
    where: str = "",
) -> list[dict[str, Any]]:
    """Rows of one table as they stand, with these columns (all by default)."""
    declared = declared_columns(table)
    schema = pa.schema([declared.field(name) for name in columns]) if columns else declared
    query = select(schema.names, f"{engine.relation(snapshot, table)} AS r", where=where)
    rows: list[dict[str, Any]] = engine.query(query, schema).to_pylist()
    return rows


def among(column: str, values: Sequence[str], dialect: Dialect) -> str:
    """The condition that a column is one of some texts; never met where there are none."""
    listed = ", ".join(dialect.text(value) for value in dict.fromkeys(values))
    return f"{column} IN ({listed})" if values else "1 = 0"
