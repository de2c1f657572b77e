"""The records of a receipt as a table: columns, filter, order, and the same as CSV."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import QueryDict

from chainchief.core.i18n import _
from chainchief.core.workbook.formula_guard import guarded
from chainchief.indicators.figures import Contribution, Figure, Receipt
from chainchief.ledger.registers import all_registers
from chainchief.web.figures.amounts import amount, amount_with_unit, unit_of
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.speech import unit_words

#: Instead of a part: only what two sums do not have in common, and all there is.
REMAINS, EVERYTHING = "", "all"
#: As many lines as a page shows at first, and more with each "show more".
STEP = 50


@dataclass(frozen=True)
class Wish:
    """How a reader wants the records: words to find, a part, an order, how many lines."""

    words: str = ""
    part: str = ""
    sort: str = "contribution"
    descending: bool = True
    lines: int = STEP

    @classmethod
    def of(cls, query: QueryDict) -> "Wish":
        """Read an address; what makes no sense there is left at its default."""
        sort = query.get("sort", "")
        lines = query.get("lines", "")
        return cls(
            query.get("words", "").strip(),
            query.get("part", ""),
            sort.removeprefix("-") or cls.sort,
            sort.startswith("-") if sort else cls.descending,
            min(int(lines), 100_000) if lines.isdecimal() else STEP,
        )

    @property
    def order(self) -> str:
        return f"-{self.sort}" if self.descending else self.sort


@dataclass(frozen=True)
class Column:
    """One column: its key in addresses, its head, and what it shows of a contribution."""

    key: str
    title: str
    text: Callable[[Contribution], str]
    sort_key: Callable[[Contribution], object]
    is_number: bool = False
    below: Callable[[Contribution], str] | None = None


def columns_of(receipt: Receipt, numbers: Numbers) -> list[Column]:
    """The record, its attributes as the definition names them, its part, what it contributes."""
    lines, figure = receipt.contributions, receipt.figure
    names = dict.fromkeys(name for line in lines for name in line.attributes)
    found = [_record_column()]
    kind = lines[0].row_kind if lines else ""
    found += [_attribute_column(name, kind, numbers) for name in names if not _repeats(name, lines)]
    if len(figure.parts) > 1:
        found.append(
            Column("part", _("Part"), lambda line: part_name(line.part), lambda line: line.part)
        )
    found.append(_amount_column(figure, numbers))
    return found


def _record_column() -> Column:
    return Column(
        "record",
        _("Record"),
        lambda line: line.label or line.code,
        lambda line: line.code,
        below=lambda line: line.code if line.label else "",
    )


def _repeats(name: str, lines: Iterable[Contribution]) -> bool:
    """Whether an attribute says no more than the record's own code and name."""
    return all(line.attributes.get(name) in {line.code, line.label} for line in lines)


def _attribute_column(name: str, kind: str, numbers: Numbers) -> Column:
    def text(line: Contribution) -> str:
        return numbers.word(name, line.attributes.get(name), line.row_kind)

    return Column(name, attribute_title(name, kind), text, text)


def _amount_column(figure: Figure, numbers: Numbers) -> Column:
    """The unit stands in the head where all parts have one, else beside each amount."""
    units = {part: unit_of(figure, part, numbers.catalogue) for part in figure.parts}
    shared = next(iter(units.values())).code if len(set(units.values())) == 1 else ""

    def text(line: Contribution) -> str:
        show = amount if shared else amount_with_unit
        return show(line.contribution, units[line.part])

    words = unit_words(shared) if shared else ""
    title = _("Contributes ({})").format(words) if words else _("Contributes")
    return Column("contribution", title, text, lambda line: line.contribution, is_number=True)


def attribute_title(name: str, kind: str) -> str:
    """The label of the register's column; of `project.name`, which it lacks, the last word."""
    column = name.rpartition(".")[2]
    register = all_registers().get(kind)
    if register is not None and column in register.columns_in_order:
        return register.column(column).title
    return _(column.replace("_", " "))


_PARTS = {
    "value": "value",
    "numerator": "numerator",
    "denominator": "denominator",
    "minuend": "minuend",
    "subtrahend": "subtrahend",
    "now": "now",
    "then": "then",
    "ahead": "ahead",
}


def part_name(part: str) -> str:
    """The part, and of a number made of others the way to it: minuend › now."""
    return " › ".join(_(_PARTS.get(name, name)) for name in part.split("."))


def remaining(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Lines of a difference that do not cancel out: the 8 that 824 less 816 are.

    All lines where the two sums are of different kinds of things, so that nothing could cancel.
    """
    lines = list(contributions)
    left: dict[tuple[str, str], int] = {}
    for line in lines:
        signed = -line.contribution if line.part == "subtrahend" else line.contribution
        key = (line.kind, line.uid)
        left[key] = left.get(key, 0) + signed
    return [line for line in lines if left[line.kind, line.uid]]


def arranged(
    contributions: Iterable[Contribution], columns: list[Column], wish: Wish
) -> list[Contribution]:
    """Lines that hold all the words, of the part wished for, in the order wished for."""
    by_key = {column.key: column for column in columns}
    order = by_key.get(wish.sort, columns[-1])
    kept = [line for line in contributions if _holds(line, columns, wish)]
    steady = sorted(kept, key=lambda line: (line.code, line.part))
    return sorted(steady, key=order.sort_key, reverse=wish.descending)  # type: ignore[arg-type]


def _holds(line: Contribution, columns: list[Column], wish: Wish) -> bool:
    if wish.part not in (REMAINS, EVERYTHING) and line.part != wish.part:
        return False
    shown = " ".join((line.code, line.label, *(column.text(line) for column in columns)))
    folded = shown.casefold()
    return all(word in folded for word in wish.words.casefold().split())


def as_csv(head: str, columns: list[Column], lines: Iterable[Contribution]) -> str:
    """CSV of what is shown, for a spreadsheet: a first line with `head`, then heads and lines.

    Begins with a byte order mark, without which a spreadsheet misreads Chinese. A text that would
    be taken for a formula is given an apostrophe.
    """
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream)
    writer.writerow([guarded(head)])
    writer.writerow(
        [_("code"), *(guarded(c.title) for c in columns), _("identifier"), _("version")]
    )
    for line in lines:
        texts = [_spreadsheet_text(column, line) for column in columns]
        writer.writerow([guarded(line.code), *texts, line.uid, line.version])
    return stream.getvalue()


def _spreadsheet_text(column: Column, line: Contribution) -> str:
    text = column.text(line)
    return text.replace(",", "") if column.is_number else guarded(text)
