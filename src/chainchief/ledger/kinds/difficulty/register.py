"""The registers of difficulties and of the steps taken."""

from chainchief.access.scopes import Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.difficulty.checks import (
    check_followed_up_after_received,
    check_new_limit_after_the_action,
    check_solved_is_confirmed,
)
from chainchief.ledger.kinds.difficulty.models import (
    Difficulty,
    DifficultyAction,
    DifficultyOffice,
)
from chainchief.ledger.kinds.difficulty.states import MOVED_BY_ACTS
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
            "detail",
            "related_to",
            "process",
            "turn_due_on",
            "accepted_on",
            "declined_on",
            "assigned_on",
            "objected_on",
            "signed_on",
            "begun_on",
            "paused_on",
            "extension_until",
            "reanswered_on",
            "closed_on",
        ),
        moved_by_acts=MOVED_BY_ACTS,
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
                    "accepted_on",
                    "declined_on",
                    "assigned_on",
                    "signed_on",
                    "reanswered_on",
                    "closed_on",
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
            "informant",
            "document",
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
    Register(
        model=DifficultyOffice,
        title="office that helps with a difficulty",
        plural="offices that help with difficulties",
        policy_class="chain",
        columns_in_order=(
            "difficulty",
            "office",
            "requested_on",
            "due_on",
            "signed_on",
            "reported_on",
            "opinion",
            "document",
        ),
        scopes=Scopes(
            division="difficulty__division_id",
            chain="difficulty__chain_id",
            enterprise="difficulty__enterprise_id",
            organisation="office_id",
        ),
        facts=(
            Fact(
                name="difficulty_office",
                entity="difficulty",
                division="difficulty__division_id",
                chain="difficulty__chain_id",
                columns=fact_columns(
                    DifficultyOffice, "office", "requested_on", "due_on", "signed_on", "reported_on"
                ),
            ),
        ),
    ),
)
