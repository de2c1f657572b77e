"""Amounts that look as if they were in 元 or 亿元 instead of 万元, in every column of money."""

import pytest
from tests.intake.records import KINDS, enter, sample
from tests.intake.workbooks import letter_of, table_of

from chainchief.ledger.columns import Amount
from chainchief.ledger.registers import register_of

pytestmark = pytest.mark.usefixtures("read_here")


def money_of(kind):
    return [
        column.name
        for column in register_of(kind).columns
        if isinstance(column.type, Amount) and column.type.unit == "万元"
    ]


def told(result):
    return [(fault.code, fault.place.cell) for fault in result.warnings]


#: More than a contract allows is refused, not doubted (CHK-191).
BOUNDED = ("financing_drawing",)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if money_of(kind) and kind not in BOUNDED])
def test_an_amount_unlike_all_others_of_its_column_is_told(city, take, tmp_path, kind):
    """In each column of money of each kind: the fifteenth row has 元 in it."""
    amounts = ["5000"] * 14 + ["50000000", "4000", "3000"]
    money = money_of(kind)
    rows = [{**sample(kind, i), **dict.fromkeys(money, a)} for i, a in enumerate(amounts)]
    names = list(rows[0])
    result = take(kind, table_of(tmp_path / "t.xlsx", rows, names=names), dry_run=True)
    assert [fault.text for fault in result.faults] == []
    found = [cell for code, cell in told(result) if code == "CHK-138"]
    assert found == [f"{letter_of(names, name)}16" for name in money]


HEADS = ("code", "name", "division", "total_investment")


def projects(tmp_path, *amounts):
    rows = [(f"N{i}", f"第{i}号", "371402", amount) for i, amount in enumerate(amounts)]
    made = [dict(zip(HEADS, row, strict=True)) for row in rows]
    return table_of(tmp_path / "p.xlsx", made, names=HEADS)


def test_what_is_told_has_both_amounts(city, take, tmp_path):
    result = take("project", projects(tmp_path, *["6000"] * 20, "60000000", "2.5"))
    first, second = result.warnings
    assert "即 6000亿元，而本列一般为 6000万元 左右" in first.text
    assert (second.code, second.place.cell) == ("CHK-138", "D23")


def test_among_a_few_amounts_none_is_usual(city, take, tmp_path):
    assert take("project", projects(tmp_path, "6000", "60000000")).warnings == ()


def test_an_amount_is_compared_with_what_it_was(city, take, tmp_path):
    enter(
        "project", {"code": "N0", "name": "第0号", "division": "371402", "total_investment": "6000"}
    )
    result = take("project", projects(tmp_path, "60000000"), dry_run=True)
    assert told(result) == [("CHK-137", "D2")]
    assert "原来是 6000万元" in result.warnings[0].text
    assert take("project", projects(tmp_path, "9000")).warnings == ()


def test_what_stays_as_it_is_is_not_told_again(city, take, tmp_path):
    path = projects(tmp_path, *["6000"] * 20, "60000000")
    assert len(take("project", path).warnings) == 1
    assert take("project", path).warnings == ()
