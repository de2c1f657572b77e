"""Columns of boxes side by side, with links from each column to the next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chainchief.chainmap.drawing.captions import MARGIN, TITLE, captions
from chainchief.chainmap.drawing.items import Item, PlacedItem
from chainchief.chainmap.drawing.nodes import SMALL_LINE
from chainchief.chainmap.drawing.shapes import Curve, Drawing, Group, Label, Polygon

WIDTH, CHANNEL = 236.0, 128.0
HEAD, FOOT = 34.0, 14.0
#: Between two boxes of a column: no nearer, and no further.
GAP, WIDEST_GAP = 10.0, 44.0


@dataclass(frozen=True)
class Lane:
    """A column: its head, and its boxes from the top."""

    head: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Tie:
    """A link between two boxes, by their keys."""

    start: str
    end: str
    is_doubtful: bool = False
    title: str = ""


def near_their_ties(
    items: Sequence[Item], ties: Sequence[Tie], known: Sequence[Item]
) -> list[Item]:
    """`items` in the order of the middle of those of `known` that they are tied to."""
    at = {item.key: number for number, item in enumerate(known)}
    places: dict[str, list[int]] = defaultdict(list)
    for tie in ties:
        for one, other in ((tie.start, tie.end), (tie.end, tie.start)):
            if one in at:
                places[other].append(at[one])
    middle = {key: sum(found) / len(found) for key, found in places.items()}
    return sorted(items, key=lambda item: (middle.get(item.key, len(known)), item.key))


def lanes_drawing(
    lanes: Sequence[Lane],
    ties: Sequence[Tie],
    *,
    title: str,
    notes: Sequence[str],
    shows_title: bool,
) -> Drawing:
    """The same lanes give the same drawing, to the last digit."""
    top = (TITLE if shows_title else 4.0) + HEAD
    tallest = max((_height(lane, GAP) for lane in lanes), default=0.0)
    boxes: dict[str, tuple[float, float, float]] = {}
    groups: list[Group] = []
    for number, lane in enumerate(lanes):
        x = MARGIN + number * (WIDTH + CHANNEL)
        groups.append(_head(lane, x, top - HEAD))
        groups += _column(lane, x, top, tallest, boxes)
    width = max(MARGIN * 2 + len(lanes) * WIDTH + (len(lanes) - 1) * CHANNEL, 760.0)
    links = [_link(tie, boxes) for tie in ties if {tie.start, tie.end} <= boxes.keys()]
    words, bottom = captions(title if shows_title else "", notes, top + tallest + 26, width)
    return Drawing(width, bottom + FOOT, (*links, *groups, words), title)


def _height(lane: Lane, gap: float) -> float:
    heights = [PlacedItem(item, WIDTH).height for item in lane.items]
    return sum(heights) + gap * max(0, len(heights) - 1) + SMALL_LINE * len(_headings(lane))


def _headings(lane: Lane) -> list[str]:
    return [item.heading for at, item in enumerate(lane.items) if _begins(lane, at)]


def _begins(lane: Lane, at: int) -> bool:
    """Whether a heading stands above the item."""
    heading = lane.items[at].heading
    return bool(heading) and (at == 0 or lane.items[at - 1].heading != heading)


def _column(
    lane: Lane, x: float, top: float, tallest: float, boxes: dict[str, tuple[float, float, float]]
) -> list[Group]:
    """The boxes, spread over the height of the tallest column as far as that looks well."""
    spare = tallest - _height(lane, GAP)
    gap = min(WIDEST_GAP, GAP + spare / max(1, len(lane.items) - 1))
    y = top + (tallest - _height(lane, gap)) / 2
    found = []
    for at, item in enumerate(lane.items):
        if _begins(lane, at):
            words = Label(x, y + SMALL_LINE - 4, item.heading, "small")
            found.append(Group("frame", f"heading-{item.key}", (words,)))
            y += SMALL_LINE
        placed = PlacedItem(item, WIDTH)
        found.append(placed.drawn(x, y))
        boxes[item.key] = (x, y, placed.height)
        y += placed.height + gap
    return found


def _head(lane: Lane, x: float, y: float) -> Group:
    return Group("frame", lane.head, (Label(x, y + 21, lane.head, "stream"),))


def _link(tie: Tie, boxes: dict[str, tuple[float, float, float]]) -> Group:
    """From the side of the one to the facing side of the other."""
    (x, y, height), (x2, y2, height2) = boxes[tie.start], boxes[tie.end]
    forward = x2 > x
    start = (x + WIDTH if forward else x, y + height / 2)
    end = (x2 if forward else x2 + WIDTH, y2 + height2 / 2)
    middle = (start[0] + end[0]) / 2
    role = "link essential" + (" doubtful" if tie.is_doubtful else "")
    curve = Curve(start, (((middle, start[1]), (middle, end[1]), end),), role)
    back = -5 if forward else 5
    tip = ((end[0] + back, end[1] - 3.2), end, (end[0] + back, end[1] + 3.2))
    about = {"from": tie.start, "to": tie.end}
    return Group("edge", role, (curve, Polygon(tip, f"{role} arrow")), tie.title, about)
