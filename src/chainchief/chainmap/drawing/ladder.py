"""Rows of segments across a ladder of steps: what of a segment stands on which step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chainchief.chainmap.drawing.captions import MARGIN, TITLE, captions
from chainchief.chainmap.drawing.items import Item, PlacedItem
from chainchief.chainmap.drawing.shapes import Curve, Drawing, Group, Label, Polygon

FIRST, STEP, SPACE = 190.0, 152.0, 10.0
HEAD, FOOT, GAP, ROW_GAP = 40.0, 14.0, 6.0, 12.0


@dataclass(frozen=True)
class Rung:
    """A row: the segment, and what stands on each step by the step's key."""

    item: Item
    on_steps: Mapping[str, tuple[Item, ...]]


def ladder_drawing(
    steps: Sequence[tuple[str, str]],
    rungs: Sequence[Rung],
    *,
    title: str,
    first_head: str,
    notes: Sequence[str],
    shows_title: bool,
) -> Drawing:
    """`steps` are (key, words) from the first to the last; the same rows give the same drawing."""
    top = TITLE if shows_title else 4.0
    starts = {
        key: MARGIN + FIRST + SPACE + at * (STEP + SPACE) for at, (key, _words) in enumerate(steps)
    }
    width = MARGIN + FIRST + (SPACE + STEP) * len(steps) + MARGIN
    y = top + HEAD
    links: list[Group] = []
    boxes: list[Group] = []
    for rung in rungs:
        height = _height(rung)
        boxes.append(PlacedItem(rung.item, FIRST).drawn(MARGIN, y, height))
        for key, items in rung.on_steps.items():
            at = y
            for item in items:
                placed = PlacedItem(item, STEP)
                links.append(_rail(rung.item.key, item, starts[key], at + placed.height / 2))
                boxes.append(placed.drawn(starts[key], at))
                at += placed.height + GAP
        y += height + ROW_GAP
    heads = [
        _head(words, x, top, is_last=at == len(steps) - 1)
        for at, (words, x) in enumerate(zip((w for _k, w in steps), starts.values(), strict=True))
    ]
    heads.append(Group("frame", "first", (Label(MARGIN, top + 21, first_head, "stream"),)))
    words, bottom = captions(title if shows_title else "", notes, y + 14, width)
    return Drawing(width, bottom + FOOT, (*links, *heads, *boxes, words), title)


def _height(rung: Rung) -> float:
    """As high as the segment's own words, or as what is stacked on one step."""
    stacks = [
        sum(PlacedItem(item, STEP).height for item in items) + GAP * (len(items) - 1)
        for items in rung.on_steps.values()
        if items
    ]
    return max([PlacedItem(rung.item, FIRST).height, *stacks])


def _rail(segment: str, item: Item, x: float, y: float) -> Group:
    """From the segment to what is its; it passes beneath whatever stands on the way."""
    start = (MARGIN + FIRST, y)
    third = (x - start[0]) / 3
    role = "link essential" + (" doubtful" if item.is_doubtful else "")
    piece = ((start[0] + third, y), (x - third, y), (x, y))
    about = {"from": segment, "to": item.key}
    return Group("edge", role, (Curve(start, (piece,), role),), item.name, about)


def _head(words: str, x: float, y: float, *, is_last: bool) -> Group:
    """The step as an arrow that leads to the next."""
    end, tip = x + STEP, 0.0 if is_last else 9.0
    corners = ((x, y + 4), (end, y + 4), (end + tip, y + 17), (end, y + 30), (x, y + 30))
    return Group("frame", words, (Polygon(corners, "chip"), Label(x + 10, y + 22, words, "name")))
