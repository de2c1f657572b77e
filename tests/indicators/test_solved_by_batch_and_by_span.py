"""受理 and 解决 count one thing in one unit; their rate is of the same batch, and of the span."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, day

from chainchief.indicators.catalogue.loading import shipped
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Organisation

#: Received and confirmed: two of last year solved in this one, two of this year of which one is.
DIFFICULTIES = (
    ("2022-11-01", "2023-01-10"),
    ("2022-12-01", "2023-02-10"),
    ("2023-03-01", "2023-04-10"),
    ("2023-05-01", None),
)


@pytest.fixture
def serving(city):
    Organisation.objects.create(code="O1", name="单位", category="department", division_id=CITY)
    Enterprise.objects.create(
        code="E1", name="企业", division_id=DECHENG, chain_id="FOOD", valid_from=day("2020-01-01")
    )
    for number, (received, confirmed) in enumerate(DIFFICULTIES):
        Difficulty.objects.create(
            code=f"D{number}",
            name="困难",
            enterprise_id="E1",
            division_id=DECHENG,
            category="land",
            source="visit",
            urgency="normal",
            host_id="O1",
            received_on=day(received),
            due_on=day(received),
            answered_on=confirmed and day(confirmed),
            outcome="solved" if confirmed else "",
            confirmed_on=confirmed and day(confirmed),
        )
    return city


def test_the_rate_of_the_span_and_that_of_the_batch_are_two_numbers(serving):
    assert serving.figure("IND-DIF-SOLVED-RATE").display == "150.0%"
    assert serving.figure("IND-DIF-BATCH-RATE").display == "50.0%"


def test_each_says_in_its_name_which_it_is():
    names = {
        code: shipped()[code].names["zh"] for code in ("IND-DIF-SOLVED-RATE", "IND-DIF-BATCH-RATE")
    }
    assert list(names.values()) == ["困难解决率（同期）", "困难解决率（同批）"]


def test_what_is_received_and_what_is_solved_are_counted_in_one_unit():
    counts = [each for each in shipped() if each.source == "difficulty" and each.measure.counts]
    same = {each.unit.base for each in counts if each.measure.entity == "difficulty"}
    assert len(counts) > 10
    assert same == {"个"}
