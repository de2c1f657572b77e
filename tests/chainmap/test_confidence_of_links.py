"""How sure a link is: the grade of what a gap holds up, its drawing, the ledger's way in."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.chainmap.charts import DAY, chart, presence

from chainchief.chainmap import Flow, Grade, Thresholds, answers_for, answers_of
from chainchief.chainmap.chart.model import Cite
from chainchief.chainmap.coverage.receipts import sums_of
from chainchief.chainmap.drawing.layout import drawing_of
from chainchief.chainmap.drawing.svg import file_svg
from chainchief.core.i18n import speaking

RULES = Thresholds()


def link(supplier, buyer, confidence=None, *, proved=False):
    cite = Cite("segment_link", f"{supplier}-{buyer}", 1, f"{supplier} → {buyer}")
    share = None if confidence is None else Fraction(confidence, 100)
    return Flow(supplier, buyer, True, share, "", proved, (cite,))


def doubted():
    """a → b → d over a link of 40 %, a → c → d over sure ones; e hangs on d by one of 59 %."""
    flows = (
        *(link("a", "b", 40), link("b", "d"), link("a", "c", 60)),
        *(link("c", "d", proved=True), link("d", "e", 59)),
    )
    there = [presence("F", "b"), presence("G", "d"), presence("H", "e")]
    made = chart("a b c d e", presences=there)
    return replace(made, flows=flows)


def gap_of(made, code):
    return next(each for each in answers_of(made, RULES).gaps if each.covered.segment.code == code)


def test_what_is_reached_only_over_doubted_links_is_told_apart():
    gap = gap_of(doubted(), "a")
    # b by 40 %, e by 59 %: below 60 %. d is reached by way of c as well, where nothing is doubted.
    assert gap.held_up == ("b", "c", "d", "e")
    assert gap.doubtful == ("b", "e")
    assert gap.paths == (("a", "b"), ("a", "b", "d"), ("a", "b", "d", "e"))
    assert gap.path_grades == (Grade.GUESS, Grade.GUESS, Grade.GUESS)


def test_the_receipt_holds_the_records_of_the_links_of_the_paths():
    gap = gap_of(doubted(), "a")
    lines = [line.cite.label for line in gap.receipt if line.part == "links"]
    assert lines == ["a → b", "b → d", "d → e"]
    assert sums_of(gap.receipt)["firms_held_up"] == len(gap.firms_held_up) == 3


def test_several_records_of_one_link_count_as_the_surest_of_those_that_say_it_is_essential():
    sure, doubtful = link("a", "b", 90), link("a", "b", 20)
    assert doubtful.joined(sure).confidence == Fraction(9, 10)
    assert doubtful.joined(link("a", "b")).confidence is None
    other = replace(link("a", "b", 95), essential=False)
    assert doubtful.joined(other).confidence == Fraction(1, 5)
    assert doubtful.joined(replace(other, is_proved=True)).is_proved is False


@given(
    st.lists(
        st.tuples(
            *(st.sampled_from("abcde"), st.sampled_from("abcde"), st.none() | st.integers(0, 100))
        ),
        max_size=12,
    ),
    st.sampled_from("abcde"),
    st.sampled_from("abcde"),
)
def test_a_proved_link_never_lowers_the_grade_of_what_is_held_up(pairs, supplier, buyer):
    flows = {(a, b): link(a, b, sure) for a, b, sure in pairs if a != b}
    before = replace(chart("a b c d e"), flows=tuple(flows.values()))
    if supplier == buyer:
        return
    proved = link(supplier, buyer, proved=True)
    earlier = flows.get((supplier, buyer))
    flows[supplier, buyer] = proved if earlier is None else earlier.joined(proved)
    after = replace(before, flows=tuple(flows.values()))
    for code in "abcde":
        was = answers_of(before, RULES).structure.grade_of_hold(code)
        now = answers_of(after, RULES).structure.grade_of_hold(code)
        assert all(now[held] >= grade for held, grade in was.items())


def test_a_doubted_link_is_dashed_and_named_on_the_map():
    with speaking("zh-hans"):
        drawing = drawing_of(answers_of(doubted(), RULES))
    edges = {group.about["from"] + group.about["to"]: group for group in drawing.groups
             if group.kind == "edge"}  # fmt: skip
    assert "doubtful" in edges["ab"].key
    assert "doubtful" not in edges["ac"].key
    assert edges["ab"].title == "把握程度40.0%"
    svg = file_svg(drawing)
    assert "待核实的联系（把握程度低于60.0%）" in svg
    assert 'stroke-dasharray="4 3"' in svg


def test_the_ledger_says_how_sure_a_link_is(small_chain):
    from tests.fixtures.viewers import office

    from chainchief.ledger.actions import apply_change_set
    from chainchief.ledger.changesets import ChangeSet, Revision
    from chainchief.ledger.kinds.segment.models import SegmentLink

    row = SegmentLink.objects.get(supplier="STEEL", buyer="CAST")
    values = {"confidence": 300_000, "source": "行业访谈"}
    change = Revision("segment_link", row.uid, row.version, values)
    apply_change_set(ChangeSet.of(change), viewer=office(), reason="核实")
    gap = next(e for e in answers_for("NEW-IT", DAY).gaps if e.covered.segment.code == "STEEL")
    assert gap.doubtful == ("CAST", "MACHINE")
    (flow,) = [e for e in answers_for("NEW-IT", DAY).chart.flows if e.supplier == "STEEL"]
    assert (flow.confidence, flow.source) == (Fraction(3, 10), "行业访谈")
