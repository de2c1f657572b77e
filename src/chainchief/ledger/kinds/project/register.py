"""The registers of projects and of what belongs to them."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.bases import Evidence
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.checks.events import EVENT_CHECKS
from chainchief.ledger.facts import Apportionment, Fact, FactColumn, FactType
from chainchief.ledger.kinds.project import checks, groups, likeness
from chainchief.ledger.kinds.project.models import (
    Construction,
    Project,
    ProjectList,
    ProjectListing,
    ProjectReport,
    ProjectShare,
    ProjectStage,
    Stage,
)
from chainchief.ledger.registers import Register

_CONSTRUCTION = FactColumn(
    "project__construction", FactType.CODE, choices=("", *Construction.values)
)


def _about_projects(
    name: str, columns: "dict[str, FactColumn]", apportionment: Apportionment | None = None
) -> Fact:
    """A fact table whose rows speak of a project: counted by it, in its unit and chain."""
    return Fact(
        name=name,
        columns=columns,
        entity="project",
        canonical="project__duplicate_of",
        division="project__division_id",
        chain="project__chain_id",
        apportionment=apportionment,
    )


def _by_shares(*amounts: str) -> Apportionment:
    return Apportionment(
        "project_share", owner="project", division="division_id", share="share", amounts=amounts
    )


PROJECT = Register(
    model=Project,
    title="project",
    plural="projects",
    policy_class="county",
    columns_in_order=(
        "name",
        "chain",
        "division",
        "enterprise",
        "construction",
        "total_investment",
        "filing_number",
        "duplicate_of",
        "valid_from",
        "valid_to",
    ),
    scopes=Scopes(
        division="division_id",
        chain="chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("its hosts are units, not offices"),
    ),
    checks=(checks.check_not_its_own_duplicate,),
    group_checks=likeness.PROJECT_GROUP_CHECKS,
    facts=(
        Fact(
            name="project",
            canonical="duplicate_of",
            division="division_id",
            chain="chain_id",
            columns={
                "construction": FactColumn(
                    "construction", FactType.CODE, choices=("", *Construction.values)
                ),
                "total_investment": FactColumn("total_investment", FactType.STEPS, unit="元"),
                "valid_from": FactColumn("valid_from", FactType.DATE),
                "valid_to": FactColumn("valid_to", FactType.DATE),
            },
        ),
        # Beside `project`, where a project is one row: here its amount is one row per unit.
        Fact(
            name="project_investment",
            canonical="duplicate_of",
            division="division_id",
            chain="chain_id",
            columns={
                "total_investment": FactColumn("total_investment", FactType.STEPS, unit="元"),
                "valid_from": FactColumn("valid_from", FactType.DATE),
                "valid_to": FactColumn("valid_to", FactType.DATE),
            },
            apportionment=_by_shares("total_investment"),
        ),
    ),
)

SHARE = Register(
    model=ProjectShare,
    title="share of a project",
    plural="shares of projects",
    policy_class="county",
    columns_in_order=("project", "division", "role", "share"),
    scopes=Scopes(
        division="division_id",
        chain="project__chain_id",
        enterprise="project__enterprise_id",
        organisation=NoScope("shares are held by units, not by offices"),
    ),
    group_checks=groups.SHARE_CHECKS,
)

STAGE = Register(
    model=ProjectStage,
    title="stage of a project",
    plural="stages of projects",
    policy_class="county",
    columns_in_order=(
        "project",
        "stage",
        "reported_by",
        "occurred_on",
        "reported_on",
        "recognised_on",
        "evidence",
        "document",
        "note",
    ),
    scopes=Scopes(
        division="reported_by_id",
        chain="project__chain_id",
        enterprise="project__enterprise_id",
        organisation=NoScope("a stage is reported by a unit"),
    ),
    checks=EVENT_CHECKS,
    group_checks=groups.STAGE_CHECKS,
    facts=(
        _about_projects(
            name="project_stage",
            columns={
                "stage": FactColumn("stage", FactType.CODE, choices=tuple(Stage.values)),
                "evidence": FactColumn("evidence", FactType.CODE, choices=tuple(Evidence.values)),
                "occurred_on": FactColumn("occurred_on", FactType.DATE),
                "reported_on": FactColumn("reported_on", FactType.DATE),
                "recognised_on": FactColumn("recognised_on", FactType.DATE),
                "reported_by": FactColumn("reported_by_id", FactType.CODE),
                "construction": _CONSTRUCTION,
            },
        ),
    ),
)

LIST = Register(
    model=ProjectList,
    title="list of projects",
    plural="lists of projects",
    policy_class="reference",
    columns_in_order=("name", "publisher", "edition", "valid_from", "valid_to"),
    scopes=Scopes(
        division=NoScope("a list names projects of all units"),
        chain=NoScope("a list names projects of all chains"),
        enterprise=NoScope("a list is of all projects on it"),
        organisation=NoScope("its publisher is named in words"),
    ),
)

LISTING = Register(
    model=ProjectListing,
    title="project on a list",
    plural="projects on lists",
    policy_class="county",
    columns_in_order=("project", "listed_in", "valid_from", "valid_to"),
    scopes=Scopes(
        division="project__division_id",
        chain="project__chain_id",
        enterprise="project__enterprise_id",
        organisation=NoScope("its publisher is named in words"),
    ),
    facts=(
        _about_projects(
            name="project_listing",
            columns={
                "list": FactColumn("listed_in_id", FactType.CODE),
                "valid_from": FactColumn("valid_from", FactType.DATE),
                "valid_to": FactColumn("valid_to", FactType.DATE),
                "construction": _CONSTRUCTION,
            },
        ),
    ),
)

REPORT = Register(
    model=ProjectReport,
    title="monthly report of a project",
    plural="monthly reports of projects",
    policy_class="county",
    columns_in_order=(
        "project",
        "month",
        "revision",
        "reported_on",
        "invested",
        "funds_reported",
        "funds_verified",
        "funds_recognised",
        "progress",
    ),
    scopes=Scopes(
        division="project__division_id",
        chain="project__chain_id",
        enterprise="project__enterprise_id",
        organisation=NoScope("it is reported by a unit"),
    ),
    checks=(checks.check_order_of_funds, in_order("month", "reported_on", other="month")),
    group_checks=(*groups.REPORT_CHECKS, *likeness.SLIP_CHECKS),
    facts=(
        _about_projects(
            name="project_report",
            columns={
                "month": FactColumn("month", FactType.MONTH),
                "revision": FactColumn("revision", FactType.WHOLE),
                "reported_on": FactColumn("reported_on", FactType.DATE),
                "reported_under": FactColumn("project_id", FactType.CODE),
                "invested": FactColumn("invested", FactType.STEPS, unit="元"),
                "funds_reported": FactColumn("funds_reported", FactType.STEPS, unit="元"),
                "funds_verified": FactColumn("funds_verified", FactType.STEPS, unit="元"),
                "funds_recognised": FactColumn("funds_recognised", FactType.STEPS, unit="元"),
                "construction": _CONSTRUCTION,
            },
            apportionment=_by_shares(
                "invested", "funds_reported", "funds_verified", "funds_recognised"
            ),
        ),
    ),
)

REGISTERS = (PROJECT, SHARE, STAGE, LIST, LISTING, REPORT)
