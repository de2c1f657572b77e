"""An edit of a chain is undone with all that it changed, a city's own columns included."""

import pytest
from tests.fixtures.viewers import office

from chainchief.chainmap.editing import recent_edits, undo_edit
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.segment.models import ChainSegment

COLUMNS = """
source: 试验
version: 1
valid_from: 2022-01-01
kinds:
  chain_segment:
    - {name: x_patron, type: text, most: 40, zh: 包联领导, en: responsible leader}
"""


@pytest.fixture
def steel(small_chain, own_home):
    """The segment STEEL of a city with a column of its own, which says 王某."""
    file = own_home / "presets" / "extra.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(COLUMNS, encoding="utf-8")
    revised(extra={"x_patron": "王某"})
    return ChainSegment.objects.get(code="STEEL")


def revised(extra, **values):
    row = ChainSegment.objects.get(code="STEEL")
    change = Revision("chain_segment", row.uid, row.version, values, extra=extra)
    apply_change_set(ChangeSet.of(change), viewer=office(), reason="改")


@pytest.mark.parametrize("values", [{}, {"name": "特钢"}])
def test_what_an_edit_changed_in_a_citys_own_column_comes_back(steel, values):
    revised({"x_patron": "李某"}, **values)
    viewer = office()
    undo_edit("NEW-IT", recent_edits("NEW-IT", viewer)[0].number, viewer, "撤销")
    now = ChainSegment.objects.get(code="STEEL")
    assert (now.name, now.extra) == (steel.name, {"x_patron": "王某"})
