"""The register of requirements of projects."""

from chainchief.access.scopes import Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.requirement.models import ProjectRequirement
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=ProjectRequirement,
        title="requirement of a project",
        plural="requirements of projects",
        policy_class="chain",
        columns_in_order=(
            "project",
            "requirement",
            "number",
            "subject",
            "quantity",
            "unit",
            "raised_on",
            "needed_by",
            "office",
            "granted_on",
            "granted",
            "document",
        ),
        scopes=Scopes(
            division="project__division_id",
            chain="project__chain_id",
            enterprise="project__enterprise_id",
            organisation="office_id",
        ),
        facts=(
            Fact(
                name="project_requirement",
                division="project__division_id",
                chain="project__chain_id",
                columns=fact_columns(
                    ProjectRequirement,
                    "project",
                    "requirement",
                    "office",
                    "raised_on",
                    "needed_by",
                    "granted_on",
                ),
            ),
        ),
    ),
)
