"""The registers of activities and events."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.bases import Record
from chainchief.ledger.checks.events import EVENT_CHECKS, EVENT_COLUMNS
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact, FactColumn
from chainchief.ledger.kinds.visit.checks import VISIT_CHECKS
from chainchief.ledger.kinds.visit.models import (
    Occasion,
    Visit,
    VisitedEnterprise,
    VisitedOrganisation,
    VisitPurpose,
)
from chainchief.ledger.registers import Register

_OF_THE_VISIT = (*EVENT_COLUMNS, "form", "led_by")


def _of_visit(model: type[Record], *own: str) -> dict[str, FactColumn]:
    """The activity's own columns beside those of a row that belongs to it."""
    return fact_columns(model, *own, *(f"visit__{name}" for name in _OF_THE_VISIT))


OCCASION = Register(
    model=Occasion,
    title="event",
    plural="events",
    policy_class="chain",
    columns_in_order=(
        "name",
        "category",
        "chain",
        "division",
        "held_on",
        "ended_on",
        "place",
        "organiser",
        "document",
        "valid_from",
        "valid_to",
    ),
    scopes=Scopes(
        division="division_id",
        chain="chain_id",
        enterprise=NoScope("an event is of all that attend it"),
        organisation=NoScope("its organiser is named in words"),
    ),
    facts=(
        Fact(
            name="event",
            division="division_id",
            chain="chain_id",
            columns=fact_columns(Occasion, "category", "held_on", "ended_on", "organiser"),
        ),
    ),
)

VISIT = Register(
    model=Visit,
    title="activity",
    plural="activities",
    policy_class="chain",
    columns_in_order=(
        "name",
        "form",
        "chain",
        "division",
        "led_by",
        "leader",
        "occurred_on",
        "ended_on",
        "destination",
        "event",
        "result",
        "next_step",
        "next_due",
        "next_done",
        "reported_on",
        "recognised_on",
        "evidence",
        "document",
    ),
    scopes=Scopes(
        division="division_id",
        chain="chain_id",
        enterprise=NoScope("the firms that it called on have rows of their own"),
        organisation=NoScope("the bodies that it called on have rows of their own"),
    ),
    checks=(*EVENT_CHECKS, *VISIT_CHECKS),
    facts=(
        Fact(
            name="visit",
            division="division_id",
            chain="chain_id",
            columns=fact_columns(
                Visit, *_OF_THE_VISIT, "leader", "destination", "event", "next_due", "next_done"
            ),
        ),
    ),
)

PURPOSE = Register(
    model=VisitPurpose,
    title="purpose of an activity",
    plural="purposes of activities",
    policy_class="chain",
    columns_in_order=("visit", "purpose"),
    scopes=Scopes(
        division="visit__division_id",
        chain="visit__chain_id",
        enterprise=NoScope("the firms that it called on have rows of their own"),
        organisation=NoScope("the bodies that it called on have rows of their own"),
    ),
    facts=(
        Fact(
            name="visit_purpose",
            entity="visit",
            division="visit__division_id",
            chain="visit__chain_id",
            columns=_of_visit(VisitPurpose, "purpose"),
        ),
    ),
)

ORGANISATION = Register(
    model=VisitedOrganisation,
    title="organisation called on",
    plural="organisations called on",
    policy_class="chain",
    columns_in_order=("visit", "organisation", "purpose"),
    scopes=Scopes(
        division="visit__division_id",
        chain="visit__chain_id",
        enterprise=NoScope("it called on a body from elsewhere"),
        organisation=NoScope("the body is from elsewhere and takes no part here"),
    ),
    facts=(
        Fact(
            name="visited_organisation",
            entity="organisation",
            division="visit__division_id",
            chain="visit__chain_id",
            columns=_of_visit(VisitedOrganisation, "purpose", "organisation__category", "visit"),
        ),
    ),
)

ENTERPRISE = Register(
    model=VisitedEnterprise,
    title="firm called on",
    plural="firms called on",
    policy_class="chain",
    columns_in_order=("visit", "enterprise"),
    scopes=Scopes(
        division="visit__division_id",
        chain="visit__chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("it called on a firm"),
    ),
    facts=(
        Fact(
            name="visited_enterprise",
            entity="enterprise",
            division="visit__division_id",
            chain="visit__chain_id",
            columns=_of_visit(VisitedEnterprise, "visit"),
        ),
    ),
)

REGISTERS = (OCCASION, VISIT, PURPOSE, ORGANISATION, ENTERPRISE)
