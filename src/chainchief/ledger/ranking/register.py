"""The register of rankings."""

from chainchief.ledger.factcolumns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.ranking.checks import RANKING_CHECKS
from chainchief.ledger.ranking.models import Ranking
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
        division="division_id",
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
