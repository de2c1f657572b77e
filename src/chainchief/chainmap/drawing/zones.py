"""Where on a map a segment may be put: an area for each stream, also for one without segments."""

from collections.abc import Sequence
from dataclasses import replace

from chainchief.chainmap.chart.model import Chart, Segment
from chainchief.chainmap.drawing.columns import BANDS, STREAMS
from chainchief.chainmap.drawing.shapes import Box, Drawing, Group, Label
from chainchief.core.i18n import _

#: How far a zone reaches beyond its nodes, and how high that of an empty stream is.
EDGE, HEAD, EMPTY = 10.0, 34.0, 40.0


def with_zones(drawing: Drawing, chart: Chart) -> Drawing:
    """The drawing over one zone for each stream, whose key is the stream."""
    boxes: dict[str, list[Box]] = {}
    for group in drawing.groups:
        if group.kind == "node":
            stream = chart.by_code[group.key].stream
            box = next(shape for shape in group.shapes if isinstance(shape, Box))
            boxes.setdefault(stream, []).append(box)
    columns = [box for stream in STREAMS for box in boxes.get(stream, ())]
    zones, height = [], drawing.height
    for stream in (*STREAMS, *BANDS):
        own = boxes.get(stream, [])
        if own:
            zones.append(_zone(stream, own, columns if stream in STREAMS else own, drawing.width))
        else:
            words = Label(20, height + 24, _(stream), "small")
            box = Box(EDGE, height, drawing.width - 2 * EDGE, EMPTY - 4, 4, "zone")
            zones.append(Group("zone", stream, (box, words), _(stream), _about(stream)))
            height += EMPTY
    groups = (
        _movable(group, chart.by_code[group.key]) if group.kind == "node" else group
        for group in drawing.groups
    )
    return replace(drawing, height=height, groups=(*zones, *groups))


def _zone(stream: str, own: Sequence[Box], row: Sequence[Box], width: float) -> Group:
    """As wide as its own nodes, as high as all of its row; a band goes right across."""
    top = min(box.y for box in row) - HEAD
    bottom = max(box.y + box.height for box in row)
    if stream in BANDS:
        left, right = EDGE, width - EDGE
    else:
        left = min(box.x for box in own) - EDGE
        right = max(box.x + box.width for box in own) + EDGE
    box = Box(left, top, right - left, bottom - top + 4, 4, "zone")
    return Group("zone", stream, (box,), _(stream), _about(stream))


def _about(stream: str) -> dict[str, str]:
    return {"stream": stream, "name": _(stream)}


def _movable(group: Group, segment: Segment) -> Group:
    """With what a change of the segment has to say of it."""
    more = {"stream": segment.stream, "version": str(segment.cite.version)}
    return replace(group, about={**group.about, **more})
