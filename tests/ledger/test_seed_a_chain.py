"""A chain is seeded once from its template; from then on the ledger owns it."""

import datetime as dt

import pytest
from django.db.models import F
from tests.fixtures.viewers import office

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set, seed_chain, withdraw
from chainchief.ledger.chaintemplates import shipped
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.segment.models import ChainSegment, SegmentClass, SegmentLink
from chainchief.ledger.queries.history import find, versions_of

pytestmark = pytest.mark.usefixtures("any_ledger")


def seed(code="NEW-IT", reason="建链"):
    return seed_chain(code, viewer=office("王"), reason=reason)


def enter_chain(**values):
    chain = Creation("chain", "NEW-IT", {"name": "本市集成电路链", **values})
    apply_change_set(ChangeSet((chain,)), viewer=office("李"), reason="旧链")


def test_everything_of_the_template_is_in_the_ledger():
    template = shipped()["NEW-IT"]
    done = seed()
    classes = sum(len(segment.classes) for segment in template.segments)
    assert (done.is_new, done.segments) == (True, len(template.segments))
    assert (done.classes, done.links) == (classes, len(template.links))
    assert ChainSegment.objects.filter(chain="NEW-IT").count() == len(template.segments)
    assert SegmentClass.objects.count() == classes
    assert SegmentLink.objects.filter(essential=True).count() == template.essential


def test_a_segment_is_as_the_template_says_it():
    seed()
    segment = ChainSegment.objects.get(code="NEW-IT/POLYSILICON")
    assert (segment.name, segment.stream, segment.position) == ("电子级多晶硅", "upstream", 2)
    assert segment.products == "电子级多晶硅、区熔用多晶硅"
    assert (segment.key, segment.valid_from) == (True, dt.date(2023, 1, 1))
    assert segment.source.endswith("（据链条模板NEW-IT第1版）")
    industries = SegmentClass.objects.filter(segment=segment.code).values_list("industry")
    assert list(industries) == [("3985",)]


def test_a_link_says_what_flows_and_whether_the_buyer_stops_without_it():
    seed()
    found = SegmentLink.objects.filter(buyer="NEW-IT/CZ-PULLING")
    links = {link.supplier_id: (link.flow, link.essential) for link in found}
    assert links == {
        "NEW-IT/POLYSILICON": ("material", True),
        "NEW-IT/QUARTZ-CRUCIBLE": ("material", True),
        "NEW-IT/ELECTRONIC-GAS": ("material", True),
        "NEW-IT/HOT-ZONE": ("part", True),
        "NEW-IT/CRYSTAL-FURNACE": ("equipment", False),
    }


def test_a_chain_that_was_not_there_comes_last_in_lists():
    enter_chain(position=7)
    seed("AUTO")
    chain = Chain.objects.get(code="AUTO")
    assert (chain.name, chain.short_name) == ("新能源汽车及零部件产业链", "新能源汽车及零部件")
    assert (chain.position, chain.valid_from, chain.landmark_from) == (8, None, None)


def test_a_chain_that_is_there_keeps_its_record():
    enter_chain(landmark_from=dt.date(2022, 7, 1))
    assert seed().is_new
    chain = Chain.objects.get(code="NEW-IT")
    assert (chain.name, chain.version) == ("本市集成电路链", 1)
    assert chain.landmark_from == dt.date(2022, 7, 1)


def test_a_second_seed_changes_nothing():
    seed()
    before = changelog.position()
    again = seed()
    assert (again.is_new, again.segments, again.links) == (False, 55, 0)
    assert changelog.position() == before


def test_what_the_bureau_changed_stays_through_a_second_seed():
    seed()
    segment = ChainSegment.objects.get(code="NEW-IT/PCB")
    renamed = Revision("chain_segment", segment.uid, segment.version, {"name": "线路板"})
    apply_change_set(ChangeSet(revisions=(renamed,)), viewer=office("李"), reason="本地叫法")
    seed()
    assert ChainSegment.objects.get(code="NEW-IT/PCB").name == "线路板"


def test_a_map_of_which_one_segment_was_kept_by_hand_is_not_seeded_over():
    enter_chain()
    own = Creation(
        "chain_segment", "NEW-IT/OWN", {"name": "自建", "chain": "NEW-IT", "stream": "upstream"}
    )
    apply_change_set(ChangeSet((own,)), viewer=office("李"), reason="自建")
    done = seed()
    assert (done.is_new, done.segments) == (False, 1)


def test_the_log_says_who_seeded_it_and_why():
    seed(reason="年初建图")
    (version,) = versions_of(
        "chain_segment", find("chain_segment", "NEW-IT/PCB", office()).uid, office()
    )
    assert (version.actor, version.reason) == ("王", "年初建图")
    seed("AUTO", reason="")
    (version,) = versions_of("chain", find("chain", "AUTO", office()).uid, office())
    assert version.reason == "据链条模板AUTO第1版"
    assert changelog.verify() == []


def test_several_chains_stand_side_by_side():
    seed("EQUIP")
    seed("COMPOSITE")
    assert set(ChainSegment.objects.values_list("chain", flat=True)) == {"EQUIP", "COMPOSITE"}
    assert not SegmentLink.objects.exclude(supplier__chain=F("buyer__chain")).exists()


def test_an_unknown_template_is_refused_with_a_near_one():
    with pytest.raises(WrongUseError, match="NEW-IT"):
        seed("new-it")
    assert not Chain.objects.exists()


def test_a_withdrawn_chain_is_reinstated_first():
    enter_chain()
    chain = Chain.objects.get()
    withdraw("chain", chain.uid, chain.version, viewer=office("李"), reason="撤")
    with pytest.raises(WrongUseError, match="NEW-IT"):
        seed()
    assert not ChainSegment.objects.exists()


def test_a_fault_in_any_template_seeds_nothing(own_home):
    own = own_home / "presets" / "chains"
    own.mkdir(parents=True)
    (own / "EQUIP.yaml").write_text("code: EQUIP\n", encoding="utf-8")
    with pytest.raises(FaultsError):
        seed()
    assert not Chain.objects.exists()
