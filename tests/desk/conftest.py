"""The desk's city in an empty ledger, on a day that tests move."""

import datetime as dt

import pytest
from tests.desk import cast

from chainchief.core import clock


class Days:
    """The office's day, which a test sets."""

    def __init__(self, patch) -> None:
        self._patch = patch

    def set(self, day: dt.date) -> dt.date:
        self._patch.setattr(clock, "today", lambda: day)
        return day


@pytest.fixture
def days(monkeypatch):
    found = Days(monkeypatch)
    found.set(cast.DAY)
    return found


@pytest.fixture
def desk(ledger, days):
    """The city, without accounts."""
    cast.city()
    return days
