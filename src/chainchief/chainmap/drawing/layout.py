"""The map of a chain, placed: streams side by side in columns, bands below, links in between."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.coverage.gaps import LACKING
from chainchief.chainmap.coverage.grades import Grade, grade_of_link
from chainchief.chainmap.drawing.columns import COLUMNS, Columns, bands_of, columns_of
from chainchief.chainmap.drawing.nodes import (
    SMALL,
    WIDTH,
    WITH_FIRMS,
    Node,
    drawn,
    mark_of,
    node_of,
)
from chainchief.chainmap.drawing.routes import Grid, Place, Router, places_by_column
from chainchief.chainmap.drawing.shapes import Box, Curve, Drawing, Group, Label, Polygon, Shape
from chainchief.chainmap.drawing.text_width import ems
from chainchief.chainmap.wording import grade_word, link_words, percent, status_word
from chainchief.core.i18n import _, ngettext

MARGIN, CHANNEL, GAP = 20.0, 34.0, 12.0
HEAD, TITLE, FOOT = 36.0, 44.0, 58.0

#: How far the words of a band may reach.
BAND = 600.0
#: Which links: of segments that are lacking, the essential ones, all.
OF_LACKING, ESSENTIAL, ALL = "lacking", "essential", "all"


@dataclass(frozen=True)
class Wish:
    """What is to be drawn: `firms` in the nodes, `changes` (segment → words) since another day.

    A page says itself what its map is of, and needs no `title` in it.
    """

    title: bool = True
    firms: bool = False
    changes: Mapping[str, str] | None = None
    links: str = ALL


def drawing_of(answers: Answers, wish: Wish = Wish()) -> Drawing:
    """The same chart gives the same drawing, to the last digit."""
    nodes = _nodes(answers, wish)
    shares, columns = columns_of(answers.chart)
    width = WITH_FIRMS if wish.firms else WIDTH
    starts = [MARGIN + at * (width + CHANNEL) for at in range(max(len(columns), 1))]
    top = TITLE if wish.title else 4.0
    places, heads, bottom = _placed(answers, nodes, (shares, columns), starts, top)
    links = _links(answers, places, Grid(starts, width, CHANNEL, ()), wish.links)
    boxes = [
        drawn(nodes[code], place.x, place.y, _about(answers, code))
        for code, place in places.items()
    ]
    # As wide as its title and the words below need, where there are few columns.
    whole = max(starts[-1] + width + MARGIN, MARGIN * 2 + 18 * ems(_title(answers)), 760.0)
    return Drawing(
        width=whole,
        height=bottom + FOOT,
        groups=(*links, *heads, *boxes, _words(answers, bottom + 24, title=wish.title)),
        title=_title(answers),
    )


def _title(answers: Answers) -> str:
    chart = answers.chart
    return _("Map of {chain}, as at {day}").format(chain=chart.name, day=chart.as_at)


def _nodes(answers: Answers, wish: Wish) -> dict[str, Node]:
    chart, changes = answers.chart, wish.changes or {}
    return {
        each.segment.code: node_of(
            each,
            chart.firms_in.get(each.segment.code, ()),
            with_firms=wish.firms,
            change=changes.get(each.segment.code, ""),
        )
        for each in answers.coverage
    }


def _placed(
    answers: Answers,
    nodes: Mapping[str, Node],
    split: tuple[list[tuple[str, int]], Columns],
    starts: list[float],
    top: float,
) -> tuple[dict[str, Place], list[Group], float]:
    """Where each node stands, the heads of streams and bands, and where it all ends."""
    places: dict[str, Place] = {}
    heads: list[Group] = []
    shares, columns = split
    at, lowest = 0, top + HEAD
    step = starts[1] - starts[0] if len(starts) > 1 else WITH_FIRMS
    for stream, count in shares:
        own = [code for column in columns[at : at + count] for code in column]
        heads.append(_head(answers, (stream, own), starts[at], top, count * step - CHANNEL))
        at += count
    for number, column in enumerate(columns):
        y = top + HEAD
        for code in column:
            places[code] = Place(number, starts[number], y, nodes[code].width, nodes[code].height)
            y += nodes[code].height + GAP
        lowest = max(lowest, y)
    return _with_bands(answers, nodes, starts, (places, heads, lowest))


def _with_bands(
    answers: Answers,
    nodes: Mapping[str, Node],
    starts: list[float],
    made: tuple[dict[str, Place], list[Group], float],
) -> tuple[dict[str, Place], list[Group], float]:
    places, heads, y = made
    for band, segments in bands_of(answers.chart):
        codes = [segment.code for segment in segments]
        heads.append(_head(answers, (band, codes), starts[0], y, BAND))
        y += HEAD
        across = max(1, min(COLUMNS, len(starts)))
        for first in range(0, len(segments), across):
            row = segments[first : first + across]
            for number, segment in enumerate(row):
                node = nodes[segment.code]
                places[segment.code] = Place(number, starts[number], y, node.width, node.height)
            y += max(nodes[segment.code].height for segment in row) + GAP
    return places, heads, y


def _head(
    answers: Answers, stream: tuple[str, list[str]], x: float, y: float, room: float
) -> Group:
    """The name of a stream with the number of its segments; links pass beneath the words.

    Where there is no room beside it, the number of those that lack stands below.
    """
    key, codes = stream
    lacking = sum(answers.segment(code).status in LACKING for code in codes)
    counts = [ngettext("{count} segment", "{count} segments", len(codes)).format(count=len(codes))]
    if lacking:
        counts.append(_("missing or at risk: {count}").format(count=lacking))
    name = _(key)
    # Bold letters are wider than those that were measured.
    start = x + ems(name) * 15 + 10
    one_line = " · ".join(counts)
    fits = start - x + ems(one_line) * SMALL <= room
    lines = [(start, y + 21, one_line)] if fits else [(start, y + 15, counts[0])]
    if not fits:
        lines += [(x, y + 30, text) for text in counts[1:]]
    shapes: list[Shape] = [
        Box(a - 4, b - 14, ems(text) * SMALL + 8, 18, 0, "paper") for a, b, text in lines
    ]
    shapes.append(Box(x - 4, y + 6, start - x, 18, 0, "paper"))
    shapes.append(Label(x, lines[0][1], name, "stream"))
    shapes += [Label(a, b, text, "small") for a, b, text in lines]
    return Group("frame", key, tuple(shapes))


def _links(
    answers: Answers,
    places: Mapping[str, Place],
    grid: Grid,
    wished: str,
) -> list[Group]:
    """Those that are wished for, the essential ones above; a link to nowhere is told elsewhere."""
    router = Router(replace(grid, blocked=places_by_column(places, len(grid.starts))))
    found = []
    status = {each.segment.code: each.status for each in answers.coverage}
    for flow in sorted(answers.chart.flows, key=lambda f: (f.essential, f.supplier, f.buyer)):
        if not {flow.supplier, flow.buyer} <= places.keys() or flow.supplier == flow.buyer:
            continue
        role = "link essential" if flow.essential else "link"
        if flow.essential and {status[flow.supplier], status[flow.buyer]} & set(LACKING):
            role += " lacking"
        if not _is_wished(role, wished):
            continue
        if grade_of_link(flow, answers.rules.doubtful_below) is Grade.GUESS:
            role += " doubtful"
        curve = router.way(places[flow.supplier], places[flow.buyer], role)
        about = {"from": flow.supplier, "to": flow.buyer}
        shapes = (curve, _arrow(curve, role))
        found.append(Group("edge", role, shapes, link_words(flow), about))
    return found


def _is_wished(role: str, wished: str) -> bool:
    if wished == ALL:
        return True
    return ("lacking" if wished == OF_LACKING else "essential") in role


def _arrow(curve: Curve, role: str) -> Polygon:
    x, y = curve.pieces[-1][2]
    return Polygon(((x - 5, y - 3.2), (x, y), (x - 5, y + 3.2)), f"{role} arrow")


def _about(answers: Answers, code: str) -> dict[str, str]:
    """What a node is found by: its name, its goods, its firms."""
    chart = answers.chart
    words = [
        chart.by_code[code].name,
        *chart.by_code[code].products,
        *(each.name for each in chart.firms_in.get(code, ())),
    ]
    return {"find": " ".join(words)}


def _words(answers: Answers, y: float, *, title: bool) -> Group:
    """Title above; below, what the marks mean, and what the map rests on."""
    shapes: list[Shape] = [Label(MARGIN, 26, _title(answers), "title")] if title else []
    x = MARGIN
    for status, count in answers.counts:
        text = f"{status_word(status)} {count}"
        shapes += [*mark_of(status, x + 6, y - 4), Label(x + 17, y, text, "small")]
        x += 17 + ems(text) * SMALL + 22
    keys = [
        ("link essential", _("essential input")),
        ("link essential lacking", _("essential input of or to a gap")),
        ("link", _("other input")),
    ]
    below = answers.rules.doubtful_below
    if any(grade_of_link(flow, below) is Grade.GUESS for flow in answers.chart.flows):
        words = _("link to be verified (confidence below {share})")
        keys.append(("link doubtful", words.format(share=percent(below))))
    for role, text in keys:
        line = Curve((x, y - 4), (((x + 8, y - 4), (x + 16, y - 4), (x + 24, y - 4)),), role)
        shapes += [line, Label(x + 30, y, text, "small")]
        x += 30 + ems(text) * SMALL + 22
    grade = max((each.grade for each in answers.coverage), default=None)
    notes = [_("Source: the ledger, records in force on {day}").format(day=answers.chart.as_at)]
    if answers.chart.year is not None:
        notes.append(_("purchases of {year}").format(year=answers.chart.year))
    if grade is not None:
        notes.append(_("best evidence: {grade}").format(grade=grade_word(grade)))
    notes.append(_("a diagnosis, never a target"))
    shapes.append(Label(MARGIN, y + 20, " · ".join(notes), "small"))
    return Group("frame", "words", tuple(shapes))


def background(drawing: Drawing) -> Box:
    return Box(0, 0, drawing.width, drawing.height, 0, "paper")


def placed_document(answers: Answers, drawing: Drawing) -> dict[str, object]:
    """For programs: each segment with its status and the box it is drawn in, and the links."""
    boxes = {
        group.key: next(shape for shape in group.shapes if isinstance(shape, Box))
        for group in drawing.groups
        if group.kind == "node"
    }
    return {
        "chain": answers.chart.code,
        "as_at": str(answers.chart.as_at),
        "width": drawing.width,
        "height": drawing.height,
        "segments": [
            {
                "segment": each.segment.code,
                "name": each.segment.name,
                "stream": each.segment.stream,
                "status": each.status.code,
                "key": each.segment.is_key,
                "firms": len(each.local_firms),
                "x": box.x,
                "y": box.y,
                "width": box.width,
                "height": box.height,
            }
            for each in answers.coverage
            for box in (boxes[each.segment.code],)
        ],
        "links": [
            {
                "supplier": group.about["from"],
                "buyer": group.about["to"],
                "essential": "essential" in group.key,
                "doubtful": "doubtful" in group.key,
            }
            for group in drawing.groups
            if group.kind == "edge"
        ],
    }
