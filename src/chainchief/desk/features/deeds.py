"""What an act on a feature brings with it, what it needs, and what it does to the columns."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.desk import faults as desk_faults
from chainchief.desk.features import faults
from chainchief.desk.features.feature import proposal_of
from chainchief.desk.features.lists import LookUp
from chainchief.desk.features.machine import TRANSITIONS, FeatureAct, Side
from chainchief.desk.features.parties import belongs
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.feature_preset import FeatureLimits
from chainchief.desk.signed_steps import actor_of
from chainchief.ledger.kinds.feature.models import Feature, FeatureState, Finding, MediaLevel
from chainchief.ledger.kinds.feature.states import has_consent

Values = dict[str, object]
#: The field of the form that a fault stands at, in words.
LABELS = {
    "name": "Subject of the feature",
    "firm": "Firm",
    "merits": "Merits",
    "note": "What is said",
    "judged": "Judged",
    "informant": "Who said so",
    "document": "Supporting document",
    "title": "Title of the piece",
    "medium": "Medium",
    "level": "Level of the medium",
    "on": "Published on",
}
_AGREEING = (FeatureAct.AGREE, FeatureAct.PERSON_AGREES)


@dataclass(frozen=True)
class FeatureDeed:
    """What was typed with an act. `judged` are the lists that somebody looked into elsewhere."""

    note: str = ""
    judged: tuple[str, ...] = ()
    title: str = ""
    medium: str = ""
    level: str = ""
    place: str = ""
    on: dt.date | None = None
    document: str = ""
    informant: str = ""


def fault(kind: FaultKind, field: str, *, value: str | None = None, **facts: object) -> Fault:
    """A fault at a field of the form."""
    return Fault(kind, Place(column=_(LABELS[field])), value, facts)


def check_deed(
    feature: Feature,
    act: FeatureAct,
    deed: FeatureDeed,
    viewer: Viewer,
    day: dt.date,
    limits: FeatureLimits,
    look_ups: Sequence[LookUp],
) -> list[Fault]:
    """Faults of what was typed for the act, every one at once."""
    transition, found = TRANSITIONS[act], []
    if (transition.needs_reason or deed.judged) and not deed.note.strip():
        found.append(fault(desk_faults.NO_REASON, "note", value=""))
    # The person signs for itself: the firm that brings the paper is not the person.
    on_behalf = act is FeatureAct.PERSON_AGREES or not belongs(feature, transition.side, viewer)
    if transition.side is Side.FIRM and on_behalf:
        if not deed.informant.strip():
            found.append(fault(desk_faults.NOBODY_SAID_SO, "informant", value=""))
        if act in _AGREEING and not deed.document:
            found.append(fault(faults.NO_PROOF, "document"))
    if act is FeatureAct.CHECK:
        found += _check_judged(deed, look_ups)
    if act is FeatureAct.APPROVE:
        found += _check_second_person(feature, viewer)
    if act in (FeatureAct.APPROVE, FeatureAct.PUBLISH):
        found += _check_freshness(feature, day, limits)
    if act is FeatureAct.PUBLISH:
        found += _check_piece(feature, deed, day)
    return found


def _check_judged(deed: FeatureDeed, look_ups: Sequence[LookUp]) -> Iterator[Fault]:
    if any(one.finding is Finding.LISTED for one in look_ups):
        return  # it is held up in any case
    for one in look_ups:
        if not one.is_plain and one.source.value not in deed.judged:
            facts = {"list": _(one.source.label), "finding": _(one.finding.label)}
            yield fault(faults.NOT_JUDGED, "judged", **facts)


def _check_second_person(feature: Feature, viewer: Viewer) -> Iterator[Fault]:
    if actor_of(proposal_of(feature)) == viewer.signature:
        yield Fault(faults.APPROVED_BY_WHO_PROPOSED, facts={"person": viewer.name})


def _check_freshness(feature: Feature, day: dt.date, limits: FeatureLimits) -> Iterator[Fault]:
    checked = feature.checked_on or feature.proposed_on
    if (day - checked).days > limits.check_good:
        yield Fault(faults.CHECK_TOO_OLD, facts={"day": checked, "days": limits.check_good})


def _check_piece(feature: Feature, deed: FeatureDeed, day: dt.date) -> Iterator[Fault]:
    for name in ("title", "medium"):
        if not str(getattr(deed, name)).strip():
            yield fault(faults.NO_TITLE, name, value="")
    if deed.level not in MediaLevel.values:
        yield fault(faults.NO_LEVEL, "level", value=deed.level)
    first = feature.approved_on or feature.proposed_on
    if deed.on is not None and not first <= deed.on <= day:
        yield fault(faults.DAY_OUT_OF_ORDER, "on", day=deed.on, first=first, today=day)


def columns_after(
    feature: Feature,
    act: FeatureAct,
    deed: FeatureDeed,
    day: dt.date,
    limits: FeatureLimits,
    look_ups: Sequence[LookUp],
) -> Values:
    """The values that the act gives the feature on `day`; those that stay are left out."""
    if act is FeatureAct.CHECK:
        return _checked(feature, day, limits, look_ups)
    return _AFTER[act](feature, deed, day, limits)


def _checked(
    feature: Feature, day: dt.date, limits: FeatureLimits, look_ups: Sequence[LookUp]
) -> Values:
    """Whoever is on a list is held up, also once agreed, approved or published; whoever is on none
    goes on from where it was."""
    if any(one.finding is Finding.LISTED for one in look_ups):
        days = limits.removal if feature.published_on else limits.check
        return _waiting(FeatureState.LISTED, day, days) | {"checked_on": day}
    if feature.state not in (FeatureState.PROPOSED, FeatureState.LISTED):
        return {"checked_on": day}
    if feature.published_on:
        return {"checked_on": day, "state": FeatureState.PUBLISHED.value, "turn_due_on": None}
    if has_consent(feature):
        return _waiting(FeatureState.AGREED, day, limits.decision) | {
            "checked_on": day,
            "approved_on": None,
        }
    return _waiting(FeatureState.CHECKED, day, limits.consent) | {"checked_on": day}


def _waiting(state: FeatureState, day: dt.date, days: int) -> Values:
    return {"state": state.value, "turn_due_on": due_after(day, days)}


def _ended(state: FeatureState, day: dt.date) -> Values:
    return {"state": state.value, "turn_due_on": None, "ended_on": day}


def _agreeing(column: str) -> "_After":
    def after(feature: Feature, _deed: FeatureDeed, day: dt.date, limits: FeatureLimits) -> Values:
        named = bool(feature.person_name)
        firm = column == "firm_agreed_on" or feature.firm_agreed_on is not None
        person = not named or column == "person_agreed_on" or bool(feature.person_agreed_on)
        agreed = _waiting(FeatureState.AGREED, day, limits.decision) if firm and person else {}
        return {column: day, **agreed}

    return after


def _refuse(_feature: Feature, _deed: FeatureDeed, day: dt.date, _limits: FeatureLimits) -> Values:
    return _ended(FeatureState.REFUSED, day)


def _approve(_feature: Feature, _deed: FeatureDeed, day: dt.date, limits: FeatureLimits) -> Values:
    return _waiting(FeatureState.APPROVED, day, limits.publication) | {"approved_on": day}


def _publish(feature: Feature, deed: FeatureDeed, day: dt.date, _limits: FeatureLimits) -> Values:
    first = min(deed.on or day, feature.published_on or dt.date.max)
    return {"state": FeatureState.PUBLISHED.value, "turn_due_on": None, "published_on": first}


def _take_back(feature: Feature, _deed: FeatureDeed, day: dt.date, limits: FeatureLimits) -> Values:
    """What is published is to be taken down; nothing more is published."""
    due = due_after(day, limits.removal) if feature.published_on else None
    return _ended(FeatureState.REFUSED, day) | {"turn_due_on": due}


def _take_down(
    feature: Feature, _deed: FeatureDeed, day: dt.date, _limits: FeatureLimits
) -> Values:
    if feature.state == FeatureState.LISTED:
        return _ended(FeatureState.DECLINED, day)
    return {"turn_due_on": None}


def _decline(_feature: Feature, _deed: FeatureDeed, day: dt.date, _limits: FeatureLimits) -> Values:
    return _ended(FeatureState.DECLINED, day)


_After = Callable[[Feature, FeatureDeed, dt.date, FeatureLimits], Values]
_AFTER: Mapping[FeatureAct, _After] = {
    FeatureAct.AGREE: _agreeing("firm_agreed_on"),
    FeatureAct.PERSON_AGREES: _agreeing("person_agreed_on"),
    FeatureAct.REFUSE: _refuse,
    FeatureAct.APPROVE: _approve,
    FeatureAct.PUBLISH: _publish,
    FeatureAct.TAKE_BACK: _take_back,
    FeatureAct.TAKE_DOWN: _take_down,
    FeatureAct.DECLINE: _decline,
}
