"""The chains in one table; one chain's page with what is stuck, whose turn it is, and its map."""

import re

from tests.fixtures.accounts import sign_in
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import CITY, RIVER, SOUTH, STARTED_IN_BIO

from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Person
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.kinds.visit.models import Visit
from chainchief.web.chains.index import LAST, ChainLine, in_order

PAGE = "/chains/BIO/?month=2023-11"


def group(answer, key) -> str:
    """The words of one group of what is stuck."""
    html = answer.content.decode().partition(f'id="stuck-{key}"')[2]
    html = re.split(r'<h3 id="stuck-|</section>', html)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", f"<{html}"))


def test_the_table_has_every_chain_in_order_with_its_chief(reader):
    page = text_of(reader.get("/chains/?month=2023-11"))
    assert page.index("生物制造 标志性 BIO 王某") < page.index("高端装备 标志性 EQUIP —")
    assert "项目 个" in page  # the unit stands in the head, once
    assert f" {len(STARTED_IN_BIO)} " in page


def test_the_cards_are_doors_to_receipts(reader):
    html = reader.get(PAGE).content.decode()
    assert 'id="figure-IND-PRJ-STARTED" href="/figures/IND-PRJ-STARTED/?month=2023-11&amp;' in html
    assert f"{len(STARTED_IN_BIO)}<span" in html


def test_a_difficulty_waits_for_its_office_then_for_the_firm_then_for_the_office_again(reader):
    told = group(reader.get(PAGE), "difficulties")
    assert "企业困难 3 超时 1" in told
    assert re.search(r"未答复的困难 .*? 尚未答复 超时 2023-10-10 51 2023-11-10 市发改委", told)
    assert re.search(r"已答复的困难 .*?待企业确认 2023-10-20 41 — 示例生物0有限公司", told)
    assert re.search(r"退回的困难 .*? 企业退回 2023-10-25 36 — 市发改委", told)
    assert "已解决" not in told
    assert "尚未收到" not in told


def test_the_overdue_come_first(reader):
    told = group(reader.get(PAGE), "difficulties")
    assert told.index("未答复的困难") < told.index("已答复的困难") < told.index("退回的困难")


def test_a_project_signed_but_not_started_waits_for_its_unit_and_is_overdue_by_its_plan(reader):
    told = group(reader.get(PAGE), "projects")
    assert re.search(r"签约项目 .*? 签约 超时 2023-03-01 274 2023-06-30 临河县", told)
    assert "第20号产业园" not in told


def test_a_stalled_project_and_an_unkept_promise_are_told(reader):
    answer = reader.get(PAGE)
    assert "第20号产业园" in group(answer, "stalled")
    assert "第0项跟进" in group(answer, "promises")
    assert "王某（链长）" in group(answer, "promises")
    assert "第1项跟进" not in group(answer, "promises")


def test_of_a_unit_only_what_waits_there_is_told(reader):
    river = reader.get(f"{PAGE}&division={RIVER}")
    assert group(river, "difficulties") == group(river, "nothing")
    assert "签约项目" in group(river, "projects")
    south = reader.get(f"{PAGE}&division={SOUTH}")
    assert "未答复的困难" in group(south, "difficulties")
    assert "签约项目" not in text_of(south)


def test_the_map_shows_each_segment_with_its_firms_and_what_is_missing(reader):
    page = text_of(reader.get(PAGE))
    assert re.search(r"上游 1个环节，缺失0个 环节A 2家", page)
    assert re.search(r"中游 1个环节，缺失0个 环节B 薄弱，仅1家", page)
    assert re.search(r"装备 1个环节，缺失1个 环节C 缺失", page)
    assert "需要： 环节A" in page
    html = reader.get(PAGE).content.decode()
    assert '<details class="node missing" id="segment-BIO-C">' in html
    assert "<strong>环节A</strong>" in html


def test_it_says_who_answers_for_it_and_which_firms_lead(reader):
    page = text_of(reader.get(PAGE))
    assert "链长 王某 副市长 2022-01-01" in page
    assert "示例生物0有限公司 链主企业 南城区" in page


def test_nothing_is_stuck_where_nothing_waits(reader):
    page = text_of(reader.get("/chains/EQUIP/?month=2023-11"))
    assert "当日没有等待处理的事项" in page
    assert "这条链还没有环节" in page


def test_an_unknown_chain_is_told(reader):
    answer = reader.get("/chains/NOPE/?month=2023-11")
    assert answer.status_code == 404
    assert "NOPE" in text_of(answer)


def test_a_chief_sees_the_own_chain_alone(reader):
    sign_in(reader, "chief", chain="BIO")
    page = text_of(reader.get(PAGE))
    assert "未答复的困难" in page
    assert "示例生物0有限公司 链主企业" in page
    assert reader.get("/chains/EQUIP/?month=2023-11").status_code == 403


def test_a_county_sees_its_own_part_of_every_chain(reader):
    sign_in(reader, "county", division=RIVER)
    page = text_of(reader.get(PAGE))
    assert "临河县" in page
    assert "签约项目" in page
    assert "未答复的困难" not in page
    assert reader.get(f"{PAGE}&division={CITY}").status_code == 403


def line(code, position, *, landmark):
    return ChainLine(code, code, "", "—", is_landmark=landmark, position=position, cells=[])


def test_landmark_chains_come_first_then_the_order_that_the_city_gave():
    lines = [
        line("A", 1, landmark=False),
        line("B", 3, landmark=True),
        line("C", LAST, landmark=True),
        line("D", 2, landmark=True),
    ]
    assert [each.code for each in sorted(lines, key=in_order)] == ["D", "B", "C", "A"]


def test_what_is_stuck_the_people_and_the_firms_are_doors_to_their_records(reader):
    page = reader.get("/chains/BIO/?month=2023-11").content.decode()
    for record, name in (
        (Difficulty.objects.get(code="KN-0"), "未答复的困难"),
        (Project.objects.get(code="PRJ-S"), "签约项目"),
        (Project.objects.get(code="PRJ-020"), "第20号产业园"),
        (Visit.objects.get(code="HD-0"), "第0项跟进"),
        (Person.objects.get(code="P-1"), "王某"),
        (Enterprise.objects.get(code="QY-1"), "示例生物1有限公司"),
    ):
        assert f'href="/records/{record.kind}/{record.uid}/">{name}</a>' in page


def test_the_page_of_a_chain_and_its_record_lead_to_each_other(reader):
    chain = Chain.objects.get(code="BIO")
    record = f"/records/chain/{chain.uid}/"
    assert f'<a href="{record}">' in reader.get("/chains/BIO/?month=2023-11").content.decode()
    assert '<a href="/chains/BIO/">' in reader.get(record).content.decode()


def test_a_person_whose_record_is_not_open_is_named_without_a_door(reader):
    sign_in(reader, "chief", chain="BIO")
    page = reader.get("/chains/BIO/?month=2023-11").content.decode()
    assert "王某" in page
    assert "/records/person/" not in page
    assert "/records/difficulty/" in page
