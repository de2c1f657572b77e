"""The values of custom fields, row by row, in the types that a city declares for them."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from chainchief.core.i18n import _
from chainchief.lake.errors import LakeError
from chainchief.lake.schema import TYPES
from chainchief.ledger.facts import FactType

_TEXTS = (FactType.CODE, FactType.TEXT)


@dataclass(frozen=True)
class CustomValues:
    """What each row keeps under which name; most rows as a rule keep nothing."""

    rows: int
    by_name: Mapping[str, Mapping[int, object]]

    def array(self, name: str, of: FactType) -> pa.Array:
        """The values of one field; `LakeError` for one that is not of its type.

        A field that changed its type after it was used is refused here, and not taken for zero.
        """
        values: list[object] = ["" if of in _TEXTS else None] * self.rows
        for at, value in self.by_name.get(name, {}).items():
            try:
                values[at] = _value(value, of)
            except (ValueError, TypeError) as cause:
                raise LakeError(
                    _(
                        "The custom field {field} holds {value!r}, which is not of its type "
                        "({type}). Declare it under another name, or correct the record."
                    ).format(field=name, value=value, type=of.value)
                ) from cause
        return pa.array(values, TYPES[of])


def custom_values(texts: Sequence[object]) -> CustomValues:
    """The fields in the `extra` of each row, as the database hands it over: JSON, or nothing."""
    by_name: dict[str, dict[int, object]] = {}
    for at, text in enumerate(texts):
        if text in (None, "", "{}", "null"):
            continue
        for name, value in json.loads(str(text)).items():
            if value is not None:
                by_name.setdefault(name, {})[at] = value
    return CustomValues(len(texts), by_name)


def _value(value: object, of: FactType) -> object:
    """`value` if it is of the type; whatever else was kept is refused."""
    if of is FactType.FLAG and isinstance(value, bool):
        return value
    if of in (FactType.STEPS, FactType.WHOLE) and isinstance(value, int):
        if isinstance(value, bool):
            raise TypeError(value)
        return value
    if not isinstance(value, str) or of in (FactType.FLAG, FactType.STEPS, FactType.WHOLE):
        raise TypeError(value)
    return dt.date.fromisoformat(value) if of is FactType.DATE else value
