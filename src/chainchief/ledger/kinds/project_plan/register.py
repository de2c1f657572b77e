"""The register of projects' yearly plans."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Apportionment, Fact
from chainchief.ledger.kinds.project_plan.checks import check_start_before_completion
from chainchief.ledger.kinds.project_plan.models import ProjectPlan
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=ProjectPlan,
        title="yearly plan of a project",
        plural="yearly plans of projects",
        policy_class="county",
        columns_in_order=("project", "year", "investment", "funds", "start_by", "complete_by"),
        scopes=Scopes(
            division="project__division_id",
            chain="project__chain_id",
            enterprise="project__enterprise_id",
            organisation=NoScope("it is planned by a unit"),
        ),
        checks=(check_start_before_completion,),
        facts=(
            Fact(
                name="project_plan",
                entity="project",
                canonical="project__duplicate_of",
                division="project__division_id",
                chain="project__chain_id",
                columns=fact_columns(
                    ProjectPlan, "year", "investment", "funds", "start_by", "complete_by"
                ),
                apportionment=Apportionment(
                    "project_share",
                    owner="project",
                    division="division_id",
                    share="share",
                    amounts=("investment", "funds"),
                ),
            ),
        ),
    ),
)
