"""Where a chain lies in the city: a tile for each unit, in code order, and what stands in it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.chainmap import Chart
from chainchief.chainmap.drawing.shapes import Drawing
from chainchief.chainmap.drawing.svg import page_svg
from chainchief.chainmap.regions import Boundaries, UnitValue, kept, region_drawing
from chainchief.chainmap.wording import wan
from chainchief.core.choices import listed
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.kinds.division.models import Level
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.chainmap.page_head import head_over
from chainchief.web.chainmap.pictures import downloads_of
from chainchief.web.figures.page_head import PageHead
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
    head: PageHead
    tiles: list[Tile]
    rows: list[RegionRow]
    opened: str
    firms: list[FirmRow]
    boundaries: Boundaries | None
    svg: SafeString
    downloads: list[tuple[str, str]]
    may: bool
    faults: list[str]
    notes: list[str]


def regions_page(
    query: MapQuery,
    division: str,
    viewer: Viewer,
    *,
    faults: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> RegionsPage:
    """Firms stand in the unit of their record; one in two segments counts once in its unit."""
    chart = answers_to(query, viewer).chart
    seats = _seats(chart, viewer)
    tiles = _tiles(query, chart, seats, viewer, division)
    counts = Counter((each.segment, seats.get(each.firm, "")) for each in chart.presences)
    opened = next((tile.name for tile in tiles if tile.is_open), "")
    boundaries = kept()
    drawing = _drawn(query, chart, tiles, boundaries)
    return RegionsPage(
        query=query,
        head=head_over(
            query,
            "chain-regions",
            chart,
            _("{chain}: where it lies").format(chain=chart.name),
            viewer,
        ),
        tiles=tiles,
        boundaries=boundaries,
        # Our own SVG: every text in it was escaped where it was put in.
        svg=mark_safe(  # noqa: S308
            page_svg(drawing, {tile.code: tile.address for tile in tiles}) if drawing else ""
        ),
        downloads=(
            downloads_of(viewer, query.query, "chain-regions-file", query.chain) if drawing else []
        ),
        may=policy.allowed(viewer, "enter", "reference"),
        faults=list(faults),
        notes=list(notes),
        rows=[
            RegionRow(
                segment.name,
                query.segment_address(segment.code),
                [counts[segment.code, tile.code] for tile in tiles],
                sum(counts[segment.code, tile.code] for tile in tiles),
            )
            for segment in chart.segments
        ],
        opened=opened,
        firms=_firms(query, division, viewer) if opened else [],
    )


def region_picture(query: MapQuery, viewer: Viewer) -> Drawing | None:
    """The units in their boundaries as a file has them; None where there is nothing to draw."""
    chart = answers_to(query, viewer).chart
    tiles = _tiles(query, chart, _seats(chart, viewer), viewer)
    return _drawn(query, chart, tiles, kept(), is_file=True)


def _seats(chart: Chart, viewer: Viewer) -> dict[str, str]:
    """Firm of the chain → its unit."""
    codes = {each.firm for each in chart.presences}
    rows = records_of("enterprise", viewer).filter(code__in=codes)
    return dict(rows.values_list("code", "division_id"))


def _tiles(
    query: MapQuery, chart: Chart, seats: Mapping[str, str], viewer: Viewer, division: str = ""
) -> list[Tile]:
    """The units in code order; `division` is the one that is open."""
    segments: dict[str, set[str]] = defaultdict(set)
    for each in chart.presences:
        segments[seats.get(each.firm, "")].add(each.segment)
    firms = Counter(seats.values())
    most = max(firms.values(), default=0)
    return [
        Tile(
            code=code,
            name=name,
            address=query.address("chain-regions", division=code),
            firms=firms[code],
            segments=len(segments[code]),
            shade=-(-firms[code] * SHADES // most) if most else 0,
            is_open=code == division,
            is_of_which=is_of_which,
        )
        for code, name, is_of_which in _units(viewer, set(firms))
    ]


def _units(viewer: Viewer, seats: set[str]) -> list[tuple[str, str, bool]]:
    """The units that are no part of others' tiles: those below the city, and wherever firms sit."""
    known = records_of("division", viewer)
    found = known.filter(level__in=(Level.COUNTY, Level.ZONE)) | known.filter(code__in=seats)
    return list(found.order_by("code").values_list("code", "name", "of_which"))


def _drawn(
    query: MapQuery,
    chart: Chart,
    tiles: Sequence[Tile],
    boundaries: Boundaries | None,
    *,
    is_file: bool = False,
) -> Drawing | None:
    """The units in their boundaries; None where none of those shown has one."""
    if boundaries is None or not {tile.code for tile in tiles} & {
        unit.code for unit in boundaries.units
    }:
        return None
    values = [
        UnitValue(
            tile.code,
            tile.name,
            ngettext("{count} firm", "{count} firms", tile.firms).format(count=tile.firms),
            tile.shade,
        )
        for tile in tiles
    ]
    title = _("Places of {chain} as at {day}").format(chain=chart.name, day=query.day)
    return region_drawing(boundaries, values, title=title, shows_title=is_file)


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
            listed(named[code]),
            wan(firms[code].revenue) or "—",
        )
        for code in sorted(firms)
    ]
