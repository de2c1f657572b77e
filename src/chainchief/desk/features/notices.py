"""Whom a step of a feature is told: whoever has the next one."""

from chainchief.access.viewers import Viewer
from chainchief.desk.features.machine import FeatureAct
from chainchief.desk.features.parties import chain_office, people_of, turn_words
from chainchief.desk.matter_notices import MatterNotices, once
from chainchief.ledger.kinds.feature.models import Feature
from chainchief.people.notices import Topic


def _who(feature: Feature) -> str:
    return turn_words(feature) or "—"


_NOTICES: MatterNotices[Feature] = MatterNotices(Feature.kind, "feature", "/desk/features/", _who)
about_limit, address_of = _NOTICES.about_limit, _NOTICES.address_of


def proposed(feature: Feature, viewer: Viewer) -> None:
    """A feature was proposed: whoever checks the lists is told."""
    _NOTICES.send(feature, Topic.CASE_TURN, people_of(feature), but=viewer)


def moved(_before: Feature, feature: Feature, _act: FeatureAct, viewer: Viewer) -> None:
    """A step was taken: what was said of the one before is done with."""
    _NOTICES.end_turns(feature)
    _NOTICES.send(feature, Topic.CASE_TURN, people_of(feature), but=viewer)


def late(feature: Feature, days: int, about: str, stage: str) -> int:
    """A step is late: its people, at the stage `office` the chain office, too; how many."""
    people = _NOTICES.in_hand(feature, people_of(feature))
    everybody = once([*people, *chain_office()]) if stage == "office" else people
    _NOTICES.send(feature, Topic.CASE_LATE, everybody, days=days, about=about)
    return len(everybody)


def due(feature: Feature, about: str) -> int:
    """A step is due soon; how many people were told."""
    people = _NOTICES.in_hand(feature, people_of(feature))
    _NOTICES.send(feature, Topic.CASE_TURN, people, about=about)
    return len(people)
