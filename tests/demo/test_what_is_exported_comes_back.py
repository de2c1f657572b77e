"""Every table of the demo city, exported and imported again, is found sound and unchanged."""

import pytest
from tests.fixtures.viewers import office

from chainchief.intake import importing
from chainchief.ledger.exchange.exporting import export_kind
from chainchief.ledger.registers import all_registers

#: Kinds with records that a bureau would ask about: the city is one whose data are not all clean.
DOUBTFUL = {"project", "visit", "difficulty", "duty", "project_report"}


@pytest.mark.parametrize("kind", list(all_registers()))
def test_the_table_comes_back_unchanged(city, tmp_path, kind):
    path = tmp_path / "t.csv"
    with city():
        export_kind(kind, path, viewer=office())
        found = importing.import_file(
            kind, path, viewer=office("市局"), reason="试验", dry_run=True, again=True
        )
    assert [fault.text for fault in found.faults] == []
    assert (found.created, found.revised) == (0, 0)
    assert found.unchanged > 0
    assert kind in DOUBTFUL or not found.warnings
