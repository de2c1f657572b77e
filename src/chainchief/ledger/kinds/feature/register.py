"""The registers of features, their steps, checks and published pieces."""

from chainchief.access.scopes import Scopes
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.feature.checks import check_has_what_its_state_needs
from chainchief.ledger.kinds.feature.models import (
    Feature,
    FeatureAction,
    FeatureCheck,
    FeaturePiece,
)
from chainchief.ledger.kinds.feature.states import MOVED_BY_ACTS
from chainchief.ledger.registers import Register


def _scopes(to: str = "") -> Scopes:
    """Of the firm, its unit and chain, and of the office that proposed it."""
    return Scopes(
        division=f"{to}enterprise__division_id",
        chain=f"{to}enterprise__chain_id",
        enterprise=f"{to}enterprise_id",
        organisation=f"{to}host_id",
    )


REGISTERS = (
    Register(
        model=Feature,
        title="feature",
        plural="features",
        policy_class="chain",
        columns_in_order=(
            "name",
            "enterprise",
            "person_name",
            "position",
            "merits",
            "programme",
            "host",
            "state",
            "proposed_on",
            "checked_on",
            "firm_agreed_on",
            "person_agreed_on",
            "approved_on",
            "published_on",
            "ended_on",
            "turn_due_on",
            "process",
            "document",
        ),
        moved_by_acts=MOVED_BY_ACTS,
        scopes=_scopes(),
        checks=(check_has_what_its_state_needs,),
        facts=(
            Fact(
                name="feature",
                entity="enterprise",
                division="enterprise__division_id",
                chain="enterprise__chain_id",
                columns=fact_columns(
                    Feature,
                    "enterprise",
                    "state",
                    "proposed_on",
                    "checked_on",
                    "approved_on",
                    "published_on",
                    "ended_on",
                ),
            ),
        ),
    ),
    Register(
        model=FeatureAction,
        title="step of a feature",
        plural="steps of features",
        policy_class="chain",
        columns_in_order=(
            "feature",
            "number",
            "step",
            "acted_on",
            "new_due_on",
            "note",
            "informant",
            "document",
        ),
        scopes=_scopes("feature__"),
        checks=(in_order("acted_on", "new_due_on", other="acted on"),),
    ),
    Register(
        model=FeatureCheck,
        title="check of a feature",
        plural="checks of features",
        policy_class="chain",
        columns_in_order=(
            "feature",
            "number",
            "source",
            "finding",
            "checked_on",
            "as_at",
            "listing",
            "judged",
        ),
        scopes=_scopes("feature__"),
    ),
    Register(
        model=FeaturePiece,
        title="published piece",
        plural="published pieces",
        policy_class="chain",
        columns_in_order=(
            "feature",
            "number",
            "name",
            "medium",
            "level",
            "place",
            "published_on",
            "taken_down_on",
            "document",
        ),
        scopes=_scopes("feature__"),
        facts=(
            Fact(
                name="feature_piece",
                division="feature__enterprise__division_id",
                chain="feature__enterprise__chain_id",
                columns=fact_columns(
                    FeaturePiece,
                    "medium",
                    "level",
                    "published_on",
                    "taken_down_on",
                    enterprise="feature__enterprise",
                ),
            ),
        ),
    ),
)
