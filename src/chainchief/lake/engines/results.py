"""What tables have as declared today, and results in the types that were stated."""

import hashlib

import pyarrow as pa

from chainchief.core.i18n import _
from chainchief.lake.errors import LakeError
from chainchief.lake.schema import CLOSURE, CLOSURE_SCHEMA, schema_of
from chainchief.lake.tables.building import all_facts


def is_declared(name: str) -> bool:
    """Whether there is a table of this name today."""
    return name == CLOSURE or name in all_facts()


def declared_columns(name: str) -> pa.Schema:
    """The columns of a table as declared today."""
    return CLOSURE_SCHEMA if name == CLOSURE else schema_of(all_facts()[name])


def custom_suffix(name: str) -> str:
    """A suffix of the name of a table's view that tells one set of custom fields from another."""
    fact = all_facts().get(name)
    fields = [f"{n} {c.type}" for n, c in fact.columns.items() if c.is_custom] if fact else []
    return f"_{hashlib.sha256(repr(fields).encode()).hexdigest()[:8]}" if fields else ""


def of_schema(result: pa.Table, schema: pa.Schema) -> pa.Table:
    """A result in the types that its reader states; a lossy cast is refused."""
    try:
        return result.select(schema.names).cast(schema)
    except pa.ArrowInvalid as cause:
        raise overflow(cause) from cause


#: The largest sum: what a 64-bit integer holds.
LARGEST = 2**63 - 1


def overflow(cause: object) -> LakeError:
    reason = str(cause).splitlines()[0].rstrip(".")
    return LakeError(_("A sum does not fit into 64 bits, so it is refused: {}.").format(reason))
