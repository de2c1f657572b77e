"""The head of a receipt: what a reader wants to know of a figure before opening all its records."""

from dataclasses import dataclass
from fractions import Fraction

from chainchief.briefing.resolve.filling import Cited
from chainchief.briefing.sources import FigureSource
from chainchief.core.i18n import ENGLISH, _, language
from chainchief.core.units import Dimension, Unit, from_steps, plain
from chainchief.indicators.display import amount_text
from chainchief.indicators.figures import Contribution, Figure, Formula, MetricType, Receipt
from chainchief.indicators.receipts.naming import as_named_to_anybody

LARGEST = 3
_CENTS = 2


@dataclass(frozen=True)
class ReceiptHead:
    """Lines of label and text, in the order in which they are read."""

    title: str
    facts: tuple[tuple[str, str], ...]
    largest: str = ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The facts, and the largest contributions where there are any."""
        largest = (_("Largest contributions"), self.largest)
        return (*self.facts, largest) if self.largest else self.facts

    @property
    def text(self) -> str:
        colon = ": " if language() == ENGLISH else "\uff1a"
        return "\n".join(f"{label}{colon}{text}" for label, text in self.lines)


def head_of(cited: Cited, source: FigureSource) -> ReceiptHead:
    """The receipt's head: definition, span and whether stated, cut-off, snapshot, records."""
    figure = cited.figure
    receipt = source.receipt(cited.citation)
    stated = cited.citation.span is not None
    span = _("{span} (stated in the template)") if stated else _("{span} (assumed)")
    value = (_("Value"), figure.display)
    lines = [
        (_("Figure"), f"{figure.name} [{figure.code}]"),
        value,
        (_("Definition"), cited.definition.text),
        (_("Span"), span.format(span=figure.span.label)),
        (_("Cut-off"), source.cut_off),
        (_("Snapshot"), f"{figure.snapshot} · {_('definition')} {figure.definition[:12]}"),
        (_("Records"), str(figure.records)),
    ]
    if figure.not_public:
        lines.insert(0, (_("Not for publication"), figure.not_public))
    if figure.note and figure.note != figure.not_public:
        lines.append((_("Note"), figure.note))
    if cited.wording is not None:
        text = _("{text} ({reason}; approved by {by})").format(
            text=cited.wording.text, reason=cited.wording.reason, by=cited.wording.approved_by
        )
        lines.insert(lines.index(value) + 1, (_("Adopted wording"), text))
    weighing_most = largest_contributions(as_named_to_anybody(receipt))
    largest = (contribution_in_words(line, receipt) for line in weighing_most)
    return ReceiptHead(figure.name, tuple(lines), "；".join(largest))


def not_public_words(figure: Figure) -> str:
    """Say that the figure must not leave the bureau, and why."""
    return _("Not for publication: {}").format(figure.not_public)


def largest_contributions(receipt: Receipt, most: int = LARGEST) -> list[Contribution]:
    """The contributions that weigh most, by size; ties by code, so that the order is fixed."""
    return sorted(
        receipt.contributions, key=lambda line: (-abs(line.contribution), line.part, line.code)
    )[:most]


def contribution_in_words(line: Contribution, receipt: Receipt) -> str:
    """`P-0001 Some project (12.5亿元)`: code, name, and what it adds in the figure's unit."""
    name = line.label if line.label == line.code else f"{line.code} {line.label}".strip()
    return f"{name} ({amount_of(line, receipt)})"


def amount_of(line: Contribution, receipt: Receipt) -> str:
    """The amount that a record adds, in the figure's unit, or in its part's where that differs."""
    figure = receipt.figure
    plain = figure.formula in (Formula.VALUE, Formula.DIFFERENCE) and "." not in line.part
    if not plain or figure.nature is MetricType.RANK:
        return f"{_(line.part)} {line.contribution}"
    return in_unit(line.contribution, figure.unit)


def in_unit(steps: int, unit: Unit) -> str:
    """Steps told in `unit`: exactly where that is short, else with two decimals."""
    value = from_steps(steps, unit)
    if unit.dimension is Dimension.COUNT:
        return f"{plain(value)}{unit.code}"
    return amount_text(Fraction(steps), unit, _CENTS)
