"""Every fault of a chain template is told with its file and line, and all of them at once."""

import pytest
from tests.ledger.template_text import line_of, template

from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _, speaking
from chainchief.ledger.chaintemplates import faults as kinds
from chainchief.ledger.chaintemplates.loading import faults_in, from_files

GOOD = template()


@pytest.fixture
def faults(tmp_path):
    """Write a template to TEST.yaml and give its faults."""

    def found(text, name="TEST.yaml"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return list(faults_in([file]))

    return found


def told(found):
    return [(fault.code, fault.place.line, fault.value) for fault in found]


def test_a_sound_template_trips_nothing(faults):
    assert faults(GOOD) == []


#: What is replaced in the sound template → code of the fault, what was found there.
ONE_FAULT = {
    "unquoted colon": ("source: 为试验而写", "source: a: b", "CHN-001", None),
    "key twice": ("version: 1", "version: 1\nversion: 1", "CHN-003", "version"),
    "key missing in the head": ("source: 为试验而写\n", "", "CHN-004", None),
    "key missing in a segment": ("    en: Segment 1\n", "", "CHN-004", None),
    "key missing in a link": (", essential: true}", "}", "CHN-004", None),
    "key not taken by a segment": (
        "en: Segment 1\n",
        "en: Segment 1\n    hs: 1\n",
        "CHN-005",
        "hs",
    ),
    "key not taken by the head": ("version: 1", "version: 1\nauthor: x", "CHN-005", "author"),
    "version no number": ("version: 1", "version: one", "CHN-006", "one"),
    "version zero": ("version: 1", "version: 0", "CHN-006", "0"),
    "day no day": ("2023-01-01", "2023-13", "CHN-006", "2023-13"),
    "source blank": ("source: 为试验而写", 'source: " "', "CHN-006", " "),
    "source absent": ("source: 为试验而写", "source:", "CHN-004", None),
    "name in one language": (", en: Chain for tests", "", "CHN-006", None),
    "products a text": ("[产品1]", "产品1", "CHN-006", "产品1"),
    "products empty": ("[产品1]", "[]", "CHN-006", None),
    "classes empty": ('["3985"]', "[]", "CHN-006", None),
    "essential in words": ("essential: true", "essential: vital", "CHN-006", "vital"),
    "key no yes or no": ("en: Segment 1\n", "en: Segment 1\n    key: 1\n", "CHN-006", "1"),
    "segment code in small letters": ("code: S24", "code: s24", "CHN-007", "s24"),
    "segment code too long": ("code: S24", f"code: {'S' * 25}", "CHN-007", "S" * 25),
    "stream unknown": ("stream: upstream", "stream: upper", "CHN-011", "upper"),
    "kind unknown": ("kind: material", "kind: goods", "CHN-011", "goods"),
    "class unknown": ('["3985"]', '["3986"]', "CHN-012", "3986"),
    "class a number": ('["3985"]', "[3985]", "CHN-012", "3985"),
    "class a section": ('["3985"]', '["C"]', "CHN-012", "C"),
    "class twice": ('["3985"]', '["3985", "3985"]', "CHN-013", "3985"),
    "confidence beyond 100": (
        *("essential: true}", "essential: true, confidence: 101}", "CHN-006", "101"),
    ),
    "name too long": ("name: 环节1\n", f"name: {'长' * 41}\n", "CHN-024", None),
    "products too long": ("[产品1]", f"[{'长' * 401}]", "CHN-024", None),
}


@pytest.mark.parametrize(("old", "new", "code", "value"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_each_fault_is_told_with_what_was_found(old, new, code, value, faults):
    broken = GOOD.replace(old, new, 1)
    assert broken != GOOD
    assert (code, value) in [(fault.code, fault.value) for fault in faults(broken)]


def test_a_fault_names_the_line_of_the_value(faults):
    broken = GOOD.replace('["3985"]', '["398", "3986"]', 1)
    assert told(faults(broken)) == [("CHN-012", line_of(broken, '"3986"'), "3986")]


def test_a_file_that_holds_a_list_is_no_template(faults):
    assert told(faults("- code: TEST\n")) == [("CHN-002", 1, None)]
    assert told(faults("")) == [("CHN-002", 1, None)]


def test_segments_that_are_no_list_are_told(faults):
    codes = [
        fault.code for fault in faults(GOOD[: GOOD.index("segments:")] + "segments: x\nlinks: []\n")
    ]
    assert codes == ["CHN-006", "CHN-023"]


def test_a_segment_that_is_a_text_is_told(faults):
    broken = template(more_segments="  - S26\n")
    assert told(faults(broken)) == [("CHN-002", line_of(broken, "  - S26"), None)]


def test_a_template_stands_in_the_file_of_its_code(faults):
    assert told(faults(GOOD, "OTHER.yaml")) == [("CHN-008", 1, "TEST")]


def test_a_code_and_a_name_stand_once(faults):
    broken = GOOD.replace("name: 环节2\n", "name: 环节1\n")
    (fault,) = faults(broken)
    assert (fault.code, fault.value, fault.facts["other"]) == ("CHN-010", "环节1", 9)
    twice = [f for f in faults(GOOD.replace("code: S02", "code: S01", 1)) if f.code == "CHN-009"]
    assert [(fault.value, fault.facts["other"]) for fault in twice] == [("S01", 8)]


def test_a_link_to_no_segment_dangles_and_the_near_one_is_named(faults):
    broken = template(more_links="  - {from: S01, to: S2O, kind: part, essential: false}\n")
    (fault,) = faults(broken)
    assert (fault.code, fault.value) == ("CHN-014", "S2O")
    assert fault.place.line == line_of(broken, "to: S2O")
    assert "S25" in fault.facts["hint"]


def test_a_segment_does_not_supply_itself(faults):
    broken = template(more_links="  - {from: S05, to: S05, kind: part, essential: false}\n")
    assert [(fault.code, fault.value) for fault in faults(broken)] == [("CHN-015", "S05")]


def test_the_same_link_twice_is_told_but_another_kind_is_another_link(faults):
    link = "  - {{from: S05, to: S06, kind: {}, essential: false}}\n"
    assert [f.code for f in faults(template(more_links=link.format("material")))] == ["CHN-016"]
    assert faults(template(more_links=link.format("service"))) == []


TRAIT = "traits:\n  - {{of: S05, aspect: {}, name: 甲{}}}\n"
TRAITS = {
    "segment unknown": (TRAIT.format("application", "").replace("S05", "S5X"), "CHN-014", "S5X"),
    "aspect unknown": (TRAIT.format("use", ""), "CHN-011", "use"),
    "twice the same": (
        TRAIT.format("application", "") + "  - {of: S05, aspect: application, name: 甲}\n",
        *("CHN-025", "甲"),
    ),
    "technology without maturity": (TRAIT.format("technology", ""), "CHN-026", "甲"),
    "maturity of a by-product": (
        *(TRAIT.format("by-product", ", maturity: pilot"), "CHN-026", "甲"),
    ),
    "benchmark without place": (TRAIT.format("benchmark", ""), "CHN-027", "甲"),
    "place of an application": (TRAIT.format("application", ", place: 某市"), "CHN-027", "甲"),
}


@pytest.mark.parametrize(("tail", "code", "value"), TRAITS.values(), ids=TRAITS)
def test_a_trait_of_a_segment_is_checked(tail, code, value, faults):
    assert [(fault.code, fault.value) for fault in faults(template(tail=tail))] == [(code, value)]


def test_a_sound_trait_trips_nothing(faults):
    sound = TRAIT.format("technology", ", maturity: pilot, confidence: 40, source: 行业资料")
    assert faults(template(tail=sound)) == []


BACK = "  - {from: S20, to: S15, kind: material, essential: false}\n"
BACK_MEANT = "cycles:\n  - {segments: [S15, S16, S17, S18, S19, S20], reason: 废料再生}\n"


def test_a_ring_is_told_once_with_its_way(faults):
    broken = template(more_links=BACK)
    (fault,) = faults(broken)
    assert (fault.code, fault.place.line) == ("CHN-017", line_of(broken, "from: S15"))
    assert fault.facts["ring"] == "S15 → S16 → S17 → S18 → S19 → S20 → S15"


def test_a_declared_ring_passes(faults):
    assert faults(template(more_links=BACK, tail=BACK_MEANT)) == []


def test_a_second_ring_beside_a_declared_one_is_told(faults):
    other = "  - {from: S20, to: S13, kind: material, essential: false}\n"
    found = faults(template(more_links=BACK + other, tail=BACK_MEANT))
    assert [fault.code for fault in found] == ["CHN-017"]
    assert found[0].facts["ring"].startswith("S13 → S14 → S15")


def test_a_declared_ring_that_the_links_do_not_close_is_told(faults):
    (fault,) = faults(template(tail=BACK_MEANT))
    assert fault.code == "CHN-018"
    assert fault.facts == {"supplier": "S20", "buyer": "S15"}


def test_a_ring_is_a_list_of_segments(faults):
    found = faults(template(tail="cycles:\n  - {segments: S15, reason: x}\n"))
    assert [(fault.code, fault.value) for fault in found] == [("CHN-006", "S15")]


def test_goods_do_not_flow_from_downstream_to_upstream(faults):
    broken = GOOD.replace("stream: upstream", "stream: downstream", 1)
    with speaking("en"):
        no_source, backwards = faults(broken)
        assert "S01 is downstream and S02 is upstream" in backwards.text
    assert (no_source.code, backwards.code) == ("CHN-021", "CHN-019")
    assert backwards.place.line == line_of(broken, "  - {from: S01")


def test_a_backward_link_of_a_declared_ring_passes(faults):
    ring = ", ".join(f"S{n:02}" for n in range(8, 25))
    link = "  - {from: S24, to: S08, kind: material, essential: false}\n"
    meant = f"cycles:\n  - {{segments: [{ring}], reason: 回收}}\n"
    assert faults(template(more_links=link, tail=meant)) == []


LONELY = """\
  - code: LONELY
    name: 孤立环节
    en: Lonely
    stream: {stream}
    products: [物]
    classes: ["39"]
"""


def test_a_segment_without_a_link_is_told(faults):
    broken = template(more_segments=LONELY.format(stream="upstream"))
    assert told(faults(broken)) == [("CHN-020", line_of(broken, "  - code: LONELY"), "LONELY")]


@pytest.mark.parametrize(
    ("stream", "link", "code"),
    [
        ("midstream", "{from: LONELY, to: S20, kind: part, essential: true}", "CHN-021"),
        ("midstream", "{from: S20, to: LONELY, kind: part, essential: true}", "CHN-022"),
        ("services", "{from: S20, to: LONELY, kind: part, essential: true}", "CHN-022"),
    ],
)
def test_a_segment_off_the_way_through_is_told(stream, link, code, faults):
    broken = template(more_segments=LONELY.format(stream=stream), more_links=f"  - {link}\n")
    assert [(fault.code, fault.value) for fault in faults(broken)] == [(code, "LONELY")]


@pytest.mark.parametrize("stream", ["equipment", "services"])
def test_equipment_and_services_are_sources_too(stream, faults):
    link = "  - {from: LONELY, to: S20, kind: equipment, essential: true}\n"
    assert faults(template(more_segments=LONELY.format(stream=stream), more_links=link)) == []


@pytest.mark.parametrize(
    ("count", "codes"), [(24, ["CHN-023"]), (25, []), (60, []), (61, ["CHN-023"])]
)
def test_a_chain_has_25_to_60_segments(count, codes, faults):
    assert [fault.code for fault in faults(template(count))] == codes


def test_all_faults_of_all_files_are_told_at_once_in_order(tmp_path):
    first, second = tmp_path / "A.yaml", tmp_path / "TEST.yaml"
    first.write_text("- no\n", encoding="utf-8")
    broken = GOOD.replace('["3985"]', '["9999"]', 1).replace("kind: material", "kind: goods", 1)
    second.write_text(broken, encoding="utf-8")
    with pytest.raises(FaultsError) as refused:
        from_files(second, first)
    found = [(fault.place.file, fault.code) for fault in refused.value.faults]
    assert found == [("A.yaml", "CHN-002"), ("TEST.yaml", "CHN-012"), ("TEST.yaml", "CHN-011")]


def test_a_file_that_is_no_text_is_told(tmp_path):
    file = tmp_path / "TEST.yaml"
    file.write_bytes(b"code: \xff\xfe")
    assert [fault.code for fault in faults_in([file])] == ["CHN-001"]


def test_every_kind_of_fault_speaks_chinese_and_english():
    declared = [kind for kind in vars(kinds).values() if hasattr(kind, "remedy")]
    assert len(declared) == 27
    for kind in declared:
        assert _(kind.why) != kind.why
        assert _(kind.remedy) != kind.remedy
