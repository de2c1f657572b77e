"""What a column writes it reads again, and what it cannot take it refuses by name."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.i18n import speaking
from chainchief.core.units import plain
from chainchief.core.units.table import fixed_units
from chainchief.ledger.columns import (
    Amount,
    BadCell,
    Choice,
    Day,
    MonthText,
    Quantity,
    Reference,
    Text,
    UnitName,
    Whole,
    YesNo,
    unsound_in,
)

#: The units that rows of the ledger may name.
UNITS = fixed_units()

STEPS = st.integers(-(10**17), 10**17)
VISIBLE = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co"]).filter(
    lambda character: unsound_in(character) is None and character not in "&<_"
)
LANGUAGES = st.sampled_from(["zh-hans", "en"])
STAGES = Choice({"started": "started", "signed": "signed"})


def as_text(cell):
    """What a workbook hands over for a cell that holds this."""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return plain(cell) if isinstance(cell, Fraction) else str(cell)


def there_and_back(column, value, row=None):
    row = row or {}
    return column.parse(as_text(column.format(value, row)), row)


def fault(column, text, row=None):
    with pytest.raises(BadCell) as refused:
        column.parse(text, row or {})
    return refused.value


@given(steps=STEPS, unit=st.sampled_from([u for u in UNITS if UNITS[u].base != "亩"]))
def test_an_amount_of_any_unit_comes_back_to_the_step(steps, unit):
    assert there_and_back(Amount(unit, negative=True), steps) == steps


@given(
    tenths=st.integers(-(10**16), 10**16),
    unit=st.sampled_from([u for u in UNITS if UNITS[u].base == "亩"]),
)
def test_an_area_with_a_finite_decimal_comes_back_to_the_step(tenths, unit):
    assert there_and_back(Amount(unit, negative=True), tenths * 3) == tenths * 3


@given(steps=STEPS, unit=st.sampled_from(["分", "元", "万元", "亿元", "%", "百分点", "万个"]))
def test_a_quantity_comes_back_in_the_unit_of_its_row(steps, unit):
    assert there_and_back(Quantity(), steps, {"unit": unit}) == steps


@given(number=st.integers(-(2**31) + 1, 2**31 - 1))
def test_a_whole_number_comes_back(number):
    assert there_and_back(Whole(negative=True), number) == number


@given(day=st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_comes_back(day):
    assert there_and_back(Day(), day) == day


@given(year=st.integers(1900, 2100), month=st.integers(1, 12))
def test_a_month_comes_back(year, month):
    assert there_and_back(MonthText(), f"{year}-{month:02d}") == f"{year}-{month:02d}"


@given(code=st.sampled_from(["started", "signed"]), language=LANGUAGES, other=LANGUAGES)
def test_a_choice_comes_back_whoever_wrote_it(code, language, other):
    with speaking(language):
        written = STAGES.format(code, {})
    if written in STAGES.labels.values() or other == language:
        with speaking(other):
            assert STAGES.parse(written, {}) == code


@given(value=st.booleans(), language=LANGUAGES, other=LANGUAGES)
def test_yes_and_no_come_back_in_either_language(value, language, other):
    with speaking(language):
        written = YesNo().format(value, {})
    with speaking(other):
        assert YesNo().parse(written, {}) is value


@given(text=st.text(VISIBLE, min_size=1, max_size=40).filter(lambda text: not unsound_in(text)))
def test_text_and_codes_come_back_as_they_are(text):
    assert there_and_back(Text(40), text) == text
    assert there_and_back(Reference("project"), text) == text


@given(unit=st.sampled_from(list(UNITS)))
def test_every_unit_may_stand_in_a_column_of_units(unit):
    assert there_and_back(UnitName(), unit) == unit


@pytest.mark.parametrize(
    "column", [Amount("万元"), Quantity(), Whole(), Day(), MonthText(), YesNo(), STAGES, Text()]
)
def test_nothing_is_written_as_a_blank_cell(column):
    assert column.format(None, {"unit": "个"}) is None


def test_zero_is_written_and_is_not_a_blank_cell():
    assert Amount("万元").format(0, {}) == 0
    assert Whole().format(0, {}) == 0
    assert YesNo().format(False, {}) == "否"


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        (Amount("万元"), "1e3", "CHK-001"),
        (Amount("万元"), "1,000", "CHK-001"),
        (Amount("万元"), "nan", "CHK-001"),
        (Amount("万元"), "0.0000001", "CHK-002"),
        (Amount("万元"), "-0.5", "CHK-009"),
        (Amount("个"), "0.5", "CHK-002"),
        (Whole(), "1.5", "CHK-007"),
        (Whole(), "-1", "CHK-009"),
        (Day(), "2023-02-29", "CHK-010"),
        (Day(), "2023-11", "CHK-003"),
        (MonthText(), "2023-13", "CHK-004"),
        (MonthText(), "2023-00", "CHK-004"),
        (MonthText(), "2023-11-30", "CHK-004"),
        (MonthText(), "0023-11", "CHK-004"),
        (MonthText(), "9999-12", "CHK-004"),
        (Quantity(), "5", "CHK-008"),
        (UnitName(), "箇", "CHK-008"),
        (YesNo(), "maybe", "CHK-005"),
        (STAGES, "startd", "CHK-005"),
        (Text(3), "四个字呀", "CHK-006"),
    ],
)
def test_what_a_column_cannot_take_is_refused_by_name(column, text, code):
    assert fault(column, text).kind.code == code


@pytest.mark.parametrize(
    ("text", "meant"),
    [("6亿", "60000"), ("6亿元", "60000"), ("1,200.5万元", "1200.5"), ("30元", "0.003")],
)
def test_money_with_its_unit_is_answered_with_the_number_meant(text, meant):
    assert meant in fault(Amount("万元"), text).facts["hint"]


@pytest.mark.parametrize(
    "text", ["2023年2月28日", "2023/2/28", "2023.02.28", "2023-02-28 00:00:00"]
)
def test_days_are_read_as_people_write_them(text):
    assert Day().parse(text, {}) == dt.date(2023, 2, 28)


@pytest.mark.parametrize("text", ["2023年2月", "2023/2", "2023.02", "2023-02-01 00:00:00"])
def test_months_are_read_as_people_write_them(text):
    assert MonthText().parse(text, {}) == "2023-02"
