"""What a draft comes to: its number, last year's, twelve months, records, words, warnings."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, language
from chainchief.indicators.figures import Contribution, Figure, MetricType
from chainchief.indicators.receipts.naming import as_named_to
from chainchief.indicators.trial import MonthOfTrial, Trial, try_definition
from chainchief.web.figures.amounts import amount
from chainchief.web.figures.number_words import span_words
from chainchief.web.figures.receipt_tables import part_name
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.visible import doors
from chainchief.workshop.drafts.entries import Entry
from chainchief.workshop.yaml_text import text_of

WIDTH, HEIGHT, MARGIN = 1200, 260, 40
#: So many records stand beside the number; the receipt of an adopted indicator has them all.
MOST_RECORDS = 50


@dataclass(frozen=True)
class Dot:
    """One month of the line."""

    x: int
    y: int
    words: str
    is_last: bool


@dataclass(frozen=True)
class Course:
    """Twelve months as a line, and the same as words."""

    lines: list[str]
    dots: list[Dot]
    words: str
    zero: int
    months: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class RecordLine:
    """One record behind the number."""

    label: str
    code: str
    part: str
    amount: str
    address: str


@dataclass(frozen=True)
class Preview:
    """What templates/web/workshop/preview.html shows."""

    display: str = ""
    absent: str = ""
    span: str = ""
    records: int = 0
    last_year: str = ""
    growth: str = ""
    course: Course | None = None
    lines: list[RecordLine] = field(default_factory=list)
    more: int = 0
    sentence: str = ""
    warnings: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    text: str = ""


def preview_of(entry: Entry, query: CellQuery, span: str, viewer: Viewer) -> Preview:
    """Preview of the draft in one cell; faults where nothing can be computed yet."""
    trial = try_definition(
        entry, query.month, query.division, viewer, chain=query.chain, span=span or "year"
    )
    shown = Preview(faults=_faults(trial), text=text_of(entry))
    if trial.figure is None:
        return shown
    figure = trial.figure
    lines, more = _records(trial, viewer)
    return replace(
        shown,
        display=figure.display,
        absent=figure.absent,
        span=span_words(figure),
        records=figure.records,
        last_year=trial.last_year.display if trial.last_year else "",
        growth=_growth(trial),
        course=course_of(trial.months, figure.nature),
        lines=lines,
        more=more,
        sentence=(trial.sentences or {}).get(language(), ""),
        warnings=[warning.fault.text for warning in trial.warnings],
    )


def _faults(trial: Trial) -> list[str]:
    """What is wrong; that it has no name yet is said once, in plain words."""
    messages = [each.fault.text for each in trial.faults if not each.key.startswith("name")]
    nameless = len(messages) < len(trial.faults)
    return ([_("It has no name yet.")] if nameless else []) + messages


def _growth(trial: Trial) -> str:
    growth = trial.growth
    return growth.display or growth.absent if growth else ""


def _records(trial: Trial, viewer: Viewer) -> tuple[list[RecordLine], int]:
    if trial.receipt is None:
        return [], 0
    receipt = as_named_to(viewer, trial.receipt)
    shown = receipt.contributions[:MOST_RECORDS]
    known = doors([(line.kind, line.uid) for line in shown], viewer)
    lines = [_record(line, receipt.figure, known) for line in shown]
    return lines, len(receipt.contributions) - len(shown)


def _record(line: Contribution, figure: Figure, known: "dict[tuple[str, str], str]") -> RecordLine:
    several = len(figure.parts) > 1
    value = "" if several else f"{amount(line.contribution, figure.unit)} {figure.unit}"
    return RecordLine(
        line.label or line.code,
        line.code,
        part_name(line.part) if several else "",
        value,
        known.get((line.kind, line.uid), ""),
    )


def course_of(months: Sequence[MonthOfTrial], nature: MetricType) -> Course | None:
    """The twelve months: each alone where things happen in it, else as at its end."""
    alone = nature is MetricType.FLOW
    figures = [month.alone if alone else month.figure for month in months]
    known = [figure.value for figure in figures if figure.value is not None]
    if len(known) < 2:
        return None
    low, high = min(Fraction(0), *known), max(Fraction(0), *known)
    spread = (high - low) or Fraction(1)
    step = Fraction(WIDTH - 2 * MARGIN, len(months) - 1)
    room = HEIGHT - 2 * MARGIN
    dots: list[Dot] = []
    pieces: list[list[str]] = [[]]
    for at, figure in enumerate(figures):
        if figure.value is None:  # a month without a value is a gap
            pieces.append([])
            continue
        x = round(MARGIN + at * step)
        y = round(HEIGHT - MARGIN - (figure.value - low) / spread * room)
        pieces[-1].append(f"{x},{y}")
        words = f"{months[at].month.label} {figure.display}"
        dots.append(Dot(x, y, words, at == len(figures) - 1))
    zero = round(HEIGHT - MARGIN - (0 - low) / spread * room)
    pairs = [(m.month.label, f.display) for m, f in zip(months, figures, strict=True)]
    words = _("{first} in {then}, {last} in {now}").format(
        first=figures[0].display,
        then=months[0].month.label,
        last=figures[-1].display,
        now=months[-1].month.label,
    )
    return Course([" ".join(piece) for piece in pieces if piece], dots, words, zero, pairs)
