"""The registers of leads and of the steps of their follow-up."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.lead.checks import LEAD_CHECKS
from chainchief.ledger.kinds.lead.models import Lead, LeadAction
from chainchief.ledger.kinds.lead.states import MOVED_BY_ACTS
from chainchief.ledger.registers import Register

_NO_FIRM = NoScope("its investor is no firm of the city yet")
_NO_OFFICE = NoScope("its investor is from elsewhere and takes no part here")


def _units(to: str = "") -> dict[str, tuple[str, ...]]:
    """Verb → the units beside the one in charge: the first reads on, one that it is offered to
    reads it and answers."""
    first, offered = f"{to}first_division_id", f"{to}handover_to_id"
    return {"see": (first, offered), "export": (first, offered), "answer": (offered,)}


REGISTERS = (
    Register(
        model=Lead,
        title="lead",
        plural="leads",
        policy_class="chain",
        columns_in_order=(
            "name",
            "chain",
            "division",
            "first_division",
            "handover_to",
            "handover_refused_on",
            "organisation",
            "investor_name",
            "segment",
            "visit",
            "state",
            "amount",
            "received_on",
            "talks_on",
            "closed_on",
            "registered_on",
            "started_on",
            "project",
            "next_step",
            "owner",
            "turn_due_on",
            "protected_until",
            "extension_until",
            "process",
            "note",
            "valid_from",
            "valid_to",
        ),
        moved_by_acts=MOVED_BY_ACTS,
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise=_NO_FIRM,
            organisation=_NO_OFFICE,
            further_units=_units(),
        ),
        checks=LEAD_CHECKS,
        facts=(
            Fact(
                name="lead",
                division="division_id",
                chain="chain_id",
                columns=fact_columns(
                    Lead,
                    "organisation",
                    "segment",
                    "state",
                    "amount",
                    "received_on",
                    "closed_on",
                    "project",
                    "first_division",
                    "visit",
                    "talks_on",
                    "registered_on",
                    "started_on",
                    "protected_until",
                ),
            ),
        ),
    ),
    Register(
        model=LeadAction,
        title="step of a lead",
        plural="steps of leads",
        policy_class="chain",
        columns_in_order=(
            "lead",
            "number",
            "step",
            "acted_on",
            "division",
            "new_due_on",
            "note",
            "informant",
            "document",
        ),
        scopes=Scopes(
            division="lead__division_id",
            chain="lead__chain_id",
            enterprise=_NO_FIRM,
            organisation=_NO_OFFICE,
            further_units=_units("lead__"),
        ),
        checks=(in_order("acted_on", "new_due_on", other="acted on"),),
        facts=(
            Fact(
                name="lead_action",
                entity="lead",
                division="lead__division_id",
                chain="lead__chain_id",
                columns=fact_columns(LeadAction, "number", "step", "acted_on", "new_due_on"),
            ),
        ),
    ),
)
