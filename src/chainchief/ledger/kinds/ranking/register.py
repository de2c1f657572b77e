"""The register of rankings."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.ranking.checks import RANKING_CHECKS
from chainchief.ledger.kinds.ranking.models import Ranking
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=Ranking,
        title="ranking",
        plural="rankings",
        policy_class="statistics",
        columns_in_order=(
            "name",
            "series",
            "publisher",
            "edition",
            "span_to",
            "division",
            "rank",
            "comparison_set",
            "set_size",
            "tie_rule",
            "notice",
            "released_on",
            "document",
        ),
        scopes=Scopes(
            division="division_id",
            chain=NoScope("it is the rank of a unit in all chains"),
            enterprise=NoScope("it is the rank of a unit"),
            organisation=NoScope("its publisher is named in words"),
        ),
        checks=RANKING_CHECKS,
        facts=(
            Fact(
                name="ranking",
                division="division_id",
                columns=fact_columns(
                    Ranking,
                    "series",
                    "publisher",
                    "edition",
                    "span_to",
                    "rank",
                    "comparison_set",
                    "set_size",
                    "tie_rule",
                    "notice",
                    "released_on",
                ),
            ),
        ),
    ),
)
