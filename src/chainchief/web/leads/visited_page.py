"""Headquarters that were called on, with what followed: leads, agreements, projects."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.kinds.lead.models import LeadState
from chainchief.ledger.kinds.visit.models import Purpose
from chainchief.ledger.registers import choice_word
from chainchief.web.figures import amounts
from chainchief.web.frame import today
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import address_of, records_of
from chainchief.web.tasks.choices import chain_choices

STEP = 40
#: Indicators on what was called on and what came of it, each a door to its receipt.
_FIGURES = (
    ("IND-ACT-HQ", "Headquarters visited"),
    ("IND-ACT-LED-TRIPS", "Trips led by chiefs"),
    ("IND-ACT-TRIPS", "All trips to attract investment"),
    ("IND-AGR-HQ", "Cooperation projects from these visits"),
)


@dataclass(frozen=True)
class Followed:
    """Something that came of calls on one body: what, where it stands, its page."""

    name: str
    state: str
    address: str


@dataclass(frozen=True)
class VisitedLine:
    """A body from elsewhere, the activities that called on it, and what followed."""

    name: str
    address: str
    trips: list[tuple[str, str, str]]
    followed: list[Followed]
    new_lead: str


@dataclass(frozen=True)
class VisitedPage:
    """What templates/web/leads/visited.html shows."""

    as_at: list[str]
    crumbs: list[Crumb]
    lines: list[VisitedLine]
    chains: list[Choice]
    chain: str
    only_open: bool
    place: str
    before: str
    after: str
    figures: list[tuple[str, str]]


def visited_page(parameters: QueryDict, viewer: Viewer) -> VisitedPage:
    """Every body that was called on as headquarters, the latest call first."""
    chain, only_open = parameters.get("chain", "")[:20], parameters.get("nothing") == "1"
    calls = _calls(viewer, chain)
    followed = _followed(viewer, list(calls))
    codes = [code for code in calls if not (only_open and followed[code])]
    number = parameters.get("page", "1")
    page = min(max(int(number), 1), 2000) if number.isdecimal() and len(number) < 6 else 1
    shown = codes[(page - 1) * STEP : page * STEP]
    return VisitedPage(
        as_at=[today.day().isoformat(), _bodies(len(codes))],
        crumbs=[
            Crumb(_("Work queue"), reverse("desk")),
            Crumb(_("Investment promotion"), reverse("leads")),
            Crumb(_("Headquarters visited")),
        ],
        lines=[_line(calls[code], followed[code]) for code in shown],
        chains=chain_choices(viewer, "see"),
        chain=chain,
        only_open=only_open,
        place=_("page {page} of {pages}").format(page=page, pages=max(-(-len(codes) // STEP), 1)),
        before=_address(chain, only_open, page - 1) if page > 1 else "",
        after=_address(chain, only_open, page + 1) if page * STEP < len(codes) else "",
        figures=[(_(name), reverse("indicator", args=[code])) for code, name in _FIGURES]
        if policy.allowed(viewer, "see", "figures")
        else [],
    )


def _calls(viewer: Viewer, chain: str) -> dict[str, list[Any]]:
    """Code of a body → the calls on it, both with the latest first; two calls of one activity on
    one body are one."""
    rows = records_of("visited_organisation", viewer).filter(
        purpose=Purpose.HEADQUARTERS, visit__withdrawn_on=None
    )
    if chain:
        rows = rows.filter(visit__chain=chain)
    found: dict[str, list[Any]] = defaultdict(list)
    rows = rows.select_related("organisation", "visit__chain")
    for one in rows.order_by("-visit__occurred_on", "code"):
        found[one.organisation_id].append(one)
    return found


def _followed(viewer: Viewer, codes: list[str]) -> dict[str, list[Followed]]:
    """Code of a body → the leads, agreements and projects of it that the viewer may read."""
    found: dict[str, list[Followed]] = defaultdict(list)
    leads = records_of("lead", viewer).filter(organisation__in=codes)
    for one in leads.order_by("received_on", "code"):
        words = _(str(LeadState(one.state).label))
        found[one.organisation_id].append(
            Followed(one.name, f"{_('lead')} · {words}", reverse("lead", args=[one.uid]))
        )
    agreements = records_of("agreement", viewer).filter(counterpart__in=codes)
    for one in agreements.select_related("project").order_by("occurred_on", "code"):
        state = [_("agreement"), one.occurred_on.isoformat()]
        if one.amount is not None:
            state.append(amounts.money(one.amount))
        found[one.counterpart_id].append(
            Followed(one.name, " · ".join(state), address_of("agreement", one.uid))
        )
    return found


def _line(calls: list[Any], followed: list[Followed]) -> VisitedLine:
    body = calls[0].organisation
    return VisitedLine(
        name=body.name,
        address=address_of("organisation", body.uid),
        trips=[
            (
                one.visit.name,
                " · ".join(
                    part
                    for part in (
                        one.visit.occurred_on.isoformat(),
                        choice_word("visit", "led_by", one.visit.led_by),
                        one.visit.chain.name if one.visit.chain else "",
                    )
                    if part
                ),
                address_of("visit", one.visit.uid),
            )
            for one in calls
        ],
        followed=followed,
        new_lead=f"{reverse('lead-new')}?visit={calls[0].visit.code}&investor={body.code}",
    )


def _bodies(number: int) -> str:
    return ngettext("{n} headquarters called on", "{n} headquarters called on", number).format(
        n=f"{number:,}"
    )


def _address(chain: str, only_open: bool, page: int) -> str:
    parts = [f"chain={chain}" if chain else "", "nothing=1" if only_open else "", f"page={page}"]
    return f"{reverse('leads-visited')}?{'&'.join(part for part in parts if part)}"
