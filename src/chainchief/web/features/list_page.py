"""The features by state, each with its firm, whose turn it is and what is left of its limit."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.desk.features.feature import NAMED
from chainchief.desk.features.notices import address_of
from chainchief.desk.features.parties import turn_words
from chainchief.desk.features.proposing import VERB
from chainchief.desk.queue.features import SHAPES, state_words
from chainchief.dispatch.calendar.counting import Calendar, calendar
from chainchief.ledger.kinds.feature.models import Feature, FeatureState
from chainchief.web.desk.queue_page import Left, Tab, left_until
from chainchief.web.frame import today
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import records_of

STEP = 50
#: Indicators on features, each a door to its receipt.
_FIGURES = (
    ("IND-FEAT-PUBLISHED", "Firms featured"),
    ("IND-FEAT-PIECES", "Pieces published"),
)


@dataclass(frozen=True)
class FeatureLine:
    """A feature as the list shows it."""

    feature: Feature
    address: str
    state: str
    shape: str
    turn: str
    left: Left | None


@dataclass(frozen=True)
class FeaturesPage:
    """What templates/web/features/index.html shows."""

    crumbs: list[Crumb]
    title: str
    as_at: list[str]
    states: list[Tab]
    lines: list[FeatureLine]
    place: str
    before: str
    after: str
    may_propose: bool
    figures: list[tuple[str, str]]


def features_page(parameters: QueryDict, viewer: Viewer) -> FeaturesPage:
    """The features open to the viewer, those that run out first in front."""
    day, days, rows = today.day(), calendar(), records_of(Feature.kind, viewer)
    state = parameters.get("state", "")
    state = state if state in FeatureState.values else ""
    counts = Counter(rows.order_by().values_list("state", flat=True))
    shown = rows.filter(state=state) if state else rows
    total = counts[state] if state else sum(counts.values())
    pages = max(-(-total // STEP), 1)
    number = parameters.get("page", "1")
    page = min(max(int(number), 1), pages) if number.isdecimal() and len(number) < 6 else 1
    ordered = shown.select_related(*NAMED).order_by("-proposed_on", "code")
    return FeaturesPage(
        crumbs=[Crumb(_("Work queue"), reverse("desk")), Crumb(_("Features"))],
        title=_("Features of entrepreneurs"),
        as_at=[day.isoformat(), _features(sum(counts.values()))],
        states=[
            Tab(_("All features"), _address(), not state, sum(counts.values())),
            *(
                Tab(_(str(one.label)), _address(state=one.value), one == state, counts[one])
                for one in FeatureState
            ),
        ],
        lines=[_line(one, days) for one in ordered[(page - 1) * STEP : page * STEP]],
        place=_("page {page} of {pages}").format(page=page, pages=pages),
        before=_address(state=state, page=page - 1) if page > 1 else "",
        after=_address(state=state, page=page + 1) if page < pages else "",
        may_propose=policy.allowed(viewer, VERB, "chain"),
        figures=[(_(name), reverse("indicator", args=[code])) for code, name in _FIGURES]
        if policy.allowed(viewer, "see", "figures")
        else [],
    )


def _line(feature: Feature, days: Calendar) -> FeatureLine:
    due = feature.turn_due_on
    return FeatureLine(
        feature=feature,
        address=address_of(feature),
        state=state_words(feature),
        shape=SHAPES[FeatureState(feature.state)],
        turn=turn_words(feature),
        left=left_until(due, today.day(), days) if due else None,
    )


def _features(number: int) -> str:
    return ngettext("{n} feature", "{n} features", number).format(n=f"{number:,}")


def _address(**given: object) -> str:
    kept = {name: str(value) for name, value in given.items() if value}
    return f"{reverse('features')}?{urlencode(kept)}" if kept else reverse("features")
