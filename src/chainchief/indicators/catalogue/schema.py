"""The JSON Schema of files of the catalogue and of claims, by which an editor completes them.

It is made from what the checks of an entry know: which keys each nature needs and may have.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from chainchief.core.rounding import Rule
from chainchief.indicators.catalogue.conditions import THRESHOLDS
from chainchief.indicators.catalogue.entry_checks import (
    ALSO,
    ALWAYS,
    CODE,
    DISCLOSURES,
    EACH,
    MAY,
    NEEDED,
)
from chainchief.indicators.catalogue.sources import DIMENSIONS, all_sources
from chainchief.indicators.figures import MetricType

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_NAMES: Schema = {"type": "array", "items": _TEXT}
_FLAG: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_BOTH: Schema = {
    "type": "object",
    "properties": {"zh": _TEXT, "en": _TEXT},
    "required": ["zh", "en"],
    "additionalProperties": False,
}
_REFERENCE: Schema = {"anyOf": [_TEXT, {"type": "object", "required": ["indicator"]}]}
_PLACE: Schema = {"type": "integer", "minimum": 1}
_THRESHOLD: Schema = {"type": ["string", "integer"]}


def _choice(values: Iterable[str]) -> Schema:
    return {"enum": list(values)}


def _object(properties: Mapping[str, Schema], *required: str) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _of_keys() -> dict[str, Schema]:
    """Key → the form of its value, whatever the nature of the entry."""
    thresholds = {each.value: _THRESHOLD for each in THRESHOLDS}
    definition = _object(
        {"valid_from": _DAY, "valid_to": _DAY, "zh": _TEXT, "en": _TEXT, "source": _TEXT},
        *("valid_from", "zh", "en"),
    )
    measure = {"count": _TEXT, "sum": _TEXT, "distinct": _TEXT, "whose": _TEXT, "missing": _FLAG}
    return {
        "code": {"type": "string", "pattern": f"^{CODE.pattern}$"},
        "name": _BOTH,
        "unit": _TEXT,
        "definition": {"type": "array", "items": definition, "minItems": 1},
        "aliases": _NAMES,
        "places": {"type": "integer", "minimum": 0, "maximum": 6},
        "rounding": _choice(Rule),
        "receipt": _NAMES,
        "names": _TEXT,
        "disclosure": _choice(DISCLOSURES),
        "ref": _TEXT,
        "source": _choice(all_sources()),
        "measure": {**_object({**measure, **thresholds}), "minProperties": 1},
        "dimensions": {"type": "array", "items": _choice(DIMENSIONS)},
        "date": _TEXT,
        "where": {"type": "object"},
        "over": _TEXT,
        "without": _TEXT,
        "once": _FLAG,
        "open": _object({"from": _TEXT, "until": _TEXT, "in": _TEXT}),
        "due": _object({"day": {"type": "integer"}, "moved": {"type": "object"}}, "day"),
        **dict.fromkeys(("numerator", "denominator", "minuend", "subtrahend"), _REFERENCE),
        "of": _TEXT,
        "against": _TEXT,
        "each": _choice(EACH),
        "which": {
            **_object({**thresholds, "within_first": {"type": "integer"}}),
            "minProperties": 1,
        },
        "ties": _choice(("shared", "dense")),
        "order": _choice(("descending", "ascending")),
        "reason": _BOTH,
        "series": _TEXT,
        "among": _BOTH,
        "yearly": _FLAG,
        "item": _TEXT,
        "told_of": _TEXT,
        "attribute": _TEXT,
        "parameters": {"const": ["record"]},
        "record": _TEXT,
    }


_OF_CLAIMS: Mapping[str, Schema] = {
    "at_least": _THRESHOLD,
    "within_first": _PLACE,
    "proven_by": _NAMES,
}


def schema_of_catalogue(*, claims: bool = False) -> Schema:
    """The schema of a file of indicators; with `claims` of one of claims, which have more keys."""
    forms = _of_keys()
    more = _OF_CLAIMS if claims else {}
    entries = [_entry(nature, forms, more) for nature in MetricType]
    omitted = _object({"code": forms["code"], "omit": {"const": True}}, "code", "omit")
    title = "Claims of a release" if claims else "Indicators of the catalogue"
    return {"title": title, "type": "array", "items": {"oneOf": [omitted, *entries]}}


def _entry(nature: MetricType, forms: Mapping[str, Schema], more: Mapping[str, Schema]) -> Schema:
    needed = (*ALWAYS, *NEEDED[nature])
    keys = [key for key in (*needed, *ALSO.get(nature, ()), *MAY) if key != "nature"]
    properties = {"nature": {"const": nature.value}, **{key: forms[key] for key in keys}, **more}
    return _object(properties, *needed)
