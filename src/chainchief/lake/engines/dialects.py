"""How the two engines write the few things of SQL that they do not write alike."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

_TYPES: Mapping[pa.DataType, str] = {
    pa.int64(): "BIGINT",
    pa.date32(): "DATE",
    pa.bool_(): "BOOLEAN",
}


@dataclass(frozen=True)
class Dialect:
    """`once` stands after AS where a step of WITH must be computed once, however often it is read.

    `escapes` says whether a backslash inside quotes is one only when doubled.
    """

    text_type: str
    once: str
    escapes: bool
    #: What the last digits of a text of hexadecimal digits are as a number.
    hexadecimal: str

    def hex_number(self, text: str, digits: int) -> str:
        return self.hexadecimal.format(f"RIGHT({text}, {digits})")

    def literal(self, value: str | int | bool | dt.date) -> str:
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, dt.date):
            return f"DATE '{value}'"
        return self.text(value) if isinstance(value, str) else str(value)

    def text(self, value: str) -> str:
        if self.escapes:
            inner = value.replace("\\", "\\\\").replace("'", "\\'")
        else:
            inner = value.replace("'", "''")
        return f"'{inner}'"

    def null(self, of: pa.DataType) -> str:
        return f"CAST(NULL AS {_TYPES.get(of, self.text_type)})"

    def with_columns(self, table: str, there: list[str], declared: pa.Schema) -> str:
        """A query of `table` with all `declared` columns: those not `there` as missing values."""
        lacking = [field for field in declared if field.name not in there]
        more = "".join(f", {self.null(each.type)} AS {each.name}" for each in lacking)
        return " ".join((f"SELECT *{more}", f"FROM {table}"))

    def without_rows(self, declared: pa.Schema) -> str:
        columns = ", ".join(f"{self.null(each.type)} AS {each.name}" for each in declared)
        return f"SELECT {columns} WHERE 1 = 0"


DUCKDB = Dialect(
    "VARCHAR", "MATERIALIZED ", escapes=False, hexadecimal="CAST('0x' || {} AS BIGINT)"
)
SPARK = Dialect("STRING", "", escapes=True, hexadecimal="CAST(CONV({}, 16, 10) AS BIGINT)")
