"""Two versions of a segment that hold on the same day are refused; one after the other is fine."""

import datetime as dt

import pytest
from tests.chainmap.conftest import segment
from tests.fixtures.viewers import office

from chainchief.chainmap import answers_for
from chainchief.core.faults import FaultsError
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.segment.models import ChainSegment

pytestmark = pytest.mark.usefixtures("small_chain")

LAST, NEXT = dt.date(2023, 6, 30), dt.date(2023, 7, 1)


def revision_of_steel(**values):
    row = ChainSegment.objects.get(code="STEEL")
    return Revision("chain_segment", row.uid, row.version, values)


def applied(*changes):
    apply_change_set(ChangeSet.of(*changes), viewer=office(), reason="换版")


@pytest.mark.parametrize("name", ["钢材", "钢 材"])
def test_a_second_version_from_a_day_on_which_the_first_still_holds_is_refused_whole(name):
    second = segment("STEEL-2", name, 9, valid_from=LAST)
    with pytest.raises(FaultsError) as refused:
        applied(second, revision_of_steel(valid_to=LAST), segment("NEW", "新环节", 10))
    (fault,) = refused.value.faults
    assert fault.code == "CHK-249"
    assert "2023-06-30" in fault.text
    assert "STEEL-2" in fault.text
    assert not ChainSegment.objects.filter(code__in=("STEEL-2", "NEW")).exists()
    assert ChainSegment.objects.get(code="STEEL").valid_to is None


def test_a_version_that_follows_on_the_next_day_holds_from_then_on():
    applied(segment("STEEL-2", "钢材", 1, valid_from=NEXT), revision_of_steel(valid_to=LAST))

    def codes(day):
        return [each.segment.code for each in answers_for("NEW-IT", day).coverage]

    assert codes(LAST)[0] == "STEEL"
    assert codes(NEXT)[0] == "STEEL-2"
    assert len(codes(LAST)) == len(codes(NEXT)) == 4
