"""docs/indicators.md is what the catalogue says, every entry in both languages."""

import re
from pathlib import Path

from chainchief.cli.main import run
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.describe.indicators_page import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "indicators.md"
RENEW = "run: chainchief figures --reference > docs/indicators.md"


def test_the_page_is_the_one_the_catalogue_makes():
    assert PAGE.read_text(encoding="utf-8") == page(shipped()), RENEW


def test_each_indicator_has_its_section_with_both_names():
    sections = re.split(r"\n##+ ", PAGE.read_text(encoding="utf-8"))
    by_code = {section.split("\n")[0]: section for section in sections}
    untold = [
        (indicator.code, name)
        for indicator in shipped()
        for name in indicator.names.values()
        if f"**{name}**" not in by_code[indicator.code]
    ]
    assert untold == []


def test_the_command_prints_the_page(capsys):
    assert run(["figures", "--reference"]) == 0
    assert capsys.readouterr().out == page(shipped())
