"""The registers of policies and rewards."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.reward.models import Policy, Reward
from chainchief.ledger.kinds.reward.wordings import check_wording
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=Policy,
        title="policy",
        plural="policies",
        policy_class="reference",
        columns_in_order=(
            "name",
            "number",
            "issued_by",
            "rule",
            "fairness_reviewed_on",
            "document",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division=NoScope("a policy is recorded for the whole city"),
            chain=NoScope("a policy can hold for several chains"),
            enterprise=NoScope("a policy holds for many firms"),
            organisation=NoScope("the issuing office is named in words"),
        ),
        checks=(check_wording("rule"),),
    ),
    Register(
        model=Reward,
        title="reward",
        plural="rewards",
        policy_class="firm",
        columns_in_order=(
            "name",
            "policy",
            "enterprise",
            "chain",
            "ground",
            "amount",
            "paid_on",
            "document",
        ),
        scopes=Scopes(
            division="enterprise__division_id",
            chain="chain_id",
            enterprise="enterprise_id",
            organisation=NoScope("the paying office is not recorded"),
        ),
        checks=(check_wording("ground"),),
        facts=(
            Fact(
                name="reward",
                entity="enterprise",
                division="enterprise__division_id",
                chain="chain_id",
                columns=fact_columns(
                    Reward, "policy", "amount", "paid_on", policy_name="policy__name"
                ),
            ),
        ),
    ),
)
