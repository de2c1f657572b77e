"""Tables with the columns declared today, and results in the types that were stated."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from chainchief.core.i18n import _
from chainchief.lake.errors import LakeError
from chainchief.lake.schema import CLOSURE, CLOSURE_SCHEMA, schema_of
from chainchief.lake.tables.building import all_facts

if TYPE_CHECKING:
    from ibis import Expr


def with_todays_columns(name: str, read: Callable[[], Any], present: bool) -> Any:
    """The table as declared today: what an older snapshot lacks is added as missing values."""
    fact = all_facts().get(name)
    if fact is None:
        return read()
    import ibis

    declared = ibis.Schema.from_pyarrow(schema_of(fact))
    if not present:
        return ibis.memtable(schema_of(fact).empty_table())
    table = read()
    lacking = {c: ibis.null().cast(t) for c, t in declared.items() if c not in table.columns}
    return table.mutate(**lacking) if lacking else table


def declared_columns(name: str) -> pa.Schema:
    """The columns of a table as declared today."""
    return CLOSURE_SCHEMA if name == CLOSURE else schema_of(all_facts()[name])


def of_schema(found: pa.Table, schema: pa.Schema) -> pa.Table:
    """A result in the types that its reader states; a lossy cast is refused."""
    try:
        return found.select(schema.names).cast(schema)
    except pa.ArrowInvalid as cause:
        raise overflow(cause) from cause


def of_stated_types(found: pa.Table, expression: "Expr") -> pa.Table:
    """Both engines' results in the types that Ibis states; a lossy cast is refused."""
    return of_schema(found, expression.as_table().schema().to_pyarrow())


#: The largest sum: what a 64-bit integer holds.
LARGEST = 2**63 - 1


def overflow(cause: object) -> LakeError:
    reason = str(cause).splitlines()[0].rstrip(".")
    return LakeError(_("A sum does not fit into 64 bits, so it is refused: {}.").format(reason))
