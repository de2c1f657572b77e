"""The register of clauses of policies."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.policy_clause.models import PolicyClause
from chainchief.ledger.kinds.reward.wordings import check_wording
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=PolicyClause,
        title="clause of a policy",
        plural="clauses of policies",
        policy_class="reference",
        columns_in_order=(
            "policy",
            "number",
            "wording",
            "qualifies",
            "formula",
            "ceiling",
            "budget",
            "overrun",
            "first_year",
            "last_year",
            "excludes",
        ),
        scopes=Scopes(
            division=NoScope("a policy is recorded for the whole city"),
            chain=NoScope("a policy can hold for several chains"),
            enterprise=NoScope("a policy holds for many firms"),
            organisation=NoScope("the issuing office is named in words"),
        ),
        checks=(check_wording("wording"),),
        facts=(
            Fact(
                name="policy_clause",
                columns=fact_columns(
                    PolicyClause, "policy", "number", "ceiling", "budget", "overrun"
                ),
            ),
        ),
    ),
)
