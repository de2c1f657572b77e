"""The acts on a feature: what each changes besides the feature itself."""

import datetime as dt
from collections.abc import Iterator, Sequence

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.desk.features import faults, notices
from chainchief.desk.features.deeds import FeatureDeed, Values, check_deed, columns_after
from chainchief.desk.features.feature import next_number, pieces_of
from chainchief.desk.features.lists import LookUp, look_up
from chainchief.desk.features.machine import TRANSITIONS, FeatureAct, is_idle
from chainchief.desk.features.parties import belongs, covers
from chainchief.desk.limits.feature_preset import feature_limits
from chainchief.desk.taking import Taking, revised
from chainchief.desk.tasks.parties import stands_in
from chainchief.ledger.changesets import Change, Creation, Revision
from chainchief.ledger.kinds.feature.models import (
    Feature,
    FeatureCheck,
    FeaturePiece,
    FeatureState,
)
from chainchief.ledger.kinds.feature.states import last_day


def is_allowed(feature: Feature, act: FeatureAct, viewer: Viewer) -> bool:
    """Whether the act is the viewer's, by the policy table and by which side they are of."""
    transition = TRANSITIONS[act]
    if not covers(feature, transition.verb, viewer):
        return False
    return belongs(feature, transition.side, viewer) or stands_in(viewer)


def possible(feature: Feature, viewer: Viewer) -> list[FeatureAct]:
    """The acts that the viewer may take now, in their order."""
    return [
        act
        for act in TRANSITIONS
        if not _refusing_state(feature, act) and is_allowed(feature, act, viewer)
    ]


def take(
    feature: Feature,
    act: FeatureAct,
    deed: FeatureDeed | None = None,
    *,
    viewer: Viewer,
    version: int | None = None,
) -> Feature:
    """Take a step of a feature; the feature as it is afterwards. Refuses as `Taking` says."""
    given = deed or FeatureDeed()
    reason = given.note.strip()[:400] or _("{act} in feature {code}").format(
        act=_(TRANSITIONS[act].step.label), code=feature.code
    )
    return _TAKING.take(feature, act, given, viewer=viewer, reason=reason, version=version)


def _refusing_state(feature: Feature, act: FeatureAct) -> str:
    state = FeatureState(feature.state)
    is_open = state in TRANSITIONS[act].sources and not is_idle(feature, act)
    return "" if is_open else _(str(state.label))


def _changes(
    feature: Feature, act: FeatureAct, deed: FeatureDeed, viewer: Viewer
) -> Sequence[Change]:
    # Where the clock was set back, the last day on which something was done.
    day, limits = max(clock.today(), last_day(feature)), feature_limits()
    look_ups = look_up(feature, day, limits) if act is FeatureAct.CHECK else []
    found = check_deed(feature, act, deed, viewer, day, limits, look_ups)
    if found:
        raise FaultsError(found)
    values = columns_after(feature, act, deed, day, limits, look_ups)
    if not feature.process:
        values["process"] = PROCESS
    number = next_number(feature)
    return [
        _step(feature, act, deed, day, number, values),
        *_checks(feature, deed, day, number, look_ups),
        *(_piece(feature, deed, day) if act is FeatureAct.PUBLISH else ()),
        *(_taken_down(feature, day) if act is FeatureAct.TAKE_DOWN else ()),
        *revised(feature, values),
    ]


#: What says that the desk runs a feature; its limits are one preset.
PROCESS = "features"


def _step(
    feature: Feature, act: FeatureAct, deed: FeatureDeed, day: dt.date, number: int, values: Values
) -> Creation:
    return Creation(
        "feature_action",
        "",
        {
            "feature": feature.code,
            "number": number,
            "step": TRANSITIONS[act].step.value,
            "acted_on": deed.on or day if act is FeatureAct.PUBLISH else day,
            "new_due_on": values.get("turn_due_on"),
            "note": deed.note.strip()[:400],
            "informant": deed.informant.strip()[:80],
            "document": deed.document or None,
        },
    )


def _checks(
    feature: Feature, deed: FeatureDeed, day: dt.date, number: int, look_ups: Sequence[LookUp]
) -> Iterator[Creation]:
    for one in look_ups:
        is_judged = not one.is_plain and one.source.value in deed.judged
        values: Values = {
            "feature": feature.code,
            "number": number,
            "source": one.source.value,
            "finding": one.finding.value,
            "checked_on": day,
            "as_at": one.as_at,
            "listing": one.listing.code if one.listing else None,
            "judged": deed.note.strip()[:400] if is_judged else "",
        }
        yield Creation(FeatureCheck.kind, "", values)


def _piece(feature: Feature, deed: FeatureDeed, day: dt.date) -> Iterator[Creation]:
    last = FeaturePiece.objects.filter(feature=feature).order_by("-number").first()
    values: Values = {
        "feature": feature.code,
        "number": last.number + 1 if last else 1,
        "name": deed.title.strip()[:200],
        "medium": deed.medium.strip()[:80],
        "level": deed.level,
        "place": deed.place.strip()[:200],
        "published_on": deed.on or day,
        "document": deed.document or None,
    }
    yield Creation(FeaturePiece.kind, "", values)


def _taken_down(feature: Feature, day: dt.date) -> Iterator[Revision]:
    for piece in pieces_of(feature):
        if piece.taken_down_on is None:
            values: Values = {"taken_down_on": day}
            yield Revision(FeaturePiece.kind, piece.uid, piece.version, values)


_TAKING: Taking[Feature, FeatureAct, FeatureDeed] = Taking(
    model=Feature,
    verb=lambda act: TRANSITIONS[act].verb,
    is_allowed=is_allowed,
    refusing_state=_refusing_state,
    changes=_changes,
    tell=notices.moved,
    not_yours=faults.NOT_YOURS,
    not_now=faults.NOT_NOW,
)
