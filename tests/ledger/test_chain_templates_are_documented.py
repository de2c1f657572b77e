"""docs/chain-templates.md names every fault, key and command of chain templates."""

import re
from pathlib import Path

import msgspec
import pytest
import yaml

from chainchief.ledger.chaintemplates import faults
from chainchief.ledger.chaintemplates.template import (
    FLOWS,
    STREAMS,
    Cycle,
    Link,
    Segment,
    Template,
)

DOC = (Path(__file__).parents[2] / "docs" / "chain-templates.md").read_text(encoding="utf-8")


def test_every_fault_is_in_the_table_and_no_other():
    declared = {kind.code for kind in vars(faults).values() if hasattr(kind, "remedy")}
    assert set(re.findall(r"^\| (CHN-\d+) \|", DOC, re.MULTILINE)) == declared


@pytest.mark.parametrize("word", [*FLOWS, *STREAMS])
def test_every_kind_of_link_and_stream_is_named(word):
    assert word in DOC


def keys_of(part, *, needed=False):
    fields = msgspec.structs.fields(part)
    return {field.encode_name for field in fields if field.required or not needed}


def test_the_example_has_exactly_the_keys_that_are_taken():
    (example,) = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
    written = yaml.safe_load(example)
    assert set(written) == keys_of(Template)
    for key, part in (("segments", Segment), ("links", Link), ("cycles", Cycle)):
        assert keys_of(part, needed=True) <= set(written[key][0]) <= keys_of(part)


def test_the_commands_are_named():
    assert "chainchief chain templates" in DOC
    assert "chainchief chain seed CODE" in DOC
