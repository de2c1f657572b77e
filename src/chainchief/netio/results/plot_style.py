"""How plots look: SVG with real text, fonts by name, so that Chinese is legible anywhere."""

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chainchief.core.i18n import ENGLISH, _, language
from chainchief.netio.results.tables import check_ending, width

#: The pages' own fonts; whoever opens the picture has one of them.
FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "system-ui", "sans-serif")
#: Distinguishable also in grey.
COLOURS = ("#1f4e9c", "#c77700", "#3f8f5f", "#8a4fa0")
ENDINGS = (".svg",)


@contextmanager
def figure(path: Path, title: str, sources: Sequence[str], cut_off: str) -> Iterator[Any]:
    """Yields axes; afterwards writes `path` with title, sources and cut-off."""
    check_ending(path, ENDINGS)
    # The names are for the reader's machine; that this one lacks them is no news.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    import matplotlib as mpl

    mpl.use("svg")
    from cycler import cycler
    from matplotlib import pyplot

    style = {
        "svg.fonttype": "none",
        "svg.hashsalt": "chainchief",
        "font.family": list(FONTS),
        "font.size": 11,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.unicode_minus": False,
        "axes.prop_cycle": cycler(color=COLOURS),
    }
    with mpl.rc_context(style), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        drawing, axes = pyplot.subplots(figsize=(9, 5.4))
        try:
            yield axes
            axes.set_title(title, loc="left", fontsize=14, pad=14)
            drawing.text(0.01, 0.01, _foot(sources, cut_off), fontsize=9, color="#555555")
            drawing.tight_layout(rect=(0, 0.05, 1, 1))
            _make_room(drawing, axes)
            drawing.savefig(path, metadata={"Date": None})
        finally:
            pyplot.close(drawing)


def _make_room(drawing: Any, axes: Any) -> None:
    """Widen the margins for Chinese, which measures narrower in a font that lacks it."""
    points = drawing.get_figwidth() * 72
    before = [label.get_text() for label in axes.get_yticklabels()]
    beyond = [note.get_text() for note in axes.texts if not note.get_text().isascii()]
    left = max(map(_points, before), default=0.0) / points + 0.02
    right = 1.0 - max(map(_points, beyond), default=0.0) / points - 0.02
    place = drawing.subplotpars
    drawing.subplots_adjust(left=max(place.left, left), right=min(place.right, right))


def _points(text: str) -> float:
    """How wide a text is at most in 11 point type: half an em for each column of a terminal."""
    return width(text) * 11 * 0.56 + 12


def _foot(sources: Sequence[str], cut_off: str) -> str:
    comma, stop = (", ", "; ") if language() == ENGLISH else ("、", "；")
    named = _("Source: {files}").format(files=comma.join(sources))
    until = cut_off or _("not stated")
    return named + stop + _("data as at: {until}").format(until=until)


def bars(axes: Any, names: Sequence[str], values: Sequence[float], unit: str) -> None:
    """Horizontal bars from zero, the largest on top, each with its value."""
    places = range(len(names))
    axes.barh(places, values, color=COLOURS[0], height=0.7)
    axes.set_yticks(places, labels=[_short(name) for name in names])
    axes.invert_yaxis()
    axes.set_xlim(left=0, right=max([*values, 0.0]) * 1.15 or 1.0)
    axes.set_xlabel(unit)
    for place, value in zip(places, values, strict=True):
        axes.annotate(
            f"{value:.4g}", (value, place), (4, 0), textcoords="offset points", va="center"
        )


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:23] + "…"


def lines(axes: Any, series: Mapping[str, Sequence[float]], across: str, unit: str) -> None:
    """Lines over days, each named at its end instead of in a legend."""
    everything = [value for values in series.values() for value in values]
    low, top = min(everything, default=0.0), max(everything, default=0.0)
    # Small losses are seen only if the axis begins near them; large ones only if it begins at 0.
    bottom = 0.0 if low < 0.5 * top else low - 0.3 * max(top - low, 0.02 * top)
    ends: list[float] = []
    for at, (name, values) in enumerate(series.items()):
        colour = COLOURS[at % len(COLOURS)]
        axes.plot(range(len(values)), values, color=colour, linewidth=2)
        if len(values):
            end = (len(values) - 1, _apart(values[-1], ends, 0.05 * (top - bottom)))
            style = {"textcoords": "offset points", "va": "center", "color": colour}
            axes.annotate(name, end, (6, 0), **style)
    axes.set_ylim(bottom=bottom, top=top + 0.08 * (top - bottom) or 1.0)
    axes.margins(x=0.02)
    # Days are whole.
    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel(across)
    axes.set_ylabel(unit)


def _apart(height: float, taken: list[float], gap: float) -> float:
    """The nearest height that keeps a label clear of those already placed."""
    steps = (height + sign * step * gap for step in range(len(taken) + 2) for sign in (1, -1))
    free = next(h for h in steps if all(abs(h - other) >= gap * 0.99 for other in taken))
    taken.append(free)
    return free
