"""The columns of a fact table as they stand in Parquet."""

from collections.abc import Mapping

import pyarrow as pa

from chainchief.ledger.facts import Fact, FactColumn, FactType

#: What every fact table begins with: the row itself, what is counted, and the two dimensions.
STANDARD = (
    pa.field("row_kind", pa.string()),
    pa.field("row_uid", pa.string()),
    pa.field("row_version", pa.int64()),
    pa.field("entity_kind", pa.string()),
    pa.field("entity_uid", pa.string()),
    pa.field("entity_version", pa.int64()),
    pa.field("entity_code", pa.string()),
    pa.field("entity_name", pa.string()),
    pa.field("division", pa.string()),
    pa.field("chain", pa.string()),
)
CLOSURE = "division_closure"
CLOSURE_SCHEMA = pa.schema([("ancestor", pa.string()), ("division", pa.string())])

TYPES = {
    FactType.CODE: pa.string(),
    FactType.TEXT: pa.string(),
    FactType.DATE: pa.date32(),
    FactType.MONTH: pa.string(),
    FactType.STEPS: pa.int64(),
    FactType.WHOLE: pa.int64(),
    FactType.FLAG: pa.bool_(),
}


def stored_columns(columns: Mapping[str, FactColumn]) -> dict[str, FactColumn]:
    """Columns as stored: a flag that holds between two days is those two days."""
    stored: dict[str, FactColumn] = {}
    for name, column in columns.items():
        if column.type is FactType.FLAG and column.until:
            stored[f"{name}_from"] = FactColumn(column.path, FactType.DATE)
            stored[f"{name}_to"] = FactColumn(column.until, FactType.DATE)
        else:
            stored[name] = column
    return stored


def schema_of(fact: Fact) -> pa.Schema:
    """The Arrow schema of a fact table: the standard columns, then the declared ones in order."""
    declared = stored_columns(fact.columns).items()
    return pa.schema([*STANDARD, *(pa.field(name, TYPES[c.type]) for name, c in declared)])
