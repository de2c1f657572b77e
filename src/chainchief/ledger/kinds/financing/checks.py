"""A firm is presented as holder of a title that it holds on that day."""

import datetime as dt

from django.apps import apps
from django.db.models import Q

from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.row import Row, RowFault

TITLE_NOT_HELD = declare(
    "CHK-050",
    why="the ledger knows of no award of this title to the firm that was in force on {day}",
    remedy="enter the award first, or leave the title blank",
    severity=Severity.WARNING,
)


def check_title_was_held(row: Row) -> list[RowFault]:
    title, day = row["title"], row["presented_on"]
    if not title or not isinstance(day, dt.date) or _holds(str(row["need"]), str(title), day):
        return []
    return [RowFault(TITLE_NOT_HELD, "title", {"day": day})]


def _holds(need: str, title: str, day: dt.date) -> bool:
    """Whether the firm of the need had the title on that day."""
    needs = apps.get_model("ledger", "FinancingNeed")._default_manager.filter(code=need)
    awards = apps.get_model("ledger", "Award")._default_manager.filter(
        Q(valid_from=None) | Q(valid_from__lte=day),
        Q(valid_to=None) | Q(valid_to__gte=day),
        title_id=title,
        withdrawn_on=None,
        awarded_on__lte=day,
        enterprise_id__in=needs.values("enterprise_id"),
    )
    return awards.exists()
