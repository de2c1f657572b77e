"""One picture per question: what is lost, which firms matter, how days pass, who pulls."""

from pathlib import Path

import numpy as np

from chainchief.core.i18n import _
from chainchief.netio.files.reading import Reading
from chainchief.netio.results.plot_style import bars, figure, lines
from chainchief.network.pull.through import PullThrough
from chainchief.network.simulation.run import DayByDay

#: Firms shown in a bar chart.
SHOWN = 20


def cut_off_of(reading: Reading) -> str:
    """The year of the links, as far as the file says."""
    return "" if reading.links.year is None else str(reading.links.year)


def largest(values: np.ndarray, count: int = SHOWN) -> list[int]:
    """Positions of the largest values above zero, the largest first, ties in file order."""
    known = np.where(np.isnan(values), -np.inf, values)
    order = np.argsort(-known, kind="stable")[:count]
    return [int(at) for at in order if known[at] > 0]


def plot_firms(path: Path, reading: Reading, values: np.ndarray, title: str, unit: str) -> None:
    """The firms with the largest values as bars."""
    chosen = largest(values)
    names = [reading.firms.listed[at] for at in chosen]
    with figure(path, title, reading.sources, cut_off_of(reading)) as axes:
        bars(axes, names, [float(values[at]) for at in chosen], unit)


def plot_days(path: Path, reading: Reading, run: DayByDay) -> None:
    """Output, final consumption and value added in per cent of a day before the shock."""
    named = {
        _("output"): run.output,
        _("final consumption"): run.final_consumption,
        _("value added"): run.value_added,
    }
    series = {
        name: [100.0 * value / before for value in values[:, 0]]
        for (name, values), before in zip(named.items(), run.before, strict=True)
        if before > 0
    }
    title = _("How the days after the stop pass")
    with figure(path, title, reading.sources, cut_off_of(reading)) as axes:
        lines(axes, series, _("day"), _("per cent of a day before the stop"))


def plot_pull(path: Path, reading: Reading, pull: PullThrough) -> None:
    """Plot of what the others would lose without each firm."""
    plot_firms(
        path,
        reading,
        pull.extraction_loss_others,
        _("What the other firms would lose without this one"),
        _("output per year, in the unit of the file"),
    )
