"""docs/another-city.md names only what there is, and its example is a preset that loads."""

import re
from pathlib import Path

from chainchief.core.home import home
from chainchief.indicators.catalogue import loading
from chainchief.indicators.claims import load_claims
from chainchief.ledger.registers import all_registers

PAGE = (Path(__file__).parents[2] / "docs" / "another-city.md").read_text("utf-8")


def test_every_code_on_the_page_is_one_of_the_presets():
    known = {*loading.load().entries, *load_claims().claims}
    named = set(re.findall(r"(?:IND|CLM)-[A-Z0-9]+(?:-[A-Z0-9]+)*", PAGE))
    assert len(named) > 15
    assert named <= known


def test_every_kind_on_the_page_is_a_kind():
    rows = [line for line in PAGE.splitlines() if "`import " in line]
    named = {kind for line in rows for kind in re.findall(r"`(?:import )?([a-z_]+)`", line)}
    assert len(named) > 15
    assert named <= set(all_registers())


def test_the_example_is_a_preset_that_loads(own_home):
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    home().presets.mkdir(parents=True, exist_ok=True)
    (home().presets / "indicators-city.yaml").write_text(example, "utf-8")
    loaded = loading.load()
    assert "IND-PARK-AREA" not in loaded
    assert dict(loaded["IND-AGR-PROMO"].names)["zh"] == "推介会集中签约项目"
