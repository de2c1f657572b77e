"""A month closed in the office's small hours is closed on its day, not on the day before in UTC."""

import datetime as dt

from chainchief.core.i18n import ENGLISH, speaking
from chainchief.core.spans import Month
from chainchief.dispatch.models import Closing
from chainchief.web.frame.months import MonthState


def test_the_closing_day_is_the_offices():
    closed = Closing(at=dt.datetime(2023, 12, 4, 17, 30, tzinfo=dt.UTC), revision=1)
    with speaking(ENGLISH):
        assert MonthState(Month(2023, 11), closed, False).since == "closed on 2023-12-05"
