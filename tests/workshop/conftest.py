"""The small city of the sentences, with a month closed; one clerk proposes, another adopts."""

import pytest
from tests.fixtures.viewers import holding
from tests.indicators.conftest import City, city_with_places
from tests.indicators.sentences.small_ledger import write

from chainchief.core.spans import Month
from chainchief.dispatch import closing

NOVEMBER = Month(2023, 11)
CLERK = holding("chain-office", "市链办 王敏")
CHIEF_CLERK = holding("chain-office", "市链办 赵刚")


@pytest.fixture
def city(ledger_with):
    """Seven projects and what goes with them; nothing is closed."""
    ledger_with(_seven_projects)
    return City()


@pytest.fixture
def closed_city(ledger_with):
    """The same with October and November closed."""
    ledger_with(_two_months_closed)
    return City()


def _seven_projects():
    write(city_with_places())


def _two_months_closed():
    _seven_projects()
    closing.close(Month(2023, 10), viewer=CLERK)
    closing.close(NOVEMBER, viewer=CLERK)
