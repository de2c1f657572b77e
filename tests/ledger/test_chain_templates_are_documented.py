"""docs/chain-templates.md names every fault, key and command of chain templates."""

import re
from pathlib import Path

import pytest
import yaml

from chainchief.ledger.chaintemplates import faults, part_checks
from chainchief.ledger.chaintemplates.template import FLOWS, STREAMS

DOC = (Path(__file__).parents[2] / "docs" / "chain-templates.md").read_text(encoding="utf-8")


def test_every_fault_is_in_the_table_and_no_other():
    declared = {kind.code for kind in vars(faults).values() if hasattr(kind, "remedy")}
    assert set(re.findall(r"^\| (CHN-\d+) \|", DOC, re.MULTILINE)) == declared


@pytest.mark.parametrize("word", [*FLOWS, *STREAMS])
def test_every_kind_of_link_and_stream_is_named(word):
    assert word in DOC


def test_the_example_has_exactly_the_keys_that_are_taken():
    (example,) = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
    written = yaml.safe_load(example)
    parts = {
        "segments": part_checks.SEGMENT,
        "links": part_checks.LINK,
        "cycles": part_checks.CYCLE,
    }
    assert set(written) == {*part_checks.TEMPLATE.needed, *part_checks.TEMPLATE.optional}
    for key, part in parts.items():
        assert set(written[key][0]) >= set(part.needed)
        assert set(written[key][0]) <= {*part.needed, *part.optional}


def test_the_commands_are_named():
    assert "chainchief chain templates" in DOC
    assert "chainchief chain seed CODE" in DOC
