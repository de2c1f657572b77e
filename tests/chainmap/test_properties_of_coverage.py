"""What holds for every chart: more suppliers, other names, other units, stronger records."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.chainmap.charts import chart, presence, purchase

from chainchief.chainmap import Thresholds, answers_of
from chainchief.chainmap.coverage.receipts import sums_of

RULES = Thresholds()
CODES = "abcdef"


@st.composite
def charts(draw):
    pairs = st.tuples(st.sampled_from(CODES), st.sampled_from(CODES), st.sampled_from(">~"))
    flows = [f"{a}{sign}{b}" for a, b, sign in draw(st.lists(pairs, max_size=12)) if a != b]
    amounts = st.none() | st.integers(0, 200)
    firms = draw(
        st.lists(st.tuples(st.integers(0, 5), st.sampled_from(CODES), amounts, amounts), max_size=9)
    )
    bought = draw(
        st.lists(
            st.tuples(
                st.sampled_from("xyz"), st.integers(0, 7), st.sampled_from([*CODES, ""]),
                st.integers(0, 100),
            ), max_size=12,
        )
    )  # fmt: skip
    placed = {(f"f{n}", at): (capacity, revenue) for n, at, capacity, revenue in firms}
    return chart(
        " ".join(CODES),
        flows,
        [presence(f, at, capacity=c, revenue=r) for (f, at), (c, r) in placed.items()],
        # Suppliers up to 4 are firms of the city.
        [purchase(buyer, f"f{n}", of, amount, n < 5) for buyer, n, of, amount in bought],
    )


@given(charts(), st.sampled_from(CODES), st.none() | st.integers(0, 100))
def test_one_more_supplier_never_worsens_a_segment(made, code, capacity):
    more = replace(made, presences=(*made.presences, presence("new", code, capacity=capacity)))
    before, after = answers_of(made, RULES), answers_of(more, RULES)
    for one, other in zip(before.coverage, after.coverage, strict=True):
        assert other.status >= one.status
    assert after.completeness.numerator >= before.completeness.numerator


@given(charts(), st.sampled_from(CODES), st.booleans(), st.integers(0, 90))
def test_a_stronger_record_never_lowers_a_grade(made, code, local, amount):
    more = replace(made, purchases=(*made.purchases, purchase("x", "new", code, amount, local)))
    before, after = answers_of(made, RULES), answers_of(more, RULES)
    for one, other in zip(before.coverage, after.coverage, strict=True):
        assert other.grade >= one.grade
    assert after.rate_by_value.grade >= before.rate_by_value.grade


@given(charts())
def test_every_receipt_adds_up(made):
    answers = answers_of(made, RULES)
    assert answers.rate_by_value.adds_up
    assert answers.rate_by_number.adds_up
    assert answers.completeness.adds_up
    for each in answers.coverage:
        sums = sums_of(each.receipt)
        assert (sums["local_firms"], sums["demand"], sums["local"]) == (
            len(each.local_firms), each.demand, each.local,
        )  # fmt: skip
    for gap in answers.gaps:
        sums = sums_of(gap.receipt)
        assert sums["firms_held_up"] == len(gap.firms_held_up)
        assert sums["demand"] == gap.covered.demand
    placed = sum(each.demand for each in answers.coverage)
    assert placed + answers.unplaced.amount == answers.rate_by_value.denominator


@given(charts())
def test_other_names_of_segments_change_nothing_but_the_names(made):
    name = {code: code.upper() * 2 for code in CODES} | {"": ""}
    other = replace(
        made,
        segments=tuple(replace(s, code=name[s.code]) for s in made.segments),
        flows=tuple(replace(f, supplier=name[f.supplier], buyer=name[f.buyer]) for f in made.flows),
        presences=tuple(replace(p, segment=name[p.segment]) for p in made.presences),
        purchases=tuple(replace(p, segment=name[p.segment]) for p in made.purchases),
    )
    one, two = answers_of(made, RULES), answers_of(other, RULES)
    assert [each.status for each in one.coverage] == [each.status for each in two.coverage]
    assert one.completeness.value == two.completeness.value
    assert [name[gap.covered.segment.code] for gap in one.gaps] == [
        gap.covered.segment.code for gap in two.gaps
    ]


@given(charts(), st.sampled_from([10, 10_000]))
def test_the_unit_of_money_changes_nothing(made, unit):
    grown = replace(
        made,
        purchases=tuple(replace(each, amount=each.amount * unit) for each in made.purchases),
        presences=tuple(
            replace(
                each, capacity=None if each.capacity is None else each.capacity * unit, revenue=None
            )
            for each in made.presences
        ),
    )
    one, two = answers_of(made, RULES), answers_of(grown, RULES)
    assert [each.status for each in one.coverage] == [each.status for each in two.coverage]
    assert one.rate_by_value.value == two.rate_by_value.value
    assert [gap.adds_rate for gap in one.gaps] == [gap.adds_rate for gap in two.gaps]
