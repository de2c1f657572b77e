"""Checks of the segments of a chain: no two versions of one hold on the same day."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from itertools import combinations

from chainchief.core import clock
from chainchief.core.faults import declare
from chainchief.ledger.checks.group import GroupCheck, Rows
from chainchief.ledger.checks.row import RowFault

TWO_VERSIONS = declare(
    "CHK-249",
    why="{code} and {other} are both called “{name}”, and both hold on {day}",
    remedy="end the earlier one on the day before the later one begins, or name them apart",
)


def find_two_versions(rows: Rows, _chain: Mapping[str, object]) -> list[tuple[int, RowFault]]:
    """Find segments of one name that hold on the same day: a purchase of it would be of neither."""
    by_name: dict[str, list[int]] = {}
    for position, row in enumerate(rows):
        name = unicodedata.normalize("NFKC", str(row["name"])).casefold()
        by_name.setdefault("".join(name.split()), []).append(position)
    faults = []
    for positions in by_name.values():
        for one, other in combinations(positions, 2):
            begins = max(_day(rows[at]["valid_from"], dt.date.min) for at in (one, other))
            ends = min(_day(rows[at]["valid_to"], dt.date.max) for at in (one, other))
            if begins <= ends:
                # The later row is the one that the change brings.
                row, earlier = rows[other], rows[one]
                facts = {
                    "code": row["code"],
                    "other": earlier["code"],
                    "name": row["name"],
                    "day": begins if begins > dt.date.min else min(ends, clock.today()),
                }
                faults.append((other, RowFault(TWO_VERSIONS, "name", facts)))
    return faults


def _day(value: object, otherwise: dt.date) -> dt.date:
    return value if isinstance(value, dt.date) else otherwise


SEGMENT_CHECKS = (GroupCheck("chain", find_two_versions),)
