"""The first sheet of a returned workbook: counts, then every fault with a link to its cell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.intake.table import Table
from chainchief.ledger.exchange.own_sheets import summary_sheet


@dataclass(frozen=True)
class Line:
    """One fault as a row; `sheet` and `cell` are what it links to, "" for the file as a whole."""

    sheet: str
    cell: str
    warning: bool
    values: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Summary:
    name: str
    title: str
    counts: tuple[str, ...]
    head: tuple[str, ...]
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def summary_of(file: str, faults: Sequence[Fault], table: Table | None) -> Summary:
    """`table` gives a cell to faults that only have a line."""
    head = (_("No."), _("Where"), _("Column"), _("Found"), _("Why"), _("What to do"))
    return Summary(
        name=summary_sheet(),
        title=_("Result of checking “{}”").format(file),
        counts=tuple(_counts(faults)),
        head=(*head, _("Level"), _("Code")),
        lines=tuple(_line(number, fault, table) for number, fault in enumerate(faults, 1)),
    )


def _counts(faults: Sequence[Fault]) -> list[str]:
    grave = sum(not fault.is_warning for fault in faults)
    light = len(faults) - grave
    told = [_("{} faults: nothing was taken in.").format(grave) if grave else _("No faults.")]
    if light:
        told.append(_("{} warnings: they refuse nothing; please look at them.").format(light))
    by_code = Counter((fault.code, fault.why) for fault in faults)
    told += [
        _("[{code}] {why}: {count}").format(code=code, why=why, count=count)
        for (code, why), count in sorted(by_code.items(), key=lambda item: (-item[1], item[0]))
    ]
    if grave:
        told.append(_("Correct the marked cells and send this file again; this sheet may stay."))
    return told


def _line(number: int, fault: Fault, table: Table | None) -> Line:
    cell = fault.place.cell
    if not cell and fault.place.line is not None and table is not None:
        cell = f"{min(table.head.letters.values(), key=_letters_order)}{fault.place.line}"
    where = f"{fault.place.sheet} {cell}".strip() or fault.place.file
    level = _("warning") if fault.is_warning else _("fault")
    values = (
        str(number),
        where,
        fault.place.column,
        fault.value or "",
        fault.why,
        fault.remedy,
        level,
        fault.code,
    )
    return Line(fault.place.sheet, cell, fault.is_warning, values, fault.text)


def _letters_order(letters: str) -> tuple[int, str]:
    return len(letters), letters
