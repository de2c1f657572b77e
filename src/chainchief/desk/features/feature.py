"""One feature as a viewer may read it, its steps, checks and pieces."""

import uuid

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.desk.signed_steps import TakenStep, with_signatures
from chainchief.ledger.kinds.feature.models import (
    Feature,
    FeatureAction,
    FeatureCheck,
    FeaturePiece,
    FeatureStep,
)
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

NAMED = ("enterprise", "host")


def open_feature(uid: uuid.UUID, viewer: Viewer) -> Feature:
    """The feature, or `WrongUseError`: whoever it does not concern learns not even that it is."""
    rows = in_reach(viewer, register_of(Feature.kind)).filter(uid=uid, withdrawn_on=None)
    found: Feature | None = rows.select_related(*NAMED).first()
    if found is None:
        raise WrongUseError(_("There is no such feature, or it is not open to you."))
    return found


def steps_of(feature: Feature) -> list[TakenStep[FeatureAction]]:
    """All steps of a feature in their order, with who took each; two queries."""
    actions = FeatureAction.objects.filter(feature=feature, withdrawn_on=None)
    return with_signatures(actions.select_related("feature__host", "document").order_by("number"))


def proposal_of(feature: Feature) -> FeatureAction | None:
    """The step by which it was proposed; None where it was entered without the desk."""
    rows = FeatureAction.objects.filter(feature=feature, step=FeatureStep.PROPOSED)
    return rows.order_by("number").first()


def next_number(feature: Feature) -> int:
    last = FeatureAction.objects.filter(feature=feature).order_by("-number").first()
    return last.number + 1 if last else 1


def last_check(feature: Feature) -> list[FeatureCheck]:
    """Give what the lists said at the last check, in their order."""
    rows = FeatureCheck.objects.filter(feature=feature, withdrawn_on=None)
    last = rows.order_by("-number").first()
    return list(rows.filter(number=last.number).order_by("pk")) if last else []


def pieces_of(feature: Feature) -> list[FeaturePiece]:
    rows = FeaturePiece.objects.filter(feature=feature, withdrawn_on=None)
    return list(rows.select_related("document").order_by("published_on", "number"))
