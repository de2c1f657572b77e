"""The first sheet of a returned workbook: counts, then the faults with links to their cells.

Equal faults are one line with their number and their cells; every cell is marked for itself.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from chainchief.core.choices import listed
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.intake.files import limits
from chainchief.intake.table.table import Table
from chainchief.ledger.exchange.own_sheets import summary_sheet

_CELLS_SHOWN = 8
_VALUES_SHOWN = 3


@dataclass(frozen=True)
class Mark:
    """One fault at its cell."""

    sheet: str
    cell: str
    warning: bool
    text: str


@dataclass(frozen=True)
class Line:
    """Equal faults as a row; `sheet` and `cell` are what it links to, "" for the whole file."""

    sheet: str
    cell: str
    warning: bool
    values: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    name: str
    title: str
    counts: tuple[str, ...]
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def summary_of(
    file: str, faults: Sequence[Fault], table: Table | None, *, with_table: bool = True
) -> Summary:
    """`table` gives a cell to faults that only have a line; `with_table`: its cells come back."""
    head = (_("No."), _("Where"), _("Column"), _("Found"), _("Why"), _("What to do"))
    compared = faults[: limits.MOST_COMPARED]
    groups = list(_groups(compared, lambda fault: (*_key(fault), fault.why, fault.remedy)))
    shown = groups[: limits.MOST_LISTED]
    cells = [fault for fault in compared if _cell(fault, table)] if with_table else []
    marked = cells[: limits.MOST_MARKED]
    left_out = len(faults) - sum(map(len, shown))
    return Summary(
        name=summary_sheet(),
        title=_("Result of checking “{}”").format(file),
        counts=(
            *_counts(faults, table),
            *_left_out(left_out, len(cells) - len(marked)),
            *_what_to_do(faults, bool(marked), table is not None and not with_table),
        ),
        head=(*head, _("Level"), _("Code"), _("Number")),
        lines=tuple(_line(number, group, table) for number, group in enumerate(shown, 1)),
        marks=tuple(_mark(fault, table) for fault in marked),
    )


def _key(fault: Fault) -> tuple[str, ...]:
    return fault.code, fault.place.sheet, fault.place.column


def _groups(
    faults: Iterable[Fault], key: Callable[[Fault], tuple[str, ...]]
) -> Iterable[list[Fault]]:
    groups: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        groups.setdefault(key(fault), []).append(fault)
    return groups.values()


def _counts(faults: Sequence[Fault], table: Table | None) -> list[str]:
    grave = sum(not fault.is_warning for fault in faults)
    light = len(faults) - grave
    lines = (
        [
            ngettext(
                "{} fault: nothing was taken in.", "{} faults: nothing was taken in.", grave
            ).format(f"{grave:,}")
        ]
        if grave
        else []
    )
    lines = lines or [_("No faults.")]
    if light:
        lines.append(
            ngettext(
                "{} warning: it refuses nothing; please look at it.",
                "{} warnings: they refuse nothing; please look at them.",
                light,
            ).format(f"{light:,}")
        )
    groups = sorted(_groups(faults, _key), key=lambda group: (-len(group), _key(group[0])))
    lines += [_count(group, table) for group in groups[: limits.MOST_COUNTED]]
    return lines


def _count(group: list[Fault], table: Table | None) -> str:
    """[CHK-001] 从业人员：此列只收数字：1,234处（D2、D5…）."""
    first = group[0]
    why = first.why if all(fault.facts == first.facts for fault in group) else f"{first.why} …"
    column = first.place.column
    line = _("[{code}] {why}: {count}").format(
        code=first.code, why=f"{column} {why}".strip(), count=f"{len(group):,}"
    )
    cells = _cells(group, table)
    return _("{} (at {})").format(line, cells) if cells else line


def _left_out(lines: int, marks: int) -> Iterable[str]:
    if lines:
        yield ngettext(
            "{} further fault is not listed below.",
            "{} further faults are not listed below.",
            lines,
        ).format(f"{lines:,}")
    if marks:
        yield ngettext(
            "{} further cell is not marked.", "{} further cells are not marked.", marks
        ).format(f"{marks:,}")


def _what_to_do(faults: Sequence[Fault], marked: bool, too_large: bool) -> Iterable[str]:
    if too_large:
        yield _("The table is too large to be returned; correct it in your own file.")
    elif marked and any(not fault.is_warning for fault in faults):
        yield _("Correct the marked cells and send this file again; this sheet may stay.")
    elif any(not fault.is_warning for fault in faults):
        yield _("No cell could be marked; correct your own file and send that.")


def _cell(fault: Fault, table: Table | None) -> str:
    if not fault.place.cell and fault.place.line is not None and table is not None:
        return f"{min(table.head.letters.values(), key=_letters_order)}{fault.place.line}"
    return fault.place.cell


def _cells(group: list[Fault], table: Table | None) -> str:
    """The cells of a group: D2、D5、D9…"""
    cells = list(dict.fromkeys(cell for fault in group if (cell := _cell(fault, table))))
    return listed(cells[:_CELLS_SHOWN]) + ("…" if len(cells) > _CELLS_SHOWN else "")


def _line(number: int, group: list[Fault], table: Table | None) -> Line:
    first = group[0]
    where = f"{first.place.sheet} {_cells(group, table)}".strip() or first.place.file
    level = _("warning") if first.is_warning else _("fault")
    distinct = list(dict.fromkeys(fault.value for fault in group if fault.value))
    values = (
        str(number),
        where,
        first.place.column,
        listed(distinct[:_VALUES_SHOWN]) + ("…" if len(distinct) > _VALUES_SHOWN else ""),
        first.why,
        first.remedy,
        level,
        first.code,
        f"{len(group):,}",
    )
    return Line(first.place.sheet, _cell(first, table), first.is_warning, values)


def _mark(fault: Fault, table: Table | None) -> Mark:
    return Mark(fault.place.sheet, _cell(fault, table), fault.is_warning, fault.text)


def _letters_order(letters: str) -> tuple[int, str]:
    return len(letters), letters
