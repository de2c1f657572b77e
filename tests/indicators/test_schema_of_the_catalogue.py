"""The schema by which an editor completes a file of the catalogue takes what the program takes."""

import re

import pytest
from tests.indicators.conftest import day

from chainchief.core.lined_yaml import Item
from chainchief.core.presets import FaultKinds, items_in
from chainchief.indicators.catalogue.entries import keys_of
from chainchief.indicators.catalogue.loading import PRESETS
from chainchief.indicators.catalogue.schema import schema_of_catalogue
from chainchief.indicators.figures import MetricType

TYPES = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}
WORDS = ("title", "description", "default", "format", "$defs")


def fits(value, schema, defs):
    """Whether a value is of a schema: the few words of JSON Schema that this one uses."""
    if isinstance(value, type(day("2023-01-01"))):
        value = value.isoformat()
    checks = {
        "const": lambda: value == schema["const"],
        "enum": lambda: value in schema["enum"],
        "type": lambda: isinstance(value, TYPES[schema["type"]]),
        "$ref": lambda: fits(value, defs[schema["$ref"].removeprefix("#/$defs/")], defs),
        "pattern": lambda: re.search(schema["pattern"], value) is not None,
        "anyOf": lambda: any(fits(value, each, defs) for each in schema["anyOf"]),
        "oneOf": lambda: sum(fits(value, each, defs) for each in schema["oneOf"]) == 1,
        "required": lambda: set(schema["required"]) <= set(value),
        "additionalProperties": lambda: (
            set(value) <= set(schema["properties"])
            if schema["additionalProperties"] is False
            else all(fits(each, schema["additionalProperties"], defs) for each in value.values())
        ),
        "propertyNames": lambda: all(fits(key, schema["propertyNames"], defs) for key in value),
        "properties": lambda: all(
            fits(value[key], each, defs)
            for key, each in schema["properties"].items()
            if key in value
        ),
        "items": lambda: all(fits(each, schema["items"], defs) for each in value),
        "minItems": lambda: len(value) >= schema["minItems"],
        "maxLength": lambda: len(value) <= schema["maxLength"],
        "minimum": lambda: value >= schema["minimum"],
        "maximum": lambda: value <= schema["maximum"],
    }
    return all(checks[key]() for key in schema if key not in WORDS)


def entries(pattern):
    return [
        item for file in sorted(PRESETS.glob(pattern)) for item in items_in(file, FaultKinds())[0]
    ]


@pytest.mark.parametrize(
    ("pattern", "claims"), [("indicators*.yaml", False), ("claims*.yaml", True)]
)
def test_every_entry_of_the_program_is_of_its_schema(pattern, claims):
    schema = schema_of_catalogue(claims=claims)
    items = entries(pattern)
    assert len(items) > 20
    wrong = [item for item in items if not fits(item.data, schema["items"], schema["$defs"])]
    assert [item.data["code"] for item in wrong] == []


@pytest.mark.parametrize("nature", list(MetricType))
def test_each_nature_has_the_keys_that_the_checks_take(nature):
    entries_of = schema_of_catalogue()["$defs"].values()
    natures = {"enum": [nature.value]}
    (branch,) = [b for b in entries_of if b.get("properties", {}).get("nature") == natures]
    assert set(branch["properties"]) == set(keys_of(nature))


def test_a_wrong_key_or_value_is_of_no_schema():
    schema = schema_of_catalogue()
    of_one, defs = schema["items"], schema["$defs"]
    good = next(i for i in entries("indicators*.yaml") if i.data["code"] == "IND-PRJ-STARTED")
    assert isinstance(good, Item)
    assert fits(good.data, of_one, defs)
    for wrong in ({"dates": "x"}, {"once": "yes"}, {"nature": "flows"}, {"measure": 3}):
        assert not fits({**good.data, **wrong}, of_one, defs)
    assert fits({"code": "IND-X", "omit": True}, of_one, defs)
