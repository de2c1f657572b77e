"""The panel of a receipt, put together for its template, and its records as CSV."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.indicators.figures import Contribution, Figure, Formula, Receipt
from chainchief.indicators.receipts.naming import as_named_to
from chainchief.ledger.registers import register_of
from chainchief.web.figures import receipt_tables
from chainchief.web.figures.amounts import amount_with_unit, unit_of
from chainchief.web.figures.number_words import Shown, metric_type_word, shown, span_words
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.receipt_tables import Column, Wish
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.visible import doors

_SHORT = 12
_SUMS = {
    Formula.VALUE: "= Σ over records: {}",
    Formula.RATIO: "= numerator ÷ denominator; records: {}",
    Formula.DIFFERENCE: "= minuend − subtrahend; records: {}",
    Formula.GROWTH: "= now ÷ then − 1; records: {}",
    Formula.QUOTIENT: "= numerator ÷ denominator; records: {}",
    Formula.POSITION: "= those ahead + 1; records: {}",
}


@dataclass(frozen=True)
class Named:
    """A name with what stands behind it; `is_code` for hashes and codes."""

    name: str
    value: str
    is_code: bool = False


@dataclass(frozen=True)
class PartLine:
    """One part of the formula: its sum, and how many records make it."""

    name: str
    amount: str
    records: str


@dataclass(frozen=True)
class SortableHead:
    """The head of a column, with the address that sorts by it."""

    key: str
    title: str
    address: str
    sorted: str
    is_number: bool


@dataclass(frozen=True)
class Cell:
    """What a cell says; of the record `address` is the page, `row` the row that says so."""

    text: str
    below: str
    is_number: bool
    address: str = ""
    row: Named | None = None

    @property
    def is_short(self) -> bool:
        """Dates, codes and names of units stay on one line."""
        return len(self.text) <= _SHORT


@dataclass(frozen=True)
class ReceiptView:
    """What templates/web/receipt.html and records.html show."""

    query: CellQuery
    receipt: Receipt
    numbers: Numbers
    wish: Wish
    viewer: Viewer

    @property
    def figure(self) -> Figure:
        return self.receipt.figure

    @property
    def code(self) -> str:
        return self.figure.code

    @property
    def name(self) -> str:
        return self.figure.name

    @property
    def place(self) -> str:
        """The span and the scope, as the page names them."""
        return f"{span_words(self.figure)} · {self.numbers.scope_name(self.figure.scope)}"

    @property
    def shown(self) -> Shown:
        return shown(self.figure)

    @property
    def sum(self) -> str:
        """Sum by which the value comes from its records, in a few signs."""
        if not self.figure.records:
            return _("no records")
        return _(_SUMS[self.figure.formula]).format(self.figure.records)

    @property
    def definition(self) -> str:
        return self.numbers.definition_of(self.figure)

    @property
    def facts(self) -> list[Named]:
        """Origin of the number, down to the hashes."""
        snapshot = self.numbers.snapshot
        return [
            Named(_("nature"), metric_type_word(self.figure.nature)),
            Named(_("span"), span_words(self.figure)),
            Named(_("snapshot"), self.numbers.snapshot_words),
            Named(_("hash of the snapshot"), snapshot.manifest_hash, is_code=True),
            Named(_("indicator"), self.figure.code, is_code=True),
            Named(_("hash of the definition"), self.figure.definition, is_code=True),
        ]

    @property
    def parts(self) -> list[PartLine]:
        """The sums of the parts; nothing where the value is its only part."""
        if len(self.figure.parts) < 2:
            return []
        return [
            PartLine(
                receipt_tables.part_name(part),
                self._sum_of(part, total),
                _("records: {}").format(self._entities(part)),
            )
            for part, total in self.figure.parts.items()
        ]

    def _sum_of(self, part: str, total: int) -> str:
        return amount_with_unit(total, unit_of(self.figure, part, self.numbers.catalogue))

    def _entities(self, part: str) -> int:
        lines = [line for line in self.receipt.contributions if line.part == part]
        return sum({(line.kind, line.uid): line.records for line in lines}.values())

    @property
    def part_choices(self) -> list[Choice]:
        if len(self.figure.parts) < 2:
            return []
        named = [Choice(part, receipt_tables.part_name(part)) for part in self.figure.parts]
        if self._cancels:
            everything = Choice(receipt_tables.EVERYTHING, _("all parts"))
            return [Choice(receipt_tables.REMAINS, _("what remains")), *named, everything]
        return [Choice(receipt_tables.REMAINS, _("all parts")), *named]

    @property
    def _cancels(self) -> bool:
        """Whether this is a difference in which most records stand on both sides."""
        lines = self.receipt.contributions
        if self.figure.formula is not Formula.DIFFERENCE:
            return False
        return len(self._remaining) < len(lines)

    @cached_property
    def _remaining(self) -> list[Contribution]:
        return receipt_tables.remaining(self.receipt.contributions)

    @property
    def part(self) -> str:
        return self.wish.part

    @property
    def words(self) -> str:
        return self.wish.words

    @cached_property
    def columns(self) -> list[Column]:
        return receipt_tables.columns_of(self.receipt, self.numbers)

    @cached_property
    def found(self) -> list[Contribution]:
        """All records that the filter lets through, in their order."""
        shows_rest = self.wish.part == receipt_tables.REMAINS and self._cancels
        lines = self._remaining if shows_rest else self.receipt.contributions
        return receipt_tables.arranged(lines, self.columns, self.wish)

    @property
    def heads(self) -> list[SortableHead]:
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> SortableHead:
        is_sorted = column.key == self.wish.sort
        turned = replace(
            self.wish,
            sort=column.key,
            descending=not self.wish.descending if is_sorted else column.is_number,
        )
        direction = ("descending" if self.wish.descending else "ascending") if is_sorted else ""
        return SortableHead(
            column.key, column.title, self._address(turned), direction, column.is_number
        )

    @property
    def lines(self) -> list[list[Cell]]:
        columns, shown = self.columns, self.found[: self.wish.lines]
        cited = [pair for line in shown for pair in _cited(line)]
        known = doors(cited, self.viewer)
        return [_cells(columns, line, known) for line in shown]

    @property
    def nothing(self) -> str:
        if self.receipt.contributions:
            return _("No record holds all these words.")
        return self.figure.absent or _("No record contributes to this figure.")

    @property
    def count(self) -> str:
        found = len(self.found)
        return _("lines shown: {shown} of {found}; in the receipt: {all}").format(
            shown=min(found, self.wish.lines), found=found, all=len(self.receipt.contributions)
        )

    @property
    def foot(self) -> str:
        """The sum of all that is found, shown or not; "" of one line, or of several parts."""
        parts = {line.part for line in self.found}
        if len(parts) != 1 or len(self.found) < 2:
            return ""
        return self._sum_of(parts.pop(), sum(line.contribution for line in self.found))

    @property
    def more(self) -> str:
        if len(self.found) <= self.wish.lines:
            return ""
        return self._address(replace(self.wish, lines=self.wish.lines * 4))

    @property
    def here(self) -> str:
        return reverse("receipt", args=[self.code])

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Values that the filter's form sends along unchanged."""
        kept = [*self._query_pairs(), ("sort", self.wish.order)]
        return [pair for pair in kept if pair[1]]

    def _query_pairs(self) -> Iterable[tuple[str, str]]:
        query = self.query
        yield from (("month", str(query.month)), ("division", query.division))
        yield from (("chain", query.chain), ("snapshot", query.snapshot))

    def _query(self, wish: Wish) -> str:
        named = [
            *self._query_pairs(),
            ("words", wish.words),
            ("part", wish.part),
            ("sort", wish.order if wish.order != Wish().order else ""),
            ("lines", str(wish.lines) if wish.lines != receipt_tables.STEP else ""),
        ]
        return urlencode([pair for pair in named if pair[1]])

    def _address(self, wish: Wish) -> str:
        return f"{self.here}?{self._query(wish)}"

    @property
    def close(self) -> str:
        return f"{reverse('figures')}?{self.query.query}"

    @property
    def export(self) -> str:
        return f"{reverse('receipt-csv', args=[self.code])}?{self._query(self.wish)}"

    @property
    def file_name(self) -> str:
        figure = self.figure
        scope = str(figure.scope).replace("/", "-")
        return f"{figure.code}_{figure.span.end}_{scope}_{figure.snapshot}"


def _cited(line: Contribution) -> tuple[tuple[str, str], tuple[str, str]]:
    """The record that is counted, and the row that says so."""
    return (line.kind, line.uid), (line.row_kind, line.row_uid)


def _cells(
    columns: Iterable[Column], line: Contribution, known: dict[tuple[str, str], str]
) -> list[Cell]:
    record, *rest = [
        Cell(column.text(line), column.below(line) if column.below else "", column.is_number)
        for column in columns
    ]
    counted, said = _cited(line)
    row = None
    if said != counted and said in known:
        row = Named(register_of(line.row_kind).name, known[said])
    return [replace(record, address=known.get(counted, ""), row=row), *rest]


def receipt_view(
    code: str, query: CellQuery, numbers: Numbers, wish: Wish, viewer: Viewer
) -> ReceiptView:
    """The receipt of `code` in the cell asked for; `WrongUseError` for an unknown code."""
    receipt = as_named_to(viewer, numbers.receipt_of(code, query.scope))
    return ReceiptView(query, receipt, numbers, wish, viewer)


def csv_of(view: ReceiptView) -> str:
    """Exactly the records shown, all of them, under a line that says what they are."""
    figure = view.figure
    head = " · ".join(
        (
            figure.name,
            view.place,
            f"{view.shown.number}{view.shown.unit}",
            _("snapshot {}").format(figure.snapshot),
            _("internal") if view.numbers.is_internal(figure) else _("public"),
            _("No classified information may be handled here."),
        )
    )
    return receipt_tables.as_csv(head, view.columns, view.found)
