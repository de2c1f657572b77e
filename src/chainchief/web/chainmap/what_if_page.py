"""What if this firm stops: what the city loses, on which day who stands still, who stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers, Chart, answers_of, thresholds
from chainchief.chainmap.chart.ledger import City
from chainchief.chainmap.drawing.shapes import Drawing
from chainchief.chainmap.drawing.svg import page_svg
from chainchief.chainmap.risk.city_network import CityNetwork
from chainchief.chainmap.risk.closures import WhatIf, sources_in, what_if
from chainchief.chainmap.risk.ways import ways_from
from chainchief.chainmap.roadmaps.cascade import Reached, Stop, cascade_map
from chainchief.chainmap.wording import percent
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.web.chainmap.answers_page import names_in
from chainchief.web.chainmap.cities import city_and_network
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.chainmap.page_head import head_over
from chainchief.web.chainmap.pictures import downloads_of
from chainchief.web.figures.page_head import PageHead
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import address_of, records_of

#: Firms closed at once, and firms listed of those that are hit.
MOST_CLOSED, MOST = 5, 30


@dataclass(frozen=True)
class HitFirm:
    """A firm that is hit, and where it is."""

    code: str
    name: str
    address: str
    segment: str


@dataclass(frozen=True)
class StoppedFirm:
    """A firm that stands still from a day on; `way` leads to it."""

    firm: HitFirm
    day: int
    way: str


@dataclass(frozen=True)
class LosingFirm:
    """A firm that loses a share of its own output, and so one of the city's sales."""

    firm: HitFirm
    of_own: str
    of_city: str


@dataclass(frozen=True)
class StandIn:
    code: str
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
    stopped: list[StoppedFirm]
    losses: list[LosingFirm]
    stand_ins: list[StandIn]
    basis: str
    stop: Stop

    def drawing(self, *, shows_title: bool) -> Drawing:
        """The cascade map of the stop."""
        title = _("Stop of {names}").format(names=self.names)
        # The page says beside the map what it rests on.
        notes = [self.basis] if shows_title else []
        return cascade_map(self.stop, title=title, notes=notes, shows_title=shows_title)

    @property
    def svg(self) -> SafeString:
        """The map for the page, each firm in it leading to its record where there is one."""
        hits = [(each.firm.code, each.firm.address) for each in self.stopped]
        stand_ins = [(f"stand-in-{each.code}", each.address) for each in self.stand_ins]
        addresses = {code: address for code, address in (*hits, *stand_ins) if address}
        # Our own SVG: every text in it was escaped where it was put in.
        return mark_safe(page_svg(self.drawing(shows_title=False), addresses))  # noqa: S308


@dataclass(frozen=True)
class WhatIfPage:
    """What templates/web/chainmap/what_if.html shows."""

    query: MapQuery
    head: PageHead
    firms: list[Choice]
    chosen: list[str]
    found: StopPart | None
    nothing: str
    downloads: list[tuple[str, str]]


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
        head=head_over(
            query,
            "chain-what-if",
            answers.chart,
            _("{chain}: what if a firm stops").format(chain=answers.chart.name),
            viewer,
        ),
        firms=choices,
        chosen=chosen,
        found=_stop(answers, made, tried, _segments(city), viewer) if made and tried else None,
        nothing=_nothing(made, silent),
        downloads=_downloads(query, tried, viewer),
    )


def _downloads(query: MapQuery, firms: list[str], viewer: Viewer) -> list[tuple[str, str]]:
    """The cascade map names firms: it leaves where firms may be taken along."""
    if not (firms and policy.allowed(viewer, "export", "firm")):
        return []
    query_of_file = f"{query.query}&{urlencode({'firm': firms}, doseq=True)}"
    return downloads_of(viewer, query_of_file, "chain-what-if-file", query.chain)


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
        ).format(firms=listed(silent))
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
    stopped = found.stopped[:MOST]
    ways = ways_from(made, closed, [each.firm for each in stopped])
    named = [*(each.firm for each in stopped), *(each.firm for each in found.losses)]
    rows = records_of("enterprise", viewer).filter(code__in=[*named, *found.second_sources])
    uids = dict(rows.values_list("code", "uid"))

    stand_ins = _stand_ins(answers.chart, found, uids)

    def hit(firm: str) -> HitFirm:
        return HitFirm(
            code=firm,
            name=made.names[firm],
            address=address_of("enterprise", uids[firm]) if firm in uids else "",
            segment=segments.get(made.segment_of.get(firm, ""), "—"),
        )

    return StopPart(
        names=listed(made.names[firm] for firm in closed),
        esri=_share(found.esri),
        downstream=_share(found.downstream),
        upstream=_share(found.upstream),
        days=_days(found, rules.days),
        count=len(found.stopped),
        stopped=[
            StoppedFirm(
                hit(each.firm),
                each.day,
                " → ".join(made.names[firm] for firm in ways.get(each.firm, ())),
            )
            for each in stopped
        ],
        losses=[
            LosingFirm(hit(each.firm), _share(each.of_own), _share(each.of_city))
            for each in found.losses
        ],
        stand_ins=stand_ins,
        basis=_(
            "Cascade by ESRI (stop rule {eps:g}) on purchases of {year}; days by the model of "
            "inventories, at a standstill below {share} of the former output; days looked ahead: "
            "{days}."
        ).format(
            eps=found.eps, year=made.year, share=percent(rules.standstill_below), days=rules.days
        ),
        stop=Stop(
            closed=tuple(closed),
            reached=tuple(
                Reached(each.firm, each.day, tuple(ways.get(each.firm, ()))) for each in stopped
            ),
            stand_ins=tuple((each.code, each.about) for each in stand_ins),
            names={**{each.code: each.name for each in stand_ins}, **made.names},
            segments={
                firm: segments[code] for firm, code in made.segment_of.items() if code in segments
            },
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
        dict.fromkeys(firm for code in sorted(segments) for firm in sources_in(chart, code))
    )


def _stand_ins(chart: Chart, found: WhatIf, uids: dict[str, object]) -> list[StandIn]:
    """Local firms of the same segments first, then whoever sold their goods from elsewhere."""
    names = names_in(chart)
    local = {each.firm for each in chart.presences}
    lines = [
        StandIn(
            firm,
            names[firm],
            address_of("enterprise", str(uids[firm])) if firm in uids else "",
            _("local firm of the segment") if firm in local else _("sells its goods already"),
        )
        for firm in found.second_sources
        if firm in names
    ]
    return lines[:MOST]
