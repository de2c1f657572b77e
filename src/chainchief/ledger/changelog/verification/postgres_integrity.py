"""PostgreSQL's own soundness, as far as an ordinary account can ask for it.

Constraints and indexes that the catalogue calls invalid; references whose triggers are switched
off; and each B-tree compared with its table: by amcheck where that is installed and permitted,
else by counting the rows that are reached through the index against those that the table holds.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection, transaction

from chainchief.ledger.changelog.isolation import one_state

_INVALID = """
SELECT 'constraint ' || conname || ' of ' || conrelid::regclass FROM pg_constraint
 WHERE connamespace = current_schema()::regnamespace AND NOT convalidated
UNION ALL
SELECT 'index ' || i.indexrelid::regclass || ' of ' || i.indrelid::regclass FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
 WHERE c.relnamespace = current_schema()::regnamespace
   AND NOT (i.indisvalid AND i.indisready AND i.indislive)
UNION ALL
SELECT DISTINCT 'references of ' || t.tgrelid::regclass FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace = current_schema()::regnamespace AND t.tgisinternal AND t.tgenabled <> 'O'
ORDER BY 1
"""
_TREES = """
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, i.indexrelid::bigint,
       pg_get_expr(i.indpred, i.indrelid),
       (SELECT string_agg(pg_get_indexdef(i.indexrelid, n, true)
               || CASE WHEN o.opcname ~ '_pattern_ops$' THEN ' USING ~<~' ELSE '' END, ', '
               ORDER BY n)
          FROM generate_series(1, i.indnkeyatts) n
          JOIN pg_opclass o ON o.oid = i.indclass[n - 1])
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
 WHERE c.relnamespace = current_schema()::regnamespace AND a.amname = 'btree' AND i.indisvalid
   AND c.relkind = 'i'
 ORDER BY 1, 2
"""
#: Leaves the planner no other way than the index whose order is asked for.
_THROUGH_INDEX = ("enable_seqscan", "enable_bitmapscan", "enable_sort", "enable_incremental_sort")
_AMCHECK = """
SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'amcheck')
   AND coalesce(has_function_privilege(
       to_regprocedure('bt_index_check(regclass, boolean)'), 'EXECUTE'), false)
"""


def damages() -> Iterator[str]:
    """All that is found, each in a few words with the names in the database."""
    yield from (f"{name} is not valid" for (name,) in _query_rows(_INVALID))
    ((amcheck,),) = _query_rows(_AMCHECK)
    yield from _checked() if amcheck else _counted()


def _checked() -> Iterator[str]:
    for _table, index, oid, _where, _order in _query_rows(_TREES):
        try:
            with transaction.atomic():
                _query_rows("SELECT bt_index_check(%s::bigint::oid::regclass, true)", oid)
        except DatabaseError as wrong:
            yield f"index {index}: {str(wrong).splitlines()[0]}"


def _counted() -> Iterator[str]:
    trees = [
        (table, index, f" WHERE {where}" if where else "", order)
        for table, index, _oid, where, order in _query_rows(_TREES)
    ]
    # Others may go on writing: tables and indexes are counted in one state of the ledger.
    with one_state():
        with _only("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan"):
            tables = {(table, condition) for table, _index, condition, _order in trees}
            held = {each: _rows_of(*each) for each in tables}
        # No index leads to rows of an empty table: there is nothing to compare.
        with _only(*_THROUGH_INDEX):
            reached = [
                (index, table, _through(table, index, condition, order), rows)
                for table, index, condition, order in trees
                if (rows := held[table, condition])
            ]
    for index, table, through, rows in reached:
        if through is not None and through != rows:
            yield f"index {index}: {through:,} rows of {rows:,} in {table}"


def _rows_of(table: str, condition: str) -> int:
    ((rows,),) = _query_rows(f"SELECT count(*) FROM {table}{condition}")  # noqa: S608 - catalogue's
    return int(rows)


def _through(table: str, index: str, condition: str, order: str) -> int | None:
    """How many rows the index leads to; None where the planner goes another way all the same."""
    query = f"SELECT 1 FROM {table}{condition} ORDER BY {order}"  # noqa: S608 - catalogue's
    ((plan,),) = _query_rows(f"EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF, FORMAT JSON) {query}")
    node: dict[str, Any] = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    if node.get("Index Name") != index.rpartition(".")[2].strip('"'):
        return None
    return int(node["Actual Rows"])


class _only:  # noqa: N801 - a context manager, read as one
    """Within, the planner does without what is named."""

    def __init__(self, *switched_off: str) -> None:
        self._names, self._within = switched_off, transaction.atomic()

    def __enter__(self) -> None:
        self._within.__enter__()
        for name in self._names:
            _order(f"SET LOCAL {name} = off")

    def __exit__(self, *raised: Any) -> None:
        for name in self._names:
            if not raised[0]:
                _order(f"SET LOCAL {name} = on")
        self._within.__exit__(*raised)


def _order(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _query_rows(query: str, *values: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return list(cursor.fetchall())
