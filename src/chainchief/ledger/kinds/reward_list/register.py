"""The registers of lists of rewards, their lines, objections and steps."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.reward_list.models import (
    RewardLine,
    RewardList,
    RewardObjection,
    RewardStep,
)
from chainchief.ledger.kinds.reward_list.states import LINES_MOVED_BY_ACTS, MOVED_BY_ACTS
from chainchief.ledger.registers import Register

_OF_MANY = Scopes(
    division=NoScope("a list is drawn up for the whole city"),
    chain=NoScope("a list holds for several chains"),
    enterprise=NoScope("a list holds for many firms"),
    organisation=NoScope("the paying office is not recorded"),
)
_OF_A_FIRM = Scopes(
    division="enterprise__division_id",
    chain="enterprise__chain_id",
    enterprise="enterprise_id",
    organisation=NoScope("the paying office is not recorded"),
)

REGISTERS = (
    Register(
        model=RewardList,
        title="list of rewards",
        plural="lists of rewards",
        policy_class="firm",
        columns_in_order=(
            "policy",
            "year",
            "round",
            "month",
            "snapshot",
            "process",
            "firms",
            "total",
            "computed_on",
            "returned_on",
            "reviewed_on",
            "published_on",
            "objections_until",
            "decided_on",
            "paid_on",
            "dropped_on",
            "document",
        ),
        scopes=_OF_MANY,
        moved_by_acts=MOVED_BY_ACTS,
        facts=(
            Fact(
                name="reward_list",
                columns=fact_columns(
                    RewardList,
                    "policy",
                    "year",
                    "computed_on",
                    "reviewed_on",
                    "published_on",
                    "objections_until",
                    "decided_on",
                    "paid_on",
                    "dropped_on",
                ),
            ),
        ),
    ),
    Register(
        model=RewardLine,
        title="line of a list of rewards",
        plural="lines of lists of rewards",
        policy_class="chain",
        columns_in_order=(
            "reward_list",
            "clause",
            "enterprise",
            "standing",
            "computed",
            "amount",
            "basis",
            "lacks",
            "reward",
            "clawed_back_on",
            "clawed_back",
            "clawback_reason",
        ),
        scopes=_OF_A_FIRM,
        moved_by_acts=LINES_MOVED_BY_ACTS,
        facts=(
            Fact(
                name="reward_line",
                division="enterprise__division_id",
                chain="enterprise__chain_id",
                columns=fact_columns(
                    RewardLine,
                    "enterprise",
                    "clause",
                    "standing",
                    "computed",
                    "amount",
                    "reward",
                    "clawed_back_on",
                    "clawed_back",
                    policy="reward_list__policy",
                    policy_name="reward_list__policy__name",
                    computed_on="reward_list__computed_on",
                    decided_on="reward_list__decided_on",
                    paid_on="reward_list__paid_on",
                    dropped_on="reward_list__dropped_on",
                ),
            ),
        ),
    ),
    Register(
        model=RewardObjection,
        title="objection to a list of rewards",
        plural="objections to lists of rewards",
        policy_class="chain",
        columns_in_order=(
            "reward_list",
            "number",
            "enterprise",
            "raised_on",
            "informant",
            "objection",
            "answered_on",
            "upheld",
            "answer",
            "document",
        ),
        scopes=_OF_A_FIRM,
        facts=(
            Fact(
                name="reward_objection",
                division="enterprise__division_id",
                chain="enterprise__chain_id",
                columns=fact_columns(
                    RewardObjection, "enterprise", "raised_on", "answered_on", "upheld"
                ),
            ),
        ),
    ),
    Register(
        model=RewardStep,
        title="step of a list of rewards",
        plural="steps of lists of rewards",
        policy_class="firm",
        columns_in_order=("reward_list", "number", "step", "acted_on", "note", "document"),
        scopes=_OF_MANY,
        facts=(
            Fact(
                name="reward_step", columns=fact_columns(RewardStep, "number", "step", "acted_on")
            ),
        ),
    ),
)
