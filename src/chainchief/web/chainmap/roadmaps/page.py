"""The pages of a chain's technology, application-field and attraction route maps."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers
from chainchief.chainmap.drawing.svg import page_svg
from chainchief.chainmap.roadmaps import Roadmap, roadmap_of
from chainchief.core.i18n import _
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.chainmap.page_head import head_over
from chainchief.web.chainmap.pictures import downloads_of
from chainchief.web.chainmap.segment_panel import SegmentPanel, segment_panel
from chainchief.web.figures.page_head import PageHead
from chainchief.web.frame.visible import doors

#: Theme → the name of its page.
ROUTES = {
    "technology": "chain-technology",
    "application": "chain-applications",
    "attraction": "chain-attraction",
}


@dataclass(frozen=True)
class TableRow:
    address: str
    record: str
    cells: list[str]


@dataclass(frozen=True)
class RoadmapPage:
    """What templates/web/chainmap/roadmap.html shows."""

    query: MapQuery
    head: PageHead
    theme: str
    svg: SafeString
    heads: list[str]
    rows: list[TableRow]
    downloads: list[tuple[str, str]]
    panel: SegmentPanel | None
    about: str
    edit: str


def roadmap_page(query: MapQuery, theme: str, viewer: Viewer) -> RoadmapPage:
    answers = answers_to(query, viewer)
    made = roadmap_of(theme, answers, viewer, shows_title=False)
    route = ROUTES[theme]
    cited = [*made.cites.values(), *(row.cite for row in made.rows if row.cite)]
    known = doors({(cite.kind, cite.uid) for cite in cited}, viewer)
    title = _TITLES[theme]
    return RoadmapPage(
        query=query,
        head=head_over(
            query, route, answers.chart, _(title).format(chain=answers.chart.name), viewer
        ),
        theme=theme,
        # Our own SVG: every text in it was escaped where it was put in.
        svg=mark_safe(page_svg(made.drawing, _addresses(query, route, answers, made, known))),  # noqa: S308
        heads=list(made.heads),
        rows=[
            TableRow(
                query.address(route, segment=row.segment),
                known.get((row.cite.kind, row.cite.uid), "") if row.cite else "",
                list(row.cells),
            )
            for row in made.rows
        ],
        downloads=downloads_of(viewer, query.query, "chain-roadmap-file", query.chain, theme),
        panel=roadmap_panel(query, theme, answers, viewer) if query.segment else None,
        about=_(_ABOUT[theme]),
        edit=query.address("chain-tree"),
    )


_TITLES = {
    "technology": "{chain}: technology routes",
    "application": "{chain}: application fields",
    "attraction": "{chain}: attraction route map",
}
_ABOUT = {
    "technology": "What each segment is made with, from the laboratory to what is being replaced.",
    "application": "What segments serve in the end, and what they leave over.",
    "attraction": "From each gap to firms outside, by place, and how far talks with them have got.",
}


def roadmap_panel(query: MapQuery, theme: str, answers: Answers, viewer: Viewer) -> SegmentPanel:
    """The segment beside the map; its closing leads back to this map."""
    return segment_panel(query, answers, viewer, page=ROUTES[theme])


def _addresses(
    query: MapQuery,
    route: str,
    answers: Answers,
    made: Roadmap,
    known: dict[tuple[str, str], str],
) -> dict[str, str]:
    """Key of a node → where it leads: a segment opens beside the map, a trait is a record."""
    found = {
        segment.code: query.address(route, segment=segment.code)
        for segment in answers.chart.segments
    }
    elsewhere = query.address("chain-targets")
    for group in made.drawing.groups:
        if group.kind != "node" or group.key in found:
            continue
        cite = made.cites.get(group.key)
        record = known.get((cite.kind, cite.uid), "") if cite else ""
        found[group.key] = record or elsewhere
    return found
