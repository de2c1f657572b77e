"""The schema by which an editor completes a file of the catalogue takes what the program takes."""

import re

import pytest
from tests.indicators.conftest import day

from chainchief.core.lined_yaml import Item
from chainchief.indicators.catalogue.entry_checks import keys_of
from chainchief.indicators.catalogue.loading import PRESETS
from chainchief.indicators.catalogue.preset_file import read_items
from chainchief.indicators.catalogue.schema import schema_of_catalogue
from chainchief.indicators.figures import MetricType

TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}


def fits(value, schema):
    """Whether a value is of a schema: the few words of JSON Schema that this one uses."""
    if isinstance(value, type(day("2023-01-01"))):
        value = value.isoformat()
    checks = {
        "const": lambda: value == schema["const"],
        "enum": lambda: value in schema["enum"],
        "type": lambda: (
            any(
                isinstance(value, TYPES[each]) for each in [schema["type"]] if isinstance(each, str)
            )
            or (isinstance(schema["type"], list) and isinstance(value, str | int))
        ),
        "pattern": lambda: re.search(schema["pattern"], value) is not None,
        "anyOf": lambda: any(fits(value, each) for each in schema["anyOf"]),
        "oneOf": lambda: sum(fits(value, each) for each in schema["oneOf"]) == 1,
        "required": lambda: set(schema["required"]) <= set(value),
        "additionalProperties": lambda: set(value) <= set(schema["properties"]),
        "properties": lambda: all(
            fits(value[key], each) for key, each in schema["properties"].items() if key in value
        ),
        "items": lambda: all(fits(each, schema["items"]) for each in value),
        "minItems": lambda: len(value) >= schema["minItems"],
        "minProperties": lambda: len(value) >= schema["minProperties"],
        "minimum": lambda: value >= schema["minimum"],
        "maximum": lambda: value <= schema["maximum"],
        "title": lambda: True,
    }
    return all(checks[key]() for key in schema)


def entries(pattern):
    return [item for file in sorted(PRESETS.glob(pattern)) for item in read_items(file)[0]]


@pytest.mark.parametrize(
    ("pattern", "claims"), [("indicators*.yaml", False), ("claims*.yaml", True)]
)
def test_every_entry_of_the_program_is_of_its_schema(pattern, claims):
    of_one = schema_of_catalogue(claims=claims)["items"]
    items = entries(pattern)
    assert len(items) > 20
    assert [item.data["code"] for item in items if not fits(item.data, of_one)] == []


@pytest.mark.parametrize("nature", list(MetricType))
def test_each_nature_has_the_keys_that_the_checks_take(nature):
    branches = schema_of_catalogue()["items"]["oneOf"][1:]
    (branch,) = [b for b in branches if b["properties"]["nature"] == {"const": nature.value}]
    assert set(branch["properties"]) == set(keys_of(nature))


def test_a_wrong_key_or_value_is_of_no_schema():
    of_one = schema_of_catalogue()["items"]
    good = next(i for i in entries("indicators*.yaml") if i.data["code"] == "IND-PRJ-STARTED")
    assert isinstance(good, Item)
    assert fits(good.data, of_one)
    for wrong in ({"dates": "x"}, {"once": "yes"}, {"nature": "flows"}, {"measure": {}}):
        assert not fits({**good.data, **wrong}, of_one)
    assert fits({"code": "IND-X", "omit": True}, of_one)
