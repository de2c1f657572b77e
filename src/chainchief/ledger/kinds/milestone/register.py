"""The registers of milestones and of the projects that reached them."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.events import EVENT_CHECKS, EVENT_COLUMNS
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.milestone.models import ChainMilestone, ProjectMilestone
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=ChainMilestone,
        title="milestone of a chain",
        plural="milestones of chains",
        policy_class="reference",
        columns_in_order=("name", "chain", "position", "meaning", "valid_from", "valid_to"),
        scopes=Scopes(
            division=NoScope("it is set for a chain in all units"),
            chain="chain_id",
            enterprise=NoScope("a milestone is set for all firms"),
            organisation=NoScope("a milestone is of no single office"),
        ),
    ),
    Register(
        model=ProjectMilestone,
        title="milestone reached by a project",
        plural="milestones reached by projects",
        policy_class="county",
        columns_in_order=(
            "project",
            "milestone",
            *EVENT_COLUMNS,
            "document",
        ),
        scopes=Scopes(
            division="project__division_id",
            chain="project__chain_id",
            enterprise="project__enterprise_id",
            organisation=NoScope("a milestone is reached by a project, not by an office"),
        ),
        checks=EVENT_CHECKS,
        facts=(
            Fact(
                name="project_milestone",
                entity="project",
                canonical="project__duplicate_of",
                division="project__division_id",
                chain="project__chain_id",
                columns=fact_columns(
                    ProjectMilestone,
                    "milestone",
                    *EVENT_COLUMNS,
                    milestone_name="milestone__name",
                ),
            ),
        ),
    ),
)
