"""The JSON Schema of files of the catalogue and of claims, by which an editor completes them.

It is that of the types by which the entries are read, with the tables that the ledger offers.
"""

from typing import Any

import msgspec

from chainchief.indicators.catalogue.entries import KEYS, ClaimKeys
from chainchief.indicators.catalogue.sources import DIMENSIONS, all_sources

Schema = dict[str, Any]
_REFERENCE = "#/$defs/{name}"


def schema_of_catalogue(*, claims: bool = False) -> Schema:
    """The schema of a file of indicators; with `claims` of one of claims, which have more keys."""
    types = [*KEYS.values(), ClaimKeys]
    _references, parts = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    of_claims = parts.pop(ClaimKeys.__name__)["properties"]
    for keys in KEYS.values():
        properties = parts[keys.__name__]["properties"]
        properties |= of_claims if claims else {}
        if "source" in properties:
            properties["source"] = {"enum": list(all_sources())}
        if "dimensions" in properties:
            properties["dimensions"]["items"] = {"enum": list(DIMENSIONS)}
    entries = [{"$ref": _REFERENCE.format(name=keys.__name__)} for keys in KEYS.values()]
    return {
        "title": "Claims of a release" if claims else "Indicators of the catalogue",
        "type": "array",
        "items": {"oneOf": [_omitted(parts), *entries]},
        "$defs": parts,
    }


def _omitted(parts: Schema) -> Schema:
    """An entry that takes one of the program's away."""
    first, *_others = KEYS.values()
    code = parts[first.__name__]["properties"]["code"]
    return {
        "type": "object",
        "properties": {"code": code, "omit": {"const": True}},
        "required": ["code", "omit"],
        "additionalProperties": False,
    }
