"""A rank of a product, or its share, is one in a market that is named."""

from chainchief.core.faults import declare
from chainchief.ledger.checks.row import Row, RowFault

WITHOUT_MARKET = declare(
    "CHK-270",
    why="a rank by market share says nothing without its market",
    remedy="name the market: the world's, the nation's or the province's",
)


def check_rank_has_its_market(row: Row) -> list[RowFault]:
    lacking = row["rank"] is not None and not row["market"]
    return [RowFault(WITHOUT_MARKET, "market", {})] if lacking else []


PRODUCT_CHECKS = (check_rank_has_its_market,)
