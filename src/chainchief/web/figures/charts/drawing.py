"""A chart as the pages carry it: what ECharts draws, and the table that says the same in words.

Numbers for the eye are in the unit of the chart; the words beside them are those of the figures.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from chainchief.core.i18n import _
from chainchief.core.units import Dimension, Unit, from_steps
from chainchief.indicators.figures import Figure
from chainchief.web.figures.numbers import Numbers


@dataclass(frozen=True)
class Series:
    """One line, or one mark for each label; None is a gap. `words` says each value in full.

    `open_at` marks values that still move: of a month not closed, or of a flash report.
    """

    name: str
    values: list[float | None]
    words: list[str]
    open_at: list[bool] = field(default_factory=list)


@dataclass(frozen=True)
class Chart:
    """`kind` says how it is drawn; `source` stands beneath, on the page, on paper, in pictures."""

    kind: str
    key: str
    title: str
    unit: str
    labels: list[str]
    series: list[Series]
    source: str
    file: str
    label_head: str
    #: A rank: the first place is at the top, and a mark is no bar from zero.
    is_rank: bool = False
    note: str = ""
    table: str = ""

    @property
    def data(self) -> str:
        """Data for the script, as JSON."""
        drawn = {
            "kind": self.kind,
            "title": self.title,
            "unit": self.unit,
            "labels": self.labels,
            "rank": self.is_rank,
            "source": self.source,
            "file": self.file,
            "still": _("preliminary"),
            "series": [
                {
                    "name": each.name,
                    "values": each.values,
                    "words": each.words,
                    "open": each.open_at,
                }
                for each in self.series
            ],
        }
        return json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))

    @property
    def heads(self) -> list[str]:
        return [self.label_head, *(each.name for each in self.series)]

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """The table behind the picture: a line to each label."""
        return [
            (label, [each.words[number] for each in self.series])
            for number, label in enumerate(self.labels)
        ]

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to see: one value at least."""
        return any(value is not None for each in self.series for value in each.values)


def number_of(figure: Figure, of: Unit) -> float | None:
    """The value in the unit of the chart, for the eye alone."""
    return None if figure.value is None else float(from_steps(figure.value, of))


def is_rank(figure: Figure) -> bool:
    return figure.unit.dimension is Dimension.RANK


def word_of(figure: Figure) -> str:
    return figure.display or "—"


def source_of(numbers: Numbers, names: Sequence[str] = ()) -> str:
    """Line beneath every chart: where from, up to when, from which snapshot."""
    parts = [
        _("Source: ledger of the industrial chains"),
        _("cut-off {}").format(numbers.month.last.isoformat()),
        _("snapshot {}").format(numbers.snapshot_name),
        *names,
    ]
    if numbers.snapshot.is_working:
        parts.append(_("preliminary"))
    return " · ".join(parts)
