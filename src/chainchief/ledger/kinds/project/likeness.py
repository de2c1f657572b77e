"""Two records of one project (R15), amounts whose unit slipped (R9). Both warn: people decide."""

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from chainchief.core.choices import alike
from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.group import GroupCheck, Rows
from chainchief.ledger.checks.row import RowFault
from chainchief.ledger.kinds.project.groups import AMOUNTS, amount_in_words, last_revisions

SAME_FIRM_LIKE_NAME = declare(
    "CHK-154",
    why="{name} ({code}) is of the same firm as {other}, with a like name and amount",
    remedy="if they are one project, name the other one in “duplicate of”",
    severity=Severity.WARNING,
)
SAME_FILING = declare(
    "CHK-155",
    why="{name} ({code}) has the filing number of {other}",
    remedy="if they are one project, name the other one in “duplicate of”; else check the number",
    severity=Severity.WARNING,
)
UNIT_SLIPPED = declare(
    "CHK-156",
    why="it is {times:,} times the {before} reported for {month}",
    remedy="check the unit (元, 万元, 亿元)",
    severity=Severity.WARNING,
)

#: Investments are alike within a fifth of the larger one.
_FIFTH = 5
_LIKE = 0.8
#: From one month to the next; 元 for 万元 is 10,000, a slip of two digits 100.
_SLIP = 100

Row = Mapping[str, object]
PlacedFaults = list[tuple[int, RowFault]]


def find_like_projects(rows: Rows, _firm: Row) -> PlacedFaults:
    return [
        (later, RowFault(SAME_FIRM_LIKE_NAME, "name", _facts(rows[later], rows[earlier])))
        for earlier, later in _unlinked_pairs(rows)
        if _are_alike(rows[earlier], rows[later])
    ]


def find_same_filing(rows: Rows, _none: Row) -> PlacedFaults:
    return [
        (later, RowFault(SAME_FILING, "filing_number", _facts(rows[later], rows[earlier])))
        for earlier, later in _unlinked_pairs(rows)
    ]


def find_slipped_units(rows: Rows, _project: Row) -> PlacedFaults:
    """Find amounts since January that slip by a unit from one month of a year to the next."""
    faults: PlacedFaults = []
    for amount in AMOUNTS:
        stated = [at for at in last_revisions(rows) if isinstance(rows[at][amount], int)]
        for earlier, later in pairwise(stated):
            before, after = (int(str(rows[at][amount])) for at in (earlier, later))
            months = [str(rows[at]["month"]) for at in (earlier, later)]
            if months[0][:4] == months[1][:4] and before > 0 and after >= before * _SLIP:
                facts = {
                    "times": after // before,
                    "before": amount_in_words(before),
                    "month": months[0],
                }
                faults.append((later, RowFault(UNIT_SLIPPED, amount, facts)))
    return faults


def _unlinked_pairs(rows: Rows) -> Iterator[tuple[int, int]]:
    """Pairs of rows that are not told to be one project already."""
    for earlier, later in combinations(range(len(rows)), 2):
        one, other = (str(rows[at]["duplicate_of"] or rows[at]["code"]) for at in (earlier, later))
        if one != other:
            yield earlier, later


def _are_alike(one: Row, other: Row) -> bool:
    """Amounts are looked at first: names take far longer to compare."""
    amounts = [row["total_investment"] for row in (one, other)]
    known = [amount for amount in amounts if isinstance(amount, int)]
    if len(known) == len(amounts) and (max(known) - min(known)) * _FIFTH > max(known):
        return False
    return bool(alike(one["name"], [str(other["name"])], cutoff=_LIKE))


def _facts(row: Row, other: Row) -> dict[str, object]:
    return {"name": row["name"], "code": row["code"], "other": other["code"]}


PROJECT_GROUP_CHECKS = (
    GroupCheck("enterprise", find_like_projects),
    GroupCheck("filing_number", find_same_filing),
)
SLIP_CHECKS = (GroupCheck("project", find_slipped_units),)
