"""Instants are shown as the office's clock has them: its day begins at 16:00 UTC."""

import datetime as dt

import pytest

from chainchief.core import clock

LATE = dt.datetime(2023, 11, 30, 16, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize("instant", [LATE, LATE.isoformat()])
def test_an_evening_in_utc_is_the_next_morning_at_the_office(instant):
    assert clock.day(instant) == dt.date(2023, 12, 1)
    assert clock.minute(instant) == "2023-12-01 00:05"
    assert clock.local(instant) == LATE


def test_the_office_is_on_the_next_day_while_utc_is_not(monkeypatch):
    class Late(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return LATE.astimezone(tz)

    monkeypatch.setattr(clock.dt, "datetime", Late)
    assert clock.today() == dt.date(2023, 12, 1)
