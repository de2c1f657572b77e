"""The title above a drawing and the notes below it."""

from collections.abc import Sequence

from chainchief.chainmap.drawing.nodes import SMALL, SMALL_LINE
from chainchief.chainmap.drawing.shapes import Box, Group, Label, Shape
from chainchief.chainmap.drawing.text_width import ems, wrapped

MARGIN, TITLE = 20.0, 44.0


def captions(title: str, notes: Sequence[str], y: float, width: float) -> tuple[Group, float]:
    """(The words, where they end): the notes from `y` on, in as many lines as they need."""
    shapes: list[Shape] = [Label(MARGIN, 26, title, "title")] if title else []
    for line in wrapped(" · ".join(notes), width - 2 * MARGIN, SMALL):
        shapes.append(Box(MARGIN - 4, y - 12, ems(line) * SMALL + 8, 16, 0, "paper"))
        shapes.append(Label(MARGIN, y, line, "small"))
        y += SMALL_LINE
    return Group("frame", "words", tuple(shapes)), y
