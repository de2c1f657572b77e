"""Where a chain lies in the city: a tile for each unit, in code order, and what stands in it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.chainmap.chart.ledger import rows_of
from chainchief.chainmap.wording import wan
from chainchief.core.i18n import _
from chainchief.ledger.kinds.division.models import Level
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_page import as_at, crumbs_of, reach_note
from chainchief.web.chainmap.map_query import MapQuery, Tab, tabs_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import zones
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.visible import doors, holding_on, records_of

#: Steps of shade, from no firm to the most firms of any unit.
SHADES = 4


@dataclass(frozen=True)
class Tile:
    """One unit: its firms in the chain, the segments they work in, and how dark its tile is."""

    code: str
    name: str
    address: str
    firms: int
    segments: int
    shade: int
    is_open: bool
    is_of_which: bool


@dataclass(frozen=True)
class RegionRow:
    """A segment with its firms in the unit that is open, or in each unit."""

    name: str
    address: str
    counts: list[int]
    total: int


@dataclass(frozen=True)
class FirmRow:
    name: str
    address: str
    segments: str
    revenue: str


@dataclass(frozen=True)
class RegionsPage:
    """What templates/web/chainmap/regions.html shows; `firms` are of the unit that is open."""

    query: MapQuery
    bar: Bar
    crumbs: list[Crumb]
    tabs: list[Tab]
    title: str
    as_at: list[str]
    note: str
    tiles: list[Tile]
    rows: list[RegionRow]
    opened: str
    firms: list[FirmRow]


def regions_page(query: MapQuery, division: str, viewer: Viewer) -> RegionsPage:
    """Firms stand in the unit of their record; one in two segments counts once in its unit."""
    answers = answers_to(query, viewer)
    chart = answers.chart
    codes = {each.firm for each in chart.presences}
    rows = rows_of("enterprise", viewer).filter(code__in=codes)
    seats = dict(rows.values_list("code", "division_id"))
    segments: dict[str, set[str]] = defaultdict(set)
    counts: Counter[tuple[str, str]] = Counter()
    for each in chart.presences:
        segments[seats.get(each.firm, "")].add(each.segment)
        counts[each.segment, seats.get(each.firm, "")] += 1
    firms = Counter(seats.values())
    units = _units(viewer, set(firms))
    most = max(firms.values(), default=0)
    of_which = zones()
    return RegionsPage(
        query=query,
        bar=bar_for(query.month, reverse("chain-regions", args=[query.chain])),
        crumbs=crumbs_of(query, answers, _("Where the chain lies")),
        tabs=tabs_of(query, "chain-regions", viewer),
        title=_("{chain}: where it lies").format(chain=chart.name),
        as_at=as_at(query, answers),
        note=reach_note(answers),
        tiles=[
            Tile(
                code=code,
                name=name,
                address=query.address("chain-regions", division=code),
                firms=firms[code],
                segments=len(segments[code]),
                shade=-(-firms[code] * SHADES // most) if most else 0,
                is_open=code == division,
                is_of_which=code in of_which,
            )
            for code, name in units
        ],
        rows=[
            RegionRow(
                segment.name,
                query.segment_address(segment.code),
                [counts[segment.code, code] for code, _name in units],
                sum(counts[segment.code, code] for code, _name in units),
            )
            for segment in chart.segments
        ],
        opened=dict(units).get(division, ""),
        firms=_firms(query, division, viewer) if division in dict(units) else [],
    )


def _units(viewer: Viewer, seats: set[str]) -> list[tuple[str, str]]:
    """The units that are no part of others' tiles: those below the city, and wherever firms sit."""
    known = records_of("division", viewer)
    found = known.filter(level__in=(Level.COUNTY, Level.ZONE)) | known.filter(code__in=seats)
    return list(found.order_by("code").values_list("code", "name"))


def _firms(query: MapQuery, division: str, viewer: Viewer) -> list[FirmRow]:
    rows = records_of("enterprise_segment", viewer).filter(
        holding_on(query.day),
        segment__chain=query.chain,
        enterprise__division=division,
        enterprise__in=records_of("enterprise", viewer),
    )
    named: dict[str, list[str]] = defaultdict(list)
    firms = {}
    for each in rows.select_related("enterprise", "segment").order_by("segment__position"):
        firms[each.enterprise_id] = each.enterprise
        named[each.enterprise_id].append(each.segment.name)
    known = doors((("enterprise", str(firm.uid)) for firm in firms.values()), viewer)
    return [
        FirmRow(
            firms[code].name,
            known.get(("enterprise", str(firms[code].uid)), ""),
            "、".join(named[code]),
            wan(firms[code].revenue) or "—",
        )
        for code in sorted(firms)
    ]
