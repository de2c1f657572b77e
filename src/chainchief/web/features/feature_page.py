"""The page of a feature: what speaks for it, what the lists say, who agreed, what was published."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.features.acts import possible
from chainchief.desk.features.feature import last_check, pieces_of, steps_of
from chainchief.desk.features.lists import look_up
from chainchief.desk.features.machine import TRANSITIONS, FeatureAct, Side, turn_of
from chainchief.desk.features.parties import belongs, turn_words
from chainchief.desk.limits.feature_preset import feature_limits
from chainchief.desk.queue.features import SHAPES, state_words
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.adverse_listing.models import AdverseSource
from chainchief.ledger.kinds.feature.models import (
    Feature,
    FeatureCheck,
    FeaturePiece,
    FeatureState,
    Finding,
    MediaLevel,
)
from chainchief.web.desk.act_form import ActForm, ActWords, act_form
from chainchief.web.desk.handling import handled_by, is_watched
from chainchief.web.desk.queue_page import Left, left_until
from chainchief.web.desk.time_line import TimeLine, time_line
from chainchief.web.frame import today
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import address_of, doors

_FORMS: Mapping[FeatureAct, ActWords] = {
    FeatureAct.CHECK: (
        "Check the lists",
        "Every list is looked into as the ledger has it today.",
        ("judged", "note"),
        "What was found at the publishers",
    ),
    FeatureAct.AGREE: (
        "The firm agrees",
        "It can be taken back at any time.",
        ("note", "document"),
        "What the consent is limited to",
    ),
    FeatureAct.PERSON_AGREES: (
        "The entrepreneur agrees",
        "The person signs; the signed paper is attached.",
        ("said", "note", "document"),
        "What the consent is limited to",
    ),
    FeatureAct.REFUSE: ("Do not agree", "Nothing is published.", ("note",), "Reason"),
    FeatureAct.APPROVE: (
        "Approve the publication",
        "Whoever proposed it does not approve it.",
        ("note",),
        "Remark",
    ),
    FeatureAct.PUBLISH: (
        "Enter a published piece",
        "Its title as it stands there.",
        ("piece", "note", "document"),
        "Remark",
    ),
    FeatureAct.TAKE_BACK: (
        "Take the consent back",
        "Nothing more is published; what is published is taken down.",
        ("note",),
        "Reason",
    ),
    FeatureAct.TAKE_DOWN: (
        "Enter that it was taken down",
        "Every piece that still stood.",
        ("note", "document"),
        "How it was taken down",
    ),
    FeatureAct.DECLINE: ("Do not take it up", "The feature ends here.", ("note",), "Reason"),
}
#: The steps that bring a feature on from its state stand first on the page.
_MAIN = {
    FeatureState.PROPOSED: (FeatureAct.CHECK,),
    FeatureState.LISTED: (FeatureAct.DECLINE, FeatureAct.TAKE_DOWN, FeatureAct.CHECK),
    FeatureState.CHECKED: (FeatureAct.AGREE, FeatureAct.PERSON_AGREES, FeatureAct.REFUSE),
    FeatureState.AGREED: (FeatureAct.APPROVE,),
    FeatureState.APPROVED: (FeatureAct.PUBLISH,),
    FeatureState.REFUSED: (FeatureAct.TAKE_DOWN,),
}
_FINDING_SHAPES = {
    Finding.CLEAR: "full",
    Finding.LISTED: "back",
    Finding.NAMESAKE: "quarter",
    Finding.STALE: "half",
    Finding.MISSING: "hollow",
}


@dataclass(frozen=True)
class ListLine:
    """What one list says; `code` where it is to be judged, `entry` the door to what was found."""

    code: str
    name: str
    finding: str
    shape: str
    as_at: str
    entry: str
    judged: str


@dataclass(frozen=True)
class FeaturePage:
    """What templates/web/features/feature.html shows."""

    title: str
    uid: str
    code: str
    version: int
    crumbs: list[Crumb]
    state: str
    shape: str
    turn: str
    limit: Left | None
    merits: str
    facts: list[tuple[str, str, str]]
    lists: list[ListLine]
    lists_words: str
    to_judge: list[ListLine]
    consents: list[tuple[str, str]]
    pieces: list[FeaturePiece]
    main: list[ActForm]
    others: list[ActForm]
    line: list[TimeLine]
    levels: list[Choice]
    handler: str
    is_mine: bool
    is_watched: bool
    may_handle: bool
    limits_words: str
    record: str
    faults: tuple[Fault, ...]
    typed: dict[str, str]
    typed_act: str


def feature_page(
    feature: Feature,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
    typed_act: str = "",
) -> FeaturePage:
    """`faults` are those of a step that was just tried, `typed` what was typed with it."""
    acts, day, limits = possible(feature, viewer), today.day(), feature_limits()
    main = _main(feature, acts, viewer)
    forms = [_form(act, feature, viewer, is_main=act in main) for act in acts]
    due, handler = feature.turn_due_on, handled_by(Feature.kind, feature.uid)
    checks = last_check(feature)
    return FeaturePage(
        title=feature.name,
        uid=str(feature.uid),
        code=feature.code,
        version=feature.version,
        crumbs=[
            Crumb(_("Work queue"), reverse("desk")),
            Crumb(_("Features"), reverse("features")),
            Crumb(feature.code),
        ],
        state=state_words(feature),
        shape=SHAPES[FeatureState(feature.state)],
        turn=turn_words(feature),
        limit=left_until(due, day, calendar()) if due else None,
        merits=feature.merits,
        facts=_facts(feature, viewer),
        lists=_checked(checks, viewer),
        lists_words=_("checked on {day}").format(day=checks[0].checked_on) if checks else "",
        to_judge=_to_judge(feature, viewer) if FeatureAct.CHECK in acts else [],
        consents=_consents(feature),
        pieces=pieces_of(feature),
        main=[form for form in forms if form.is_main],
        others=[form for form in forms if not form.is_main],
        line=time_line(steps_of(feature), _("said by {name}")),
        levels=[Choice(one.value, _(str(one.label))) for one in MediaLevel],
        handler=handler,
        is_mine=handler == viewer.name,
        is_watched=is_watched(Feature.kind, feature.uid, viewer),
        may_handle=bool(acts),
        limits_words=limits.source,
        record=address_of(Feature.kind, feature.uid),
        faults=faults,
        typed=typed or {},
        typed_act=typed_act,
    )


def _main(feature: Feature, acts: list[FeatureAct], viewer: Viewer) -> list[FeatureAct]:
    """The steps that bring it on, where it is this viewer's turn to take one."""
    side = turn_of(feature)
    if side is Side.NOBODY or not belongs(feature, side, viewer):
        return []
    return [act for act in _MAIN.get(FeatureState(feature.state), ()) if act in acts]


def _form(act: FeatureAct, feature: Feature, viewer: Viewer, *, is_main: bool) -> ActForm:
    said, transition = _FORMS[act], TRANSITIONS[act]
    fields = said[2] if belongs(feature, transition.side, viewer) else (*said[2], "said")
    return act_form(act, said, fields, is_main=is_main, note_required=transition.needs_reason)


def _checked(checks: list[FeatureCheck], viewer: Viewer) -> list[ListLine]:
    found = {
        ("adverse_listing", str(one.listing.uid)): one.listing for one in checks if one.listing
    }
    known = doors(found, viewer)
    return [
        ListLine(
            code="",
            name=_(str(AdverseSource(one.source).label)),
            finding=_(str(Finding(one.finding).label)),
            shape=_FINDING_SHAPES[Finding(one.finding)],
            as_at=one.as_at.isoformat() if one.as_at else "",
            entry=known.get(("adverse_listing", str(one.listing.uid)), "") if one.listing else "",
            judged=one.judged,
        )
        for one in checks
    ]


def _to_judge(feature: Feature, viewer: Viewer) -> list[ListLine]:
    """What a check of today would find that is not plain."""
    look_ups = look_up(feature, today.day(), feature_limits())
    found = {
        ("adverse_listing", str(one.listing.uid)): one.listing for one in look_ups if one.listing
    }
    known = doors(found, viewer)
    return [
        ListLine(
            code=one.source.value,
            name=_(str(one.source.label)),
            finding=_(str(one.finding.label)),
            shape=_FINDING_SHAPES[one.finding],
            as_at=one.as_at.isoformat() if one.as_at else "",
            entry=known.get(("adverse_listing", str(one.listing.uid)), "") if one.listing else "",
            judged="",
        )
        for one in look_ups
        if not one.is_plain
    ]


def _consents(feature: Feature) -> list[tuple[str, str]]:
    def said(day: dt.date | None) -> str:
        return _("agreed on {day}").format(day=day) if day else _("has not agreed")

    found = [(str(feature.enterprise.name), said(feature.firm_agreed_on))]
    if feature.person_name:
        found.append((feature.person_name, said(feature.person_agreed_on)))
    return found


def _facts(feature: Feature, viewer: Viewer) -> list[tuple[str, str, str]]:
    firm, office = feature.enterprise, feature.host
    cited: dict[tuple[str, str], object] = {("enterprise", str(firm.uid)): firm}
    known = doors(cited, viewer)
    plain = [
        (_("enterprise"), str(firm.name), known.get(("enterprise", str(firm.uid)), "")),
        (_("entrepreneur"), feature.person_name, ""),
        (_("position"), feature.position, ""),
        (_("column or campaign"), feature.programme, ""),
        (_("office that proposes"), str(office.name) if office else "", ""),
        (_("proposed on"), feature.proposed_on.isoformat(), ""),
    ]
    return [(name, value, address) for name, value, address in plain if value]
