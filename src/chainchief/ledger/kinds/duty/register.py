"""The registers of duties and of the counties' bodies."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.duty.checks import DUTY_CHECKS
from chainchief.ledger.kinds.duty.models import CountyBody, Duty
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=Duty,
        title="duty",
        plural="duties",
        policy_class="chain",
        columns_in_order=(
            "chain",
            "division",
            "person",
            "role",
            "dedicated",
            "seconded",
            "home_unit",
            "home_level",
            "term_to",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise=NoScope("a duty is towards a chain, not in a firm"),
            organisation="person__organisation_id",
        ),
        checks=DUTY_CHECKS,
        facts=(
            Fact(
                name="duty",
                entity="person",
                division="division_id",
                chain="chain_id",
                columns=fact_columns(
                    Duty,
                    "role",
                    "dedicated",
                    "seconded",
                    "home_unit",
                    "home_level",
                    "valid_from",
                    "valid_to",
                    post="person__post",
                ),
            ),
        ),
    ),
    Register(
        model=CountyBody,
        title="county body",
        plural="county bodies",
        policy_class="county",
        columns_in_order=(
            "name",
            "division",
            "staff",
            "founding_document",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division="division_id",
            chain=NoScope("it is in charge of all chains of a county"),
            enterprise=NoScope("it is a body of the county"),
            organisation=NoScope("it is a body of the county as a whole"),
        ),
        facts=(
            Fact(
                name="county_body",
                division="division_id",
                columns=fact_columns(
                    CountyBody, "staff", "founding_document", "valid_from", "valid_to"
                ),
            ),
        ),
    ),
)
