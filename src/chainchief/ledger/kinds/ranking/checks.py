"""A rank lies within the set that is compared."""

from chainchief.core.faults import declare
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.checks.row import Row, RowFault

BEYOND_THE_SET = declare(
    "CHK-048",
    why="the set compared has {size} members only",
    why_of_one="the set compared has {size} member only",
    counted="size",
    remedy="check the rank and the size of the set",
)


def check_rank_within_set(row: Row) -> list[RowFault]:
    rank, size = row["rank"], row["set_size"]
    if isinstance(rank, int) and isinstance(size, int) and rank > size:
        return [RowFault(BEYOND_THE_SET, "rank", {"size": size})]
    return []


check_released_after_its_month = in_order("span_to", "released_on", other="as at the end of")
RANKING_CHECKS = (check_rank_within_set, check_released_after_its_month)
