"""Every kind of record stands in the glossary under both its names."""

from pathlib import Path

import pytest

from chainchief.core.i18n import CHINESE, ENGLISH, speaking
from chainchief.ledger.registers import all_registers

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"


@pytest.mark.parametrize("kind", list(all_registers()))
def test_a_kind_is_explained(kind):
    register = all_registers()[kind]
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if f"(`{kind}`)" in line]
    with speaking(CHINESE):
        assert line.startswith(f"| {register.name} |")
    with speaking(ENGLISH):
        assert f"| {register.name} (`{kind}`) |" in line
