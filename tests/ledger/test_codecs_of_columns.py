"""Every type of column, in all forms of its values: there and back, and never another value."""

import datetime as dt
import json
import re
from decimal import Decimal

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.faults import Fault
from chainchief.core.i18n import CHINESE, ENGLISH, speaking
from chainchief.core.units.table import fixed_units
from chainchief.ledger.columns import (
    STEPS_LIMIT,
    Amount,
    BadCell,
    Choice,
    Comparison,
    Day,
    FormField,
    MonthText,
    Quantity,
    Reference,
    Text,
    UnitName,
    Whole,
    Widget,
    YesNo,
    as_text,
    unsound_in,
)
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import all_registers, register_of

#: The units that rows of the ledger may name.
UNITS = fixed_units()

STAGES = Choice({"started": "started", "signed": "signed"})
VISIBLE = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co"]).filter(
    lambda character: unsound_in(character) is None and character not in "&<_"
)
SOUND = st.text(VISIBLE, min_size=1, max_size=40).filter(lambda text: not unsound_in(text))
YEARS = Whole(least=1900, limit=2100)
#: The types with values that are right; those of areas in thirds, which alone have a decimal form.
TYPES = {
    Text(40): SOUND,
    Reference("project"): SOUND,
    Amount("万元"): st.integers(0, STEPS_LIMIT),
    Amount("万元", negative=True): st.integers(-STEPS_LIMIT, STEPS_LIMIT),
    Amount("公顷"): st.integers(0, STEPS_LIMIT // 3).map(lambda third: 3 * third),
    Amount("%", limit=1_000_000): st.integers(0, 1_000_000),
    Whole(): st.integers(0, 2**31 - 1),
    Whole(negative=True): st.integers(-(2**31) + 1, 2**31 - 1),
    YEARS: st.integers(1900, 2100),
    Day(): st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)),
    MonthText(): st.builds(lambda y, m: f"{y}-{m:02}", st.integers(1900, 2100), st.integers(1, 12)),
    YesNo(): st.booleans(),
    UnitName(): st.sampled_from(list(UNITS)),
}
#: Choices have no hash to stand in a table.
ALL = [*TYPES.items(), (STAGES, st.sampled_from(["started", "signed"]))]
EACH = [kind for kind, _values in ALL] + [Quantity()]
typed_values = st.one_of(*(st.tuples(st.just(kind), values) for kind, values in ALL))
quantities = st.tuples(
    st.sampled_from(list(UNITS)), st.integers(-(STEPS_LIMIT // 3), STEPS_LIMIT // 3)
).map(lambda drawn: (drawn[0], drawn[1] * 3))
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.binary(),
    st.lists(st.integers(), max_size=2),
    st.sampled_from(["banana", "2023-13", "2023-11", "20223-01-01", "2023-02-30", "6亿", "1e3"]),
)
ROW = {"unit": "万元"}


@given(drawn=typed_values)
def test_a_value_that_is_right_comes_back_from_every_form(drawn):
    kind, value = drawn
    assert kind.check(value, {}) is None
    assert kind.parse(as_text(kind.format(value, {})), {}) == value
    assert kind.parse(kind.form_value(value, {}), {}) == value
    raw = json.loads(json.dumps(kind.to_json(value, {})))
    back = kind.from_json(raw, {})
    assert (back, type(back)) == (value, type(value))
    assert kind.shown(value, {}) == kind.format(value, {})
    assert kind.restored(json.loads(json.dumps(kind.kept(value)))) == value


@given(drawn=quantities)
def test_a_quantity_comes_back_from_every_form_in_the_unit_of_its_row(drawn):
    row, value, kind = {"unit": drawn[0]}, drawn[1], Quantity()
    assert kind.check(value, row) is None
    assert kind.parse(as_text(kind.format(value, row)), row) == value
    assert kind.from_json(json.loads(json.dumps(kind.to_json(value, row))), row) == value


@given(drawn=typed_values)
def test_json_is_what_the_schema_says(drawn):
    kind, value = drawn
    raw, schema = kind.to_json(value, {}), kind.schema()
    types = {"string": str, "integer": int, "boolean": bool}
    if "enum" in schema:
        assert raw in schema["enum"]
    else:
        assert type(raw) is types[schema["type"]]
    if "pattern" in schema:
        assert re.search(schema["pattern"], raw)
    if "maximum" in schema:
        assert schema["minimum"] <= raw <= schema["maximum"]
    assert len(str(raw)) <= schema.get("maxLength", len(str(raw)))


@given(kind=st.sampled_from(EACH), value=anything)
def test_whatever_comes_in_is_right_or_refused_with_a_fault(kind, value):
    """What passes is blank, or of the one Python type that the column holds, and comes back."""
    bad = kind.check(value, ROW)
    if bad is not None:
        assert Fault(bad.kind, facts=bad.facts).text
    elif value not in (None, ""):
        held = {FactType.STEPS: int, FactType.WHOLE: int, FactType.DATE: dt.date}
        held |= {FactType.FLAG: bool}
        assert type(value) is held.get(kind.fact_type, str)
        assert kind.from_json(kind.to_json(value, ROW), ROW) == value
    assert isinstance(kind.shown(value, ROW), object)


@given(kind=st.sampled_from(EACH), raw=anything)
def test_json_that_is_not_exact_is_refused_and_becomes_no_other_value(kind, raw):
    try:
        value = kind.from_json(raw, ROW)
    except BadCell:
        return
    assert value is None or kind.check(value, ROW) is None
    if value not in (None, "") and isinstance(raw, str) and kind.is_number:
        assert Decimal(str(kind.to_json(value, ROW))) == Decimal(raw)
    elif value not in (None, ""):
        assert kind.to_json(value, ROW) == raw


@given(kind=st.sampled_from(EACH), text=st.text(min_size=1))
def test_a_cell_is_read_or_refused_and_what_was_read_is_right(kind, text):
    try:
        value = kind.parse(text, ROW)
    except BadCell:
        return
    assert kind.check(value, ROW) is None


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Amount("万元"), 1.5, "CHK-001"),
        (Amount("万元"), float("nan"), "CHK-001"),
        (Amount("万元"), True, "CHK-001"),
        (Amount("万元"), "600", "CHK-001"),
        (Amount("万元"), -5, "CHK-009"),
        (Amount("万元"), 10**17 + 1, "CHK-131"),
        (Amount("万元"), 2**63, "CHK-131"),
        (Amount("万元", negative=True), -(10**17) - 1, "CHK-132"),
        (Amount("公顷"), 1, "CHK-002"),
        (Amount("%", limit=1_000_000), 1_000_001, "CHK-053"),
        (Quantity(), 10**17 + 1, "CHK-131"),
        (Quantity(), Decimal(5), "CHK-001"),
        (Whole(), False, "CHK-007"),
        (Whole(), 2.0, "CHK-007"),
        (Whole(), 2**31, "CHK-131"),
        (YEARS, 20223, "CHK-131"),
        (YEARS, 23, "CHK-132"),
        (Day(), "2023-11-30", "CHK-003"),
        (Day(), dt.datetime(2023, 11, 30, tzinfo=dt.UTC), "CHK-003"),
        (Day(), dt.date(1799, 12, 31), "CHK-132"),
        (Day(), dt.date(2200, 1, 1), "CHK-131"),
        (MonthText(), "banana", "CHK-004"),
        (MonthText(), "2023-13", "CHK-004"),
        (MonthText(), "1899-12", "CHK-004"),
        (MonthText(), "2101-01", "CHK-004"),
        (MonthText(), "２０２３-11", "CHK-004"),
        (MonthText(), "2023-11\n", "CHK-004"),
        (MonthText(), 202311, "CHK-004"),
        (STAGES, "ended", "CHK-005"),
        (YesNo(), 1, "CHK-005"),
        (YesNo(), "yes", "CHK-005"),
        (UnitName(), "箇", "CHK-008"),
        (Text(3), "四个字呀", "CHK-006"),
        (Text(3), 5, "CHK-011"),
        (Text(9), "a\x00b", "CHK-110"),
        (Text(9), "a\x1bb", "CHK-110"),
        (Text(9), "a\ud800b", "CHK-172"),
        (Reference("project"), "P\x001", "CHK-110"),
        (Reference("project"), 7, "CHK-011"),
    ],
)
def test_a_python_value_that_is_none_of_the_column_is_refused_by_name(kind, value, code):
    bad = kind.check(value, {"unit": "万元"})
    assert bad is not None
    assert bad.kind.code == code
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            assert Fault(bad.kind, facts=bad.facts).text


@pytest.mark.parametrize("kind", EACH, ids=repr)
def test_blank_is_right_for_every_type_and_is_null(kind):
    assert kind.check(None, ROW) is None
    assert kind.check("", ROW) is None
    assert kind.to_json(None, ROW) is None
    assert kind.from_json(None, ROW) is None
    assert kind.form_value(None, ROW) == ""


@pytest.mark.parametrize(
    ("kind", "value", "raw"),
    [
        (Amount("万元"), 600_000_000_05, "600000000.05"),
        (Amount("%"), 125_000, "12.5"),
        (Amount("公顷"), 3_000_000, "15"),
        (Day(), dt.date(2023, 11, 30), "2023-11-30"),
        (YesNo(), False, False),
        (Whole(), 0, 0),
    ],
)
def test_json_says_amounts_in_the_base_unit_and_days_in_iso(kind, value, raw):
    assert kind.to_json(value, {}) == raw
    assert kind.from_json(raw, {}) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Amount("万元"), 600),
        (Amount("万元"), 6.5),
        (Amount("万元"), "6e3"),
        (Amount("万元"), "0.001"),
        (Whole(), 2.0),
        (Whole(), "2"),
        (Whole(), True),
        (Day(), "20231130"),
        (Day(), "2023-11-30T00:00:00"),
        (Day(), "2023-02-30"),
        (MonthText(), "2023年11月"),
        (STAGES, "开工"),
        (STAGES, ""),
        (YesNo(), "yes"),
        (YesNo(), 1),
        (Quantity(), 5),
    ],
)
def test_json_has_one_form_and_no_other(kind, raw):
    with pytest.raises(BadCell):
        kind.from_json(raw, ROW)


def test_a_quantity_without_a_unit_has_no_json():
    with pytest.raises(BadCell):
        Quantity().to_json(5, {})
    with pytest.raises(BadCell):
        Quantity().from_json("5", {"unit": "箇"})


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (MonthText(), "banana", "“banana”⚠"),
        (Amount("万元"), -500, "“-0.0005”⚠"),
        (Amount("万元"), 1.5, "“1.5”⚠"),
        (STAGES, "x", "“x”⚠"),
        (UnitName(), "箇", "“箇”⚠"),
        (YesNo(), 7, "“是”⚠"),
        (Day(), "2023-02-30", "“2023-02-30”⚠"),
        (Text(2), "太长了", "太长了"),
    ],
)
def test_what_got_past_the_program_is_shown_as_what_it_is(kind, value, shown):
    assert kind.shown(value, {}) == shown


def test_a_quantity_in_no_unit_is_shown_in_steps():
    assert Quantity().shown(5, {"unit": "箇"}) == "“5”⚠"


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("kind", EACH, ids=repr)
def test_every_type_has_words_a_field_and_an_order(kind, language):
    with speaking(language):
        assert kind.name
        field = kind.form_field()
        assert isinstance(field, FormField)
        assert kind.order("x") is not None
        assert kind.filter(Comparison.BLANK) is not None
        if kind.example:
            text = kind.example.partition(" (")[0].partition("（")[0]
            assert kind.check(kind.parse(text, ROW), ROW) is None
        for code, _label in kind.options():
            assert kind.check(kind.parse(code, {}), {}) is None


def test_fields_of_a_form_say_what_may_be_typed():
    field = Amount("%", limit=1_000_000).form_field()
    assert (field.widget, field.unit) == (Widget.NUMBER, "%")
    assert (field.minimum, field.maximum, field.step) == ("0", "100", "0.0001")
    assert Quantity().form_field().unit_column == "unit"
    assert Reference("project").form_field().target == "project"
    assert STAGES.form_field().choices == (("started", "开工"), ("signed", "签约"))
    assert Text(18).form_field() == FormField(Widget.LINE, max_length=18)
    assert Text(400).form_field().widget is Widget.PARAGRAPH
    assert re.fullmatch(MonthText().form_field().pattern, "2023-11")


@pytest.mark.parametrize(
    ("kind", "comparison", "text", "expected"),
    [
        (STAGES, "is", "started", Q(x__exact="started")),
        (YesNo(), "is", "no", Q(x__exact=False)),
        (Amount("万元"), "from", "6000", Q(x__gte=6_000_000_000)),
        (Day(), "to", "2023-11-30", Q(x__lte=dt.date(2023, 11, 30))),
        (MonthText(), "is", "2023-11", Q(x__exact="2023-11")),
        (Text(9), "has", "链", Q(x__icontains="链")),
        (Text(9), "blank", "yes", Q(x__isnull=True) | Q(x="")),
        (Reference("chain"), "blank", "no", ~Q(x__isnull=True)),
        (Whole(), "from", "3", Q(x__gte=3)),
    ],
)
def test_the_text_of_an_address_becomes_a_condition(kind, comparison, text, expected):
    assert kind.filter(comparison).condition("x", text) == expected


@pytest.mark.parametrize(
    ("kind", "comparison", "text"),
    [
        (STAGES, "is", "已开工"),
        (Amount("万元"), "from", "6亿"),
        (Day(), "to", "x"),
        (YesNo(), "is", "x"),
    ],
)
def test_an_address_that_says_no_value_is_refused(kind, comparison, text):
    with pytest.raises(BadCell):
        kind.filter(comparison).condition("x", text)


def test_quantities_in_units_of_their_own_are_not_compared():
    assert [each.comparison for each in Quantity().filters()] == [Comparison.BLANK]
    assert Quantity().filter("from") is None


@pytest.mark.parametrize(
    ("kind", "old", "new", "told"),
    [
        (Amount("万元"), 6_000_000_000, 8_000_000_000, "6000万元 → 8000万元 (+2000万元)"),
        (Amount("%"), 500_000, 400_000, "50% → 40% (-10%)"),
        (Amount("万元"), None, 10**6, "空 → 1万元"),
        (Day(), dt.date(2023, 11, 1), dt.date(2023, 11, 30), "2023-11-01 → 2023-11-30 (晚 29 天)"),
        (Day(), dt.date(2023, 11, 2), dt.date(2023, 11, 1), "2023-11-02 → 2023-11-01 (早 1 天)"),
        (STAGES, "signed", "started", "签约 → 开工"),
        (Text(9), "", "链", "空 → “链”"),
        (YesNo(), False, True, "否 → 是"),
        (MonthText(), "banana", "2023-11", "“banana”⚠ → 2023-11"),
    ],
)
def test_a_difference_is_told_in_words(kind, old, new, told):
    assert kind.difference(old, new, {}) == told


def test_a_quantity_tells_how_much_it_changed_only_in_one_unit():
    kind = Quantity()
    assert kind.difference(10**6, 2 * 10**6, ROW) == "1万元 → 2万元 (+1万元)"
    assert kind.difference(10**6, 10**10, {"unit": "亿元"}, ROW) == "1万元 → 1亿元"


def test_columns_know_whether_null_may_come_and_what_it_clears_to():
    report, chain = register_of("project_report"), register_of("chain")
    assert report.column("month").schema()["type"] == "string"
    assert {"type": "null"} in report.column("invested").schema()["anyOf"]
    assert report.column("progress").from_json(None, {}) == ""
    assert report.column("invested").from_json(None, {}) is None
    assert chain.column("position").from_json(None, {}) == 0


def test_every_column_of_every_kind_defends_itself():
    """What no column can hold, whatever it is of."""
    for register in all_registers().values():
        for column in register.columns:
            for value in (object(), 1.5, b"x", "\x00", 2**63, dt.time(1)):
                assert column.check(value, {"unit": "万元"}) is not None, (column, value)
