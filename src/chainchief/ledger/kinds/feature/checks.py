"""A feature that was approved or published has what it needs for that, whoever enters it."""

from chainchief.core.faults import declare
from chainchief.core.i18n import _
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.kinds.feature.models import FeatureState

NO_CONSENT = declare(
    "CHK-263",
    why="the feature is “{state}”, and nobody agreed to it",
    remedy="enter the day on which the firm, and the entrepreneur that it names, agreed",
)
NOT_CHECKED = declare(
    "CHK-264",
    why="the feature is “{state}”, and the lists of dishonesty were not checked",
    remedy="enter the day of the check",
)
_NEEDS_CONSENT = (FeatureState.AGREED, FeatureState.APPROVED, FeatureState.PUBLISHED)
_NEEDS_CHECK = (FeatureState.CHECKED, *_NEEDS_CONSENT)


def check_has_what_its_state_needs(row: Row) -> list[RowFault]:
    state, found = row["state"], []
    facts = {"state": _(str(FeatureState(state).label))} if state in FeatureState.values else {}
    if state in _NEEDS_CHECK and not row["checked_on"]:
        found.append(RowFault(NOT_CHECKED, "checked_on", facts))
    if state in _NEEDS_CONSENT and not row["firm_agreed_on"]:
        found.append(RowFault(NO_CONSENT, "firm_agreed_on", facts))
    if state in _NEEDS_CONSENT and row["person_name"] and not row["person_agreed_on"]:
        found.append(RowFault(NO_CONSENT, "person_agreed_on", facts))
    return found
