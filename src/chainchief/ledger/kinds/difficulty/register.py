"""The registers of difficulties and of the steps taken."""

from chainchief.access.scopes import Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.difficulty.checks import (
    check_followed_up_after_received,
    check_new_limit_after_the_action,
    check_solved_is_confirmed,
)
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyAction
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=Difficulty,
        title="difficulty",
        plural="difficulties",
        policy_class="chain",
        columns_in_order=(
            "name",
            "enterprise",
            "division",
            "chain",
            "category",
            "source",
            "visit",
            "urgency",
            "common",
            "host",
            "received_on",
            "due_on",
            "answered_on",
            "outcome",
            "confirmed_on",
            "sent_back_on",
            "followed_up_on",
            "satisfaction",
            "informant",
            "document",
        ),
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise="enterprise_id",
            organisation="host_id",
        ),
        checks=(check_solved_is_confirmed, check_followed_up_after_received),
        facts=(
            Fact(
                name="difficulty",
                division="division_id",
                chain="chain_id",
                columns=fact_columns(
                    Difficulty,
                    "enterprise",
                    "category",
                    "source",
                    "urgency",
                    "common",
                    "host",
                    "received_on",
                    "due_on",
                    "answered_on",
                    "outcome",
                    "confirmed_on",
                    "sent_back_on",
                    "followed_up_on",
                    "satisfaction",
                ),
            ),
        ),
    ),
    Register(
        model=DifficultyAction,
        title="step on a difficulty",
        plural="steps on difficulties",
        policy_class="chain",
        columns_in_order=(
            "difficulty",
            "number",
            "step",
            "acted_on",
            "office",
            "new_due_on",
            "note",
        ),
        scopes=Scopes(
            division="difficulty__division_id",
            chain="difficulty__chain_id",
            enterprise="difficulty__enterprise_id",
            organisation="difficulty__host_id",
        ),
        checks=(check_new_limit_after_the_action,),
        facts=(
            Fact(
                name="difficulty_action",
                entity="difficulty",
                division="difficulty__division_id",
                chain="difficulty__chain_id",
                columns=fact_columns(
                    DifficultyAction, "number", "step", "acted_on", "office", "new_due_on"
                ),
            ),
        ),
    ),
)
