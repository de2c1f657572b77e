"""docs/indicators.md is what the catalogue says, every entry in both languages."""

from pathlib import Path

import pytest

from chainchief.cli.main import run
from chainchief.indicators.catalogue import shipped
from chainchief.indicators.reference import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "indicators.md"
RENEW = "run: chainchief figures --reference > docs/indicators.md"


def test_the_page_is_the_one_the_catalogue_makes():
    assert PAGE.read_text(encoding="utf-8") == page(shipped()), RENEW


@pytest.mark.parametrize("code", list(shipped().entries))
def test_each_indicator_has_its_section_with_both_names(code):
    text = PAGE.read_text(encoding="utf-8")
    section = text.split(f"\n## {code}\n")[1].split("\n## ")[0]
    for name in shipped()[code].names.values():
        assert f"**{name}**" in section


def test_the_command_prints_the_page(capsys):
    assert run(["figures", "--reference"]) == 0
    assert capsys.readouterr().out == page(shipped())
