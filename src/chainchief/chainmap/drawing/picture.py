"""A drawing as a picture for paper: PNG, or PDF on A3; drawn by matplotlib, without a browser."""

import io
import logging
from typing import Any

from chainchief.chainmap.drawing.layout import background
from chainchief.chainmap.drawing.looks import FONTS, look_of
from chainchief.chainmap.drawing.shapes import Box, Curve, Disc, Drawing, Label, Polygon, Shape
from chainchief.chainmap.faults import NO_FONT
from chainchief.core.faults import Fault, FaultsError

#: A3 lying, in inches; what printers leave white around it.
A3, EDGE = (420 / 25.4, 297 / 25.4), 10 / 25.4
#: Dots per unit of the drawing in a PNG: sharp on paper, a few hundred kilobytes.
SCALE = 2.0
POINTS = 72.0


def png_of(drawing: Drawing) -> bytes:
    """PNG as large as the drawing, twice as many dots as it has units."""
    size = (drawing.width / POINTS, drawing.height / POINTS)
    return _written(drawing, size, 0.0, "png", dpi=POINTS * SCALE, metadata={"Software": None})


def pdf_of(drawing: Drawing) -> bytes:
    """One sheet of A3, the whole drawing as large as it fits: standing where that is larger."""
    sheet = A3 if drawing.width >= drawing.height else A3[::-1]
    dates = {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": "ChainChief"}
    return _written(
        drawing, sheet, EDGE, "pdf", dpi=POINTS, metadata={"Title": drawing.title, **dates}
    )


def font_here() -> str:
    """The first font of the pages that this machine has, else any that has Chinese characters."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    from matplotlib.font_manager import fontManager

    known = _chinese(fontManager)
    if not known:
        _look_again(fontManager)
        known = _chinese(fontManager)
    if not known:
        raise FaultsError([Fault(NO_FONT)])
    return known[0]


def _chinese(fonts: Any) -> list[str]:
    """Names of fonts with Chinese characters, those of the pages first."""
    there = {each.name for each in fonts.ttflist}
    known = [name for name in FONTS if name in there]
    return known + sorted(name for name in there if any(part in name for part in _CHINESE))


def _look_again(fonts: Any) -> None:
    """Add fonts installed since: matplotlib keeps its list in a file and never looks for more."""
    from matplotlib.font_manager import findSystemFonts

    listed = {each.fname for each in fonts.ttflist}
    for path in sorted(findSystemFonts()):
        if path not in listed:
            try:
                fonts.addfont(path)
            except (OSError, RuntimeError):
                continue  # a file that is no font which it can read


#: Parts of the names of fonts with Chinese characters, on servers of this country and elsewhere.
_CHINESE = ("CJK", "Han Sans", "Han Serif", "Hei", "Song", "Kai", "Droid Sans Fallback", "Fang")


def _written(
    drawing: Drawing,
    size: tuple[float, float],
    edge: float,
    form: str,
    *,
    dpi: float,
    metadata: dict[str, Any],
) -> bytes:
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    font = font_here()
    with mpl.rc_context({"font.family": font}):
        figure = Figure(figsize=size)
        FigureCanvasAgg(figure)
        inside = (size[0] - 2 * edge, size[1] - 2 * edge)
        scale = min(inside[0] / drawing.width, inside[1] / drawing.height)
        wide, high = drawing.width * scale / size[0], drawing.height * scale / size[1]
        axes = figure.add_axes(((1 - wide) / 2, (1 - high) / 2, wide, high))
        axes.set_xlim(0, drawing.width)
        axes.set_ylim(drawing.height, 0)
        axes.axis("off")
        shapes = [background(drawing), *(s for group in drawing.groups for s in group.shapes)]
        for order, shape in enumerate(shapes):
            _add(axes, shape, scale * POINTS, order)
        out = io.BytesIO()
        figure.savefig(out, format=form, dpi=dpi, metadata=metadata)
    return out.getvalue()


def _add(axes: Any, shape: Shape, points: float, order: int) -> None:
    """`points` is how many points one unit of the drawing is."""
    look = look_of(shape.role)
    if isinstance(shape, Label):
        axes.text(
            shape.x, shape.y, shape.text, color=look.fill, fontsize=look.size * points,
            fontweight="bold" if look.bold else "normal", zorder=order,
            ha="right" if shape.ends else "left", va="baseline", parse_math=False,
        )  # fmt: skip
        return
    patch = _patch(shape)
    patch.set(
        facecolor=look.fill or "none", edgecolor=look.line or "none",
        linewidth=look.width * points, zorder=order,
        linestyle=(0, look.dashes) if look.dashes else "solid",
    )  # fmt: skip
    axes.add_patch(patch)


def _patch(shape: Box | Disc | Polygon | Curve) -> Any:
    from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Rectangle
    from matplotlib.patches import Polygon as PolygonPatch
    from matplotlib.path import Path

    if isinstance(shape, Box):
        if not shape.radius:
            return Rectangle((shape.x, shape.y), shape.width, shape.height)
        style = f"round,pad=0,rounding_size={shape.radius}"
        return FancyBboxPatch((shape.x, shape.y), shape.width, shape.height, boxstyle=style)
    if isinstance(shape, Disc):
        return Circle((shape.x, shape.y), shape.radius)
    if isinstance(shape, Polygon) and shape.holes:
        rings = [Path([*ring, ring[0]], closed=True) for ring in (shape.points, *shape.holes)]
        return PathPatch(Path.make_compound_path(*rings))
    if isinstance(shape, Polygon):
        return PolygonPatch(shape.points, closed=True)
    corners = [shape.start, *(point for piece in shape.pieces for point in piece)]
    codes = [Path.MOVETO, *[Path.CURVE4] * (3 * len(shape.pieces))]
    return PathPatch(Path(corners, codes))
