"""The registers of digital infrastructure."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.digital.models import CloudUse, CoverageSurvey, InfrastructureCount
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=InfrastructureCount,
        title="infrastructure count",
        plural="infrastructure counts",
        policy_class="statistics",
        columns_in_order=(
            "name",
            "item",
            "division",
            "operator",
            "month",
            "quantity",
            "unit",
            "document",
        ),
        scopes=Scopes(
            division="division_id",
            chain=NoScope("it serves all chains of a unit"),
            enterprise=NoScope("it counts what an operator has, in no firm"),
            organisation="operator_id",
        ),
        facts=(
            Fact(
                name="infrastructure_count",
                division="division_id",
                columns=fact_columns(
                    InfrastructureCount, "item", "operator", "month", "quantity", "unit"
                ),
            ),
        ),
    ),
    Register(
        model=CoverageSurvey,
        title="coverage survey",
        plural="coverage surveys",
        policy_class="statistics",
        columns_in_order=(
            "name",
            "item",
            "division",
            "month",
            "places",
            "reached",
            "surveyor",
            "document",
        ),
        scopes=Scopes(
            division="division_id",
            chain=NoScope("it serves all chains of a unit"),
            enterprise=NoScope("it counts places, of no single firm"),
            organisation=NoScope("its surveyor is named in words"),
        ),
        facts=(
            Fact(
                name="coverage_survey",
                division="division_id",
                columns=fact_columns(CoverageSurvey, "item", "month", "places", "reached"),
            ),
        ),
    ),
    Register(
        model=CloudUse,
        title="use of the cloud",
        plural="uses of the cloud",
        policy_class="statistics",
        columns_in_order=(
            "provider",
            "item",
            "layer",
            "scope",
            "division",
            "month",
            "quantity",
            "unit",
        ),
        scopes=Scopes(
            division="division_id",
            chain=NoScope("it is use in all chains of a unit"),
            enterprise=NoScope("it is use in a whole unit"),
            organisation="provider_id",
        ),
        facts=(
            Fact(
                name="cloud_use",
                division="division_id",
                columns=fact_columns(
                    CloudUse, "provider", "item", "layer", "scope", "month", "quantity", "unit"
                ),
            ),
        ),
    ),
)
