"""docs/kinds.md is what the registers say: every kind and column, in both languages."""

import json
import re
from pathlib import Path

import pytest

from chainchief.cli.main import run
from chainchief.core.i18n import CHINESE, ENGLISH, speaking
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.describe.kinds_page import page, used_by
from chainchief.ledger.exchange.layout import column_explanations
from chainchief.ledger.registers import all_registers, register_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "kinds.md"
RENEW = "run: chainchief kinds --reference > docs/kinds.md"
KINDS = tuple(all_registers())


def section_of(kind):
    return PAGE.read_text(encoding="utf-8").split(f"\n## {kind}\n")[1].split("\n## ")[0]


def test_the_page_is_the_one_the_registers_make():
    assert PAGE.read_text(encoding="utf-8") == page(shipped()), RENEW


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_it_records_in_both_languages(kind):
    register = register_of(kind)
    told = {}
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            told[language] = register.meaning
            assert f"**{register.name}**\n\n{register.meaning}\n" in section_of(kind)
    assert told[CHINESE] != told[ENGLISH]
    assert told[CHINESE].endswith("。")
    assert told[ENGLISH].endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_each_column_has_a_row_in_both_languages(kind):
    rows = [line for line in section_of(kind).splitlines() if line.startswith("| ")]
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            for each in column_explanations(register_of(kind)):
                start = f"| {each.column.title} | `{each.column.name}` | {each.type_name} |"
                assert [row for row in rows if row.startswith(start)]


def test_an_indicator_is_told_at_the_kind_whose_rows_it_reads():
    used = {kind: {each.code for each in entries} for kind, entries in used_by(shipped()).items()}
    assert "IND-PRJ-STARTED" in used["project_stage"]
    assert "IND-OFF-IVA-GROWTH" in used["official_statistic"]
    assert "IND-OFF-TECH-RANK" in used["ranking"]
    assert "IND-FUR-5G-STATIONS" in used["furnished_number"]
    told = set().union(*used.values())
    natures = {each.nature.value for each in shipped() if each.code not in told}
    assert natures == {"ratio", "difference", "growth", "members", "position"}


def test_the_reward_says_who_names_whom(capsys):
    assert run(["--lang", "en", "kinds", "reward_step"]) == 0
    assert "named by records of" not in capsys.readouterr().out
    assert run(["--lang", "en", "kinds", "reward"]) == 0
    told = capsys.readouterr().out
    assert "- named by records of: line of a list of rewards (`reward_line`)" in told
    assert "| amount | `amount` | number | 万元 | yes |  |" in told
    assert run(["--lang", "en", "kinds", "policy"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"- named by records of: .*reward \(`reward`\)", told)


def test_the_command_lists_every_kind_and_prints_the_page(capsys):
    assert run(["kinds"]) == 0
    told = capsys.readouterr().out
    assert [kind for kind in KINDS if kind not in told] == []
    assert run(["kinds", "--reference"]) == 0
    assert capsys.readouterr().out == page(shipped())


def test_a_program_reads_the_columns(capsys):
    assert run(["--lang", "en", "kinds", "award", "--json"]) == 0
    (award,) = json.loads(capsys.readouterr().out)["kinds"]
    standing = next(each for each in award["columns"] if each["name"] == "standing")
    assert standing["choices"]
    assert standing["type"] == "choice"
    assert run(["kinds", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["kinds"]) == len(KINDS)


def test_an_unknown_kind_and_a_wrong_use_are_told(capsys):
    assert run(["--lang", "en", "kinds", "rewards"]) == 2
    assert "Did you mean reward?" in capsys.readouterr().err
    assert run(["--lang", "en", "kinds", "reward", "--reference"]) == 2
    assert "leave out the one" in capsys.readouterr().err
