"""The tree of a chain: segments and links changed through the one door, and undone again."""

import re

from tests.fixtures.accounts import sign_in
from tests.web.test_the_page_of_a_month import text_of

from chainchief.ledger.kinds.segment.models import ChainSegment, SegmentLink

PAGE = "/chains/BIO/tree/?month=2023-11"
OF_A = f"{PAGE}&segment=BIO-A"
NEW = {"act": "add-segment", "name": "封装", "stream": "midstream", "position": "7", "key": "1"}

NEW_LINK = {"act": "add-link", "supplier": "BIO-C", "buyer": "BIO-B", "flow": "equipment"}


def fields(record, **more):
    return {"uid": str(record.uid), "version": record.version, **more}


def undo(client):
    """Press the first button that undoes; what the page answers."""
    number = re.search(r'name="number" value="(\d+)"', client.get(PAGE).content.decode())[1]
    return client.post(PAGE, {"act": "undo", "number": number})


def test_a_segment_is_added_and_undone(reader):
    assert reader.post(PAGE, NEW).status_code == 303
    made = ChainSegment.objects.get(name="封装")
    assert (made.chain_id, made.stream, made.position, made.key) == ("BIO", "midstream", 7, True)
    assert "封装" in text_of(reader.get(PAGE))
    assert undo(reader).status_code == 303
    made.refresh_from_db()
    assert made.withdrawn_on is not None


def test_a_segment_is_renamed_moved_and_all_of_it_undone_at_once(reader):
    before = ChainSegment.objects.get(code="BIO-A")
    sent = {"act": "change-segment", "name": "原料", "stream": "downstream", "position": "3"}
    assert reader.post(OF_A, fields(before, **sent)).status_code == 303
    now = ChainSegment.objects.get(code="BIO-A")
    assert (now.name, now.stream, now.version) == ("原料", "downstream", before.version + 1)
    assert undo(reader).status_code == 303
    again = ChainSegment.objects.get(code="BIO-A")
    assert (again.name, again.stream, again.position) == (before.name, "upstream", before.position)


def test_a_segment_is_moved_under_another_stream_and_all_of_it_undone_at_once(reader):
    before = list(ChainSegment.objects.order_by("code").values("code", "stream", "position"))
    moved = ChainSegment.objects.get(code="BIO-A")
    sent = {"act": "move", "segment": "BIO-A", "version": moved.version, "place": "midstream:BIO-B"}
    answer = reader.post(PAGE, sent)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("done=1#move-BIO-A")
    now = ChainSegment.objects.filter(chain="BIO").order_by("position", "code")
    of_stream = [each.code for each in now if each.stream == "midstream"]
    assert of_stream.index("BIO-A") == of_stream.index("BIO-B") - 1
    assert "撤销这次修改" in text_of(reader.get(f"{PAGE}&done=1"))
    assert reader.post(PAGE, {**sent, "place": "downstream:"}).status_code == 409
    assert undo(reader).status_code == 303
    again = list(ChainSegment.objects.order_by("code").values("code", "stream", "position"))
    assert again == before


def test_the_graph_says_what_a_move_needs_and_an_empty_stream_has_a_place(reader):
    html = reader.get(f"{PAGE}&view=graph").content.decode()
    version = ChainSegment.objects.get(code="BIO-A").version
    node = re.search(r'<a class="map-node"[^>]*data-code="BIO-A"[^>]*>', html)[0]
    assert f'data-stream="upstream" data-version="{version}"' in node
    assert "view=graph" in node
    zones = re.findall(r'class="cm-group zone" data-stream="(\w+)"', html)
    assert zones == ["upstream", "midstream", "downstream", "equipment", "services"]
    proposed = reader.get(f"{PAGE}&view=graph&segment=BIO-B&supplier=BIO-C").content.decode()
    assert '<option value="BIO-C" selected>' in proposed


def test_a_segment_leaves_with_its_links_and_comes_back_with_them(reader):
    segment = ChainSegment.objects.get(code="BIO-A")
    asked = fields(segment, act="take-out", kind="chain_segment")
    assert reader.post(OF_A, asked).status_code == 422
    assert reader.post(OF_A, {**asked, "reason": "与环节B合并"}).status_code == 303
    link = SegmentLink.objects.get(supplier="BIO-A")
    segment.refresh_from_db()
    assert segment.withdrawn_on is not None
    assert link.withdrawn_on is not None
    assert "连同1条记录" in text_of(reader.get(PAGE))
    assert undo(reader).status_code == 303
    segment.refresh_from_db()
    link.refresh_from_db()
    assert (segment.withdrawn_on, link.withdrawn_on) == (None, None)


def test_links_are_added_made_essential_and_taken_out(reader):
    assert reader.post(PAGE, NEW_LINK).status_code == 303
    link = SegmentLink.objects.get(supplier="BIO-C")
    assert not link.essential
    assert reader.post(PAGE, fields(link, act="change-link", essential="1")).status_code == 303
    link.refresh_from_db()
    assert link.essential
    sure = fields(link, act="change-link", confidence="62.5%", source="行业访谈")
    assert reader.post(PAGE, sure).status_code == 303
    link.refresh_from_db()
    assert (link.confidence, link.source, link.essential) == (625_000, "行业访谈", False)
    assert 'value="62.5"' in reader.get(f"{PAGE}&segment=BIO-C").content.decode()
    out = fields(link, act="take-out", kind="segment_link", reason="不再使用")
    assert reader.post(PAGE, out).status_code == 303
    link.refresh_from_db()
    assert link.withdrawn_on is not None
    assert reader.post(PAGE, NEW_LINK).status_code == 422  # it is there already, withdrawn


def test_what_is_wrong_is_said_in_the_words_of_the_ledger_and_nothing_is_written(reader):
    count = ChainSegment.objects.count()
    for sent, words in (
        ({**NEW, "name": " ", "position": "x"}, "CMP-032"),
        ({**NEW, "position": "x"}, "CMP-033"),
        ({**NEW, "stream": "sideways"}, "sideways"),
        ({"act": "add-link", "supplier": "NONE", "buyer": "BIO-B", "flow": "part"}, "NONE"),
        ({**NEW_LINK, "confidence": "101"}, "CHK-053"),
        ({**NEW_LINK, "confidence": "九成"}, "CHK-001"),
        ({"act": "undo", "number": "999999"}, "CMP-035"),
        ({"act": "dance"}, "CMP-031"),
        ({**NEW, "act": "change-segment", "uid": "x"}, "CMP-031"),
        ({"act": "move", "segment": "BIO-A", "version": "x", "place": "midstream"}, "CMP-031"),
        ({"act": "move", "segment": "BIO-A", "version": "1", "place": "sideways"}, "CMP-050"),
        ({"act": "move", "segment": "BIO-A", "version": "1", "place": "midstream:NONE"}, "CMP-050"),
    ):
        answer = reader.post(PAGE, sent)
        assert answer.status_code == 422, sent
        assert words in answer.content.decode(), sent
    assert ChainSegment.objects.count() == count


def test_whoever_read_an_earlier_version_overwrites_nothing(reader):
    segment = ChainSegment.objects.get(code="BIO-A")
    sent = fields(segment, act="change-segment", name="甲", stream="upstream")
    assert reader.post(OF_A, sent).status_code == 303
    assert reader.post(OF_A, {**sent, "name": "乙"}).status_code == 409
    assert ChainSegment.objects.get(code="BIO-A").name == "甲"


def test_a_change_that_a_later_one_stands_on_is_not_undone(reader):
    for name in ("甲", "乙"):
        segment = ChainSegment.objects.get(code="BIO-A")
        reader.post(OF_A, fields(segment, act="change-segment", name=name, stream="upstream"))
    html = reader.get(PAGE).content.decode()
    assert "此后又有修改" in html
    last = int(re.search(r'name="number" value="(\d+)"', html)[1])
    answer = reader.post(PAGE, {"act": "undo", "number": last - 1})
    assert answer.status_code == 422
    assert "CMP-036" in answer.content.decode()


def test_whoever_may_only_look_finds_no_form_and_is_refused(reader):
    sign_in(reader, "chief", chain="BIO")
    page = reader.get(OF_A)
    assert page.status_code == 200
    assert 'name="act"' not in page.content.decode()
    assert 'class="grip"' not in page.content.decode()
    assert reader.post(PAGE, NEW).status_code == 403
    moved = {"act": "move", "segment": "BIO-A", "version": "1", "place": "midstream"}
    assert reader.post(PAGE, moved).status_code == 403
    assert not ChainSegment.objects.filter(name="封装").exists()
