"""The day at which the clock of a demo city stands: its life ended, and acts happen in it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db.models import Max

from chainchief.core import clock
from chainchief.core.spans import Month
from chainchief.demo import marker
from chainchief.dispatch import closing
from chainchief.ledger.columns import MonthText
from chainchief.ledger.kinds.project.models import ProjectReport


def last_day() -> dt.date:
    """Last day of the newest month that was closed or reported, or today where that is earlier."""
    known = [act.month for act in closing.closed_months()]
    known.append(ProjectReport.objects.aggregate(last=Max("month"))["last"] or "")
    days = [Month.parse(text).last for text in known if _is_month(text)]
    return min(clock.today(), max(days, default=clock.today()))


def _is_month(text: str) -> bool:
    return bool(text) and MonthText().check(text, {}) is None


@contextmanager
def standing_at_its_last_day() -> Iterator[None]:
    """Let the clock stand at the last day of a demo city; in another home nothing changes."""
    if not marker.path().exists():
        yield
        return
    with clock.standing(cache(last_day)):
        yield
