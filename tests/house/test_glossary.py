"""Kinds, choices and metric types stand in the glossary under both names; its places exist."""

import ast
from pathlib import Path

import pytest

from chainchief.core.i18n import CHINESE, ENGLISH, _, speaking
from chainchief.indicators.figures import MetricType
from chainchief.ledger.columns import Choice
from chainchief.ledger.registers import all_registers

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
#: Terms of the office and of the code; after them come the kinds of record and their choices.
TERMS = [
    [part.strip() for part in line.strip("|").split(" | ")]
    for line in GLOSSARY.read_text(encoding="utf-8").split("## Kinds of record")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| 中文")
]


@pytest.mark.parametrize("term", TERMS, ids=[term[1] for term in TERMS])
def test_a_term_lives_where_the_glossary_says(term):
    _chinese, _english, meaning, place = term
    assert meaning
    file, _colon, names = place.strip("`").partition(":")
    path = ROOT / "src" / "chainchief" / file
    assert path.exists()
    assert names or path.is_dir()
    body = ast.parse(path.read_text(encoding="utf-8")).body if names else []
    for name in names.split(".") if names else ():
        (found,) = [
            node
            for node in body
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name
        ]
        body = found.body


def test_no_term_stands_twice():
    english = [term[1] for term in TERMS]
    assert len(english) >= 70
    assert len(set(english)) == len(english)


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


@pytest.mark.parametrize("metric", list(MetricType), ids=[each.value for each in MetricType])
def test_a_metric_type_is_explained(metric):
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if f"| {metric.value.replace('-', ' ')} |" in line]
