"""A city adds units; what was written in a unit keeps its size; units are made of two."""

import pytest

from chainchief.core.faults import FaultsError
from chainchief.core.units import UNITS, alike, unit
from chainchief.core.units.presets import PRESET, SHIPPED


def read(tmp_path, change):
    file = tmp_path / "units.yaml"
    file.write_text(change((SHIPPED / "units.yaml").read_text(encoding="utf-8")), encoding="utf-8")
    return PRESET.read(file)


def test_units_of_many_things():
    assert unit("万吨").steps == 10_000 * unit("吨").steps
    assert unit("倍").steps == 100 * unit("%").steps
    assert not alike(unit("吨"), unit("吨标准煤"))
    assert not alike(unit("万元"), unit("万美元"))


def test_a_unit_made_of_two():
    assert unit("万元/亩").base == "元/亩"
    assert unit("万元/亩").steps == unit("万元").steps / unit("亩").steps
    assert "万元/亩/人" not in UNITS
    assert "万元/箇" not in UNITS


def test_a_city_adds_a_unit(tmp_path):
    line = "  - {code: 标箱, dimension: volume, steps: 33, base: 立方米}\n"
    assert read(tmp_path, lambda text: text + line)["标箱"].steps == 33


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text + "  - {code: 亩, dimension: area, steps: 1, base: 亩}\n", "UNT-001"),
        (lambda text: text + "  - {code: 斗, dimension: mass, steps: 1, base: 亩}\n", "UNT-002"),
        (lambda text: text.replace("steps: 10000000, base: 吨}", "steps: 9, base: 吨}"), "UNT-003"),
    ],
)
def test_no_unit_changes_its_size(tmp_path, change, told):
    with pytest.raises(FaultsError) as refused:
        read(tmp_path, change)
    assert told in [each.code for each in refused.value.faults]
