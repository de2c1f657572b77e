"""What if this firm stops: what the city loses, on which day who stands still, who stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers, Chart, answers_of, thresholds
from chainchief.chainmap.chart.ledger import City
from chainchief.chainmap.risk.city_network import CityNetwork
from chainchief.chainmap.risk.closures import WhatIf, what_if
from chainchief.chainmap.risk.ways import ways_from
from chainchief.chainmap.wording import percent
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.web.chainmap.answers_page import names_in
from chainchief.web.chainmap.cities import city_and_network
from chainchief.web.chainmap.map_page import as_at, crumbs_of, reach_note
from chainchief.web.chainmap.map_query import MapQuery, Tab, tabs_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.visible import address_of, records_of

#: Firms closed at once, and firms listed of those that are hit.
MOST_CLOSED, MOST = 5, 30


@dataclass(frozen=True)
class HitFirm:
    """A firm that stands still from a day on, or loses a share; `way` leads to it."""

    name: str
    address: str
    segment: str
    day: str
    loss: str
    way: str


@dataclass(frozen=True)
class StandIn:
    name: str
    address: str
    about: str


@dataclass(frozen=True)
class StopPart:
    """What comes of a stop, in parts."""

    names: str
    esri: str
    downstream: str
    upstream: str
    days: str
    count: int
    stopped: list[HitFirm]
    losses: list[HitFirm]
    stand_ins: list[StandIn]
    basis: str


@dataclass(frozen=True)
class WhatIfPage:
    """What templates/web/chainmap/what_if.html shows."""

    query: MapQuery
    bar: Bar
    crumbs: list[Crumb]
    tabs: list[Tab]
    title: str
    as_at: list[str]
    note: str
    firms: list[Choice]
    chosen: list[str]
    found: StopPart | None
    nothing: str


def what_if_page(query: MapQuery, closed: Iterable[str], viewer: Viewer) -> WhatIfPage:
    """WrongUseError for a firm that is not of the chain, or not open to the viewer."""
    city, made = city_and_network(viewer, query.day)
    answers = answers_of(city.chart(query.chain), thresholds())
    chosen = list(dict.fromkeys(firm for firm in closed if firm))[:MOST_CLOSED]
    choices = _choices(answers.chart, made)
    known = {each.code for each in choices}
    names = {each.firm: each.name for each in answers.chart.presences}
    for firm in chosen:
        if firm not in names:
            raise WrongUseError(
                _(
                    "The chain {chain} has no firm {firm!r} that you may see; choose one of the "
                    "list."
                ).format(chain=answers.chart.name, firm=firm)
            )
    silent = [names[firm] for firm in chosen if firm not in known]
    tried = [firm for firm in chosen if firm in known]
    return WhatIfPage(
        query=query,
        bar=bar_for(query.month, reverse("chain-what-if", args=[query.chain])),
        crumbs=crumbs_of(query, answers, _("What if a firm stops")),
        tabs=tabs_of(query, "chain-what-if", viewer),
        title=_("{chain}: what if a firm stops").format(chain=answers.chart.name),
        as_at=as_at(query, answers),
        note=reach_note(answers),
        firms=choices,
        chosen=chosen,
        found=_stop(answers, made, tried, _segments(city), viewer) if made and tried else None,
        nothing=_nothing(made, silent),
    )


def _nothing(made: CityNetwork | None, silent: list[str]) -> str:
    if made is None:
        return _(
            "No purchase is recorded that you may see, so there is no network to try a stop on. "
            "Next: bring the links in with chainchief feed supply-link."
        )
    if silent:
        return _(
            "No recorded purchase names {firms}: what would stop with it cannot be told. Next: "
            "record its suppliers and customers."
        ).format(firms="、".join(silent))
    return ""


def _choices(chart: Chart, made: CityNetwork | None) -> list[Choice]:
    """The chain's firms that the network has, by their names."""
    known = set(made.network.firm_ids.tolist()) if made else set()
    there = {each.firm: each.name for each in chart.presences if each.firm in known}
    return [Choice(code, name) for code, name in sorted(there.items(), key=lambda one: one[1])]


def _stop(
    answers: Answers,
    made: CityNetwork,
    closed: list[str],
    segments: dict[str, str],
    viewer: Viewer,
) -> StopPart:
    rules = thresholds()
    found = what_if(made, closed, rules, _sources(answers.chart, closed))
    losses = dict(found.losses)
    hit = [each.firm for each in found.stopped[:MOST]] + list(losses)
    ways = ways_from(made, closed, dict.fromkeys(hit))
    rows = records_of("enterprise", viewer).filter(code__in=[*hit, *found.second_sources])
    uids = dict(rows.values_list("code", "uid"))
    days = {each.firm: each.day for each in found.stopped}

    def line(firm: str) -> HitFirm:
        return HitFirm(
            name=made.names[firm],
            address=address_of("enterprise", uids[firm]) if firm in uids else "",
            segment=segments.get(made.segment_of.get(firm, ""), "—"),
            day=str(days[firm]) if firm in days else "—",
            loss=_share(losses[firm]) if firm in losses else "—",
            way=" → ".join(ways.get(firm, ())),
        )

    return StopPart(
        names="、".join(made.names[firm] for firm in closed),
        esri=_share(found.esri),
        downstream=_share(found.downstream),
        upstream=_share(found.upstream),
        days=_days(found, rules.days),
        count=len(found.stopped),
        stopped=[line(each.firm) for each in found.stopped[:MOST]],
        losses=[line(firm) for firm in losses],
        stand_ins=_stand_ins(answers.chart, found, uids),
        basis=_(
            "Cascade by ESRI (stop rule {eps:g}) on purchases of {year}; days by the model of "
            "inventories, at a standstill below {share} of the former output; days looked ahead: "
            "{days}."
        ).format(
            eps=found.eps, year=made.year, share=percent(rules.standstill_below), days=rules.days
        ),
    )


def _segments(city: City) -> dict[str, str]:
    """Code → name, of all chains: what stops with a firm may be of another one."""
    return {each.code: each.name for segments in city.segments.values() for each in segments}


def _share(value: float) -> str:
    return percent(Fraction(value))


def _days(found: WhatIf, ahead: int) -> str:
    if found.days_to_standstill is None:
        return _("none; days looked ahead: {days}").format(days=ahead)
    return str(found.days_to_standstill)


def _sources(chart: Chart, closed: list[str]) -> list[str]:
    """Who delivers the goods of the segments in which the closed firms work."""
    segments = {each.segment for each in chart.presences if each.firm in closed}
    return list(
        dict.fromkeys(
            firm
            for code in sorted(segments)
            for firm in (
                *(each.firm for each in chart.firms_in.get(code, ())),
                *(each.supplier for each in chart.bought_of.get(code, ())),
            )
        )
    )


def _stand_ins(chart: Chart, found: WhatIf, uids: dict[str, object]) -> list[StandIn]:
    """Local firms of the same segments first, then whoever sold their goods from elsewhere."""
    names = names_in(chart)
    local = {each.firm for each in chart.presences}
    lines = [
        StandIn(
            names[firm],
            address_of("enterprise", str(uids[firm])) if firm in uids else "",
            _("local firm of the segment") if firm in local else _("sells its goods already"),
        )
        for firm in found.second_sources
        if firm in names
    ]
    return lines[:MOST]
