"""Every kind of record, choice and nature of number stands in the glossary under both its names."""

from pathlib import Path

import pytest

from chainchief.core.i18n import CHINESE, ENGLISH, _, speaking
from chainchief.indicators.figures import MetricType
from chainchief.ledger.columns import Choice
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


CHOICES = [
    (register, column)
    for register in all_registers().values()
    for column in register.columns
    if isinstance(column.type, Choice)
]


@pytest.mark.parametrize(
    ("register", "column"), CHOICES, ids=[f"{r.kind}.{c.name}" for r, c in CHOICES]
)
def test_a_choice_is_explained_with_all_its_codes(register, column):
    """`| 形式 | form (`visit.form`) | 外出 trip `outing` · … |`, all that a cell may hold."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if f"(`{register.kind}.{column.name}`)" in line]
    told = {}
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            told[language] = [column.title, *(_(each) for each in column.type.labels.values())]
    chinese, english = told[CHINESE], told[ENGLISH]
    pairs = zip(chinese[1:], english[1:], column.type.labels, strict=True)
    choices = " · ".join(f"{zh} {en} `{code}`" for zh, en, code in pairs)
    name = f"{english[0]} (`{register.kind}.{column.name}`)"
    assert line == f"| {chinese[0]} | {name} | {choices} |"


@pytest.mark.parametrize("nature", list(MetricType), ids=[each.value for each in MetricType])
def test_a_nature_of_number_is_explained(nature):
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if f"| {nature.value.replace('-', ' ')} |" in line]
