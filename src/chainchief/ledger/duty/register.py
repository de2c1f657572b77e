"""The registers of duties and of the counties' bodies."""

from chainchief.ledger.duty.checks import DUTY_CHECKS
from chainchief.ledger.duty.models import CountyBody, Duty
from chainchief.ledger.factcolumns import fact_columns
from chainchief.ledger.facts import Fact
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
        division="division_id",
        chain="chain_id",
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
        division="division_id",
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
