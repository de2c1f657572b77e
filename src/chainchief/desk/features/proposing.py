"""Proposing a feature: of which firm, of whom, for what."""

from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access import policy
from chainchief.access.scopes import Dimension, ScopeCodes
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.desk.features import faults, notices
from chainchief.desk.features.acts import PROCESS
from chainchief.desk.features.deeds import fault
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.feature_preset import feature_limits
from chainchief.desk.numbering import with_next_code
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.feature.models import Feature, FeatureState, FeatureStep
from chainchief.ledger.registers import register_of

#: The right by which features are proposed.
VERB = "propose"
_ENDED = (FeatureState.DECLINED.value, FeatureState.REFUSED.value, FeatureState.PUBLISHED.value)


@dataclass(frozen=True)
class Proposal:
    """What is typed of a feature; `firm` is the firm's code."""

    firm: str
    name: str
    merits: str
    person_name: str = ""
    position: str = ""
    programme: str = ""
    document: str = ""


def propose(given: Proposal, *, viewer: Viewer) -> Feature:
    """Write the feature down with its first step; whoever checks the lists is told.

    Raises `FaultsError` with all that is wrong with it.
    """
    firm = Enterprise.objects.filter(code=given.firm, withdrawn_on=None).first()
    office = min(viewer.own(Dimension.ORGANISATION), default="")
    found = list(_faults(given, firm, office, viewer))
    if found or firm is None:
        raise FaultsError(found)
    today = clock.today()
    values: dict[str, object] = {
        "name": given.name.strip()[:200],
        "enterprise": firm.code,
        "person_name": given.person_name.strip()[:80],
        "position": given.position.strip()[:80],
        "merits": given.merits.strip()[:2000],
        "programme": given.programme.strip()[:80],
        "host": office or None,
        "state": FeatureState.PROPOSED.value,
        "proposed_on": today,
        "turn_due_on": due_after(today, feature_limits().check),
        "process": PROCESS,
        "document": given.document or None,
    }
    return with_next_code(Feature, "XC", today, lambda code: _written(code, values, viewer))


def _written(code: str, values: dict[str, object], viewer: Viewer) -> Feature:
    step: dict[str, object] = {
        "feature": code,
        "number": 1,
        "step": FeatureStep.PROPOSED.value,
        "acted_on": values["proposed_on"],
        "new_due_on": values["turn_due_on"],
    }
    reason = str(values["name"])
    with changelog.acting(viewer.signature, reason):
        changes = ChangeSet.of(
            Creation(Feature.kind, code, values), Creation("feature_action", "", step)
        )
        apply_change_set(changes, viewer=viewer, reason=reason, verb=VERB)
        feature = Feature.objects.get(code=code)
        notices.proposed(feature, viewer)
    return feature


def _faults(
    given: Proposal, firm: Enterprise | None, office: str, viewer: Viewer
) -> Iterator[Fault]:
    if not given.name.strip():
        yield fault(faults.NO_SUBJECT, "name", value="")
    if not given.merits.strip():
        yield fault(faults.NO_MERITS, "merits", value="")
    if firm is None or not _may_propose(firm, office, viewer):
        yield fault(faults.NOT_A_FIRM, "firm", code=given.firm)
        return
    rows = Feature.objects.filter(
        enterprise=firm, person_name=given.person_name.strip(), withdrawn_on=None
    )
    same = rows.exclude(state__in=_ENDED).order_by("code").first()
    if same is not None:
        yield fault(faults.FEATURED_ALREADY, "firm", feature=same.code)


def _may_propose(firm: Enterprise, office: str, viewer: Viewer) -> bool:
    """Whether a feature of the firm would be the viewer's to propose."""
    codes = ScopeCodes(
        division=frozenset({firm.division_id}),
        chain=frozenset({firm.chain_id}) if firm.chain_id else frozenset(),
        enterprise=frozenset({firm.code}),
        organisation=frozenset({office}) if office else frozenset(),
    )
    return policy.covers(viewer, register_of(Feature.kind).policy_class, codes, VERB)
