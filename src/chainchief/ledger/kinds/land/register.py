"""The register of land grants."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.events import EVENT_CHECKS, EVENT_COLUMNS
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.land.models import LandGrant
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=LandGrant,
        title="land grant",
        plural="land grants",
        policy_class="county",
        columns_in_order=(
            "project",
            "quota",
            "grant_number",
            "area",
            *EVENT_COLUMNS,
            "document",
        ),
        scopes=Scopes(
            division="project__division_id",
            chain="project__chain_id",
            enterprise="project__enterprise_id",
            organisation=NoScope("the granting office is not recorded"),
        ),
        checks=EVENT_CHECKS,
        facts=(
            Fact(
                name="land_grant",
                entity="project",
                canonical="project__duplicate_of",
                division="project__division_id",
                chain="project__chain_id",
                columns=fact_columns(
                    LandGrant,
                    "quota",
                    "grant_number",
                    "area",
                    *EVENT_COLUMNS,
                ),
            ),
        ),
    ),
)
