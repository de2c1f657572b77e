"""Checks over all rows of a project: shares, cumulative months, the order of stages (R1, R3, R5).

Cumulative amounts do fall now and then, when a month is corrected; stages are now and then dated
late. These warn. Shares that do not add up would divide amounts wrongly: that is refused.
"""

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

from chainchief.core.faults import Severity, declare
from chainchief.core.i18n import _
from chainchief.core.units import from_steps, plain, unit
from chainchief.ledger.checks.group import GroupCheck, Rows
from chainchief.ledger.checks.row import RowFault

SHARES_NOT_WHOLE = declare(
    "CHK-150",
    why="the shares of this project add up to {total}%",
    remedy="give all shares of the project so that they make 100%",
)
CUMULATIVE_FALLS = declare(
    "CHK-151",
    why="the amount since January is less than the {before} reported for {month}",
    remedy="check it; if it is a correction, say so in the progress",
    severity=Severity.WARNING,
)
STAGES_OUT_OF_ORDER = declare(
    "CHK-152",
    why="it is before the earlier stage “{stage}” ({day})",
    remedy="check both days",
    severity=Severity.WARNING,
)
OVER_INVESTMENT = declare(
    "CHK-153",
    why="it is more than the project's planned total investment of {total}",
    remedy="check the unit (万元, 亿元), or revise the planned total investment",
    severity=Severity.WARNING,
)

WHOLE = 1_000_000
AMOUNTS = ("invested", "funds_reported", "funds_verified", "funds_recognised")
#: The stages whose order in time is plain; the others may come in any order.
ORDERED_STAGES = ("signed", "started", "completed", "producing")


def find_shares_not_whole(rows: Rows, _parent: Mapping[str, object]) -> list[tuple[int, RowFault]]:
    shares = [row["share"] for row in rows]
    total = sum(share for share in shares if isinstance(share, int))
    if total == WHOLE or not all(isinstance(share, int) for share in shares):
        return []
    total_in_words = plain(from_steps(total, unit("%")))
    return [(len(rows) - 1, RowFault(SHARES_NOT_WHOLE, "share", {"total": total_in_words}))]


def find_falling_amounts(rows: Rows, _parent: Mapping[str, object]) -> list[tuple[int, RowFault]]:
    """Find amounts that fall within a year, by the last revision of each month that has one."""
    last = last_revisions(rows)
    faults = []
    for amount in AMOUNTS:
        stated = [position for position in last if isinstance(rows[position][amount], int)]
        for earlier, later in pairwise(stated):
            before, after = rows[earlier], rows[later]
            same_year = str(before["month"])[:4] == str(after["month"])[:4]
            if same_year and int(str(after[amount])) < int(str(before[amount])):
                facts = {"before": amount_in_words(before[amount]), "month": before["month"]}
                faults.append((later, RowFault(CUMULATIVE_FALLS, amount, facts)))
    return faults


def find_over_investment(rows: Rows, parent: Mapping[str, object]) -> list[tuple[int, RowFault]]:
    """Find amounts over the planned total (R3); completed investment may exceed it by a tenth."""
    total = parent.get("total_investment")
    if not isinstance(total, int):
        return []
    faults = []
    for position in last_revisions(rows):
        for amount in AMOUNTS:
            value = rows[position][amount]
            tenths = 11 if amount == "invested" else 10
            if isinstance(value, int) and value * 10 > total * tenths:
                fault = RowFault(OVER_INVESTMENT, amount, {"total": amount_in_words(total)})
                faults.append((position, fault))
    return faults


def find_stages_out_of_order(
    rows: Rows, _parent: Mapping[str, object]
) -> list[tuple[int, RowFault]]:
    """Find stages out of order by the first day on which each was reached."""
    from chainchief.ledger.kinds.project.models import Stage

    first: dict[str, tuple[dt.date, int]] = {}
    for position, row in enumerate(rows):
        day, stage = row["occurred_on"], str(row["stage"])
        if isinstance(day, dt.date) and (stage not in first or day < first[stage][0]):
            first[stage] = (day, position)
    reached = [stage for stage in ORDERED_STAGES if stage in first]
    faults = []
    for earlier, later in pairwise(reached):
        if first[later][0] < first[earlier][0]:
            facts = {"stage": _(str(Stage(earlier).label)), "day": first[earlier][0]}
            fault = RowFault(STAGES_OUT_OF_ORDER, "occurred_on", facts)
            faults.append((first[later][1], fault))
    return faults


def last_revisions(rows: Rows) -> list[int]:
    """Positions of the last revision of each month, in the order of months."""
    last: dict[str, int] = {}
    for position, row in enumerate(rows):
        month = str(row["month"])
        if month not in last or _revision(row) > _revision(rows[last[month]]):
            last[month] = position
    return [last[month] for month in sorted(last)]


def _revision(row: Mapping[str, object]) -> int:
    return int(str(row["revision"] or 0))


def amount_in_words(steps: object) -> str:
    return f"{plain(from_steps(int(str(steps)), unit('万元')))}万元"


SHARE_CHECKS = (GroupCheck("project", find_shares_not_whole),)
REPORT_CHECKS = (
    GroupCheck("project", find_falling_amounts),
    GroupCheck("project", find_over_investment, of_parent=("total_investment",)),
)
STAGE_CHECKS = (GroupCheck("project", find_stages_out_of_order),)
