"""An answer as a grid to fill in: rows of records, last month beside, faults in their cells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _, ngettext
from chainchief.dispatch.answers.cells import Answer, answer_of, filled, given_by_program, plain
from chainchief.dispatch.answers.remarks import remarks_of
from chainchief.dispatch.answers.review import blanks, findings, open_cells
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.rows import (
    Questionnaire,
    QuestionnaireRow,
    questionnaire_of,
    whole_row,
)
from chainchief.dispatch.models import Request
from chainchief.intake.collecting import collection_paused
from chainchief.ledger.columns import BadCell, as_text
from chainchief.ledger.exchange.layout import choices_of
from chainchief.ledger.registers import Column
from chainchief.web.dispatch.heading import Heading, heading_of
from chainchief.web.forms.filling.entry import typed_value
from chainchief.web.forms.filling.references import ReferredRecords
from chainchief.web.frame.choices import Choice

#: Rows of each table that a part of the grid shows; the others are in the parts after it.
PART_ROWS = 500
NEW_ROWS = 8
#: Between the parts of a field's name.
_BETWEEN = "|"


@dataclass(frozen=True)
class GridCell:
    """A cell: open to be typed into, or shown. `was` is what it was filled with."""

    name: str
    label: str
    text: str
    was: str
    is_open: bool
    is_number: bool
    choices: list[Choice]
    last: str
    has_last: bool
    faults: list[str]

    @property
    def rest(self) -> str:
        """The name of the field without its first letter, which tells what was from what is."""
        return self.name[1:]


@dataclass(frozen=True)
class GridRow:
    number: int
    name: str
    code: str
    cells: list[GridCell]
    faults: list[str]


@dataclass(frozen=True)
class GridHead:
    label: str
    has_last: bool


@dataclass(frozen=True)
class GridTable:
    """The rows of a table that a part shows; `takes_more` where new records can be added."""

    at: int
    title: str
    heads: list[GridHead]
    rows: list[GridRow]
    takes_more: bool


@dataclass(frozen=True)
class GridPart:
    """So many rows of the grid: which they are, and how many places in them to look at again."""

    number: int
    words: str
    is_shown: bool
    count: int


@dataclass(frozen=True)
class GridPage:
    """What templates/web/dispatch/grid.html shows: one part of the grid."""

    heading: Heading
    part: int
    parts: list[GridPart]
    tables: list[GridTable]
    faults: list[Fault]
    count: int

    @property
    def count_words(self) -> str:
        return ngettext(
            "{} place to look at again", "{} places to look at again", self.count
        ).format(self.count)


#: What was typed, where it could not be read: (table, record, column) → text and why.
Typed = dict[tuple[int, str, str], tuple[str, str]]
#: What is to be said of a record, by column.
Reasons = Mapping[str, list[str]]


@collection_paused()
def grid_page(
    request: Request,
    viewer: Viewer,
    typed: Typed | None = None,
    faults: tuple[Fault, ...] = (),
    part: int = 1,
) -> GridPage:
    """`part` is counted from 1; one that the grid does not have is its first or last."""
    questionnaire = questionnaire_of(request)
    answer = answer_of(request, questionnaire)
    reasons = _messages(request, questionnaire, answer, viewer)
    for (at, code, name), (_text, why) in (typed or {}).items():
        reasons[at, code][name].append(why)
    shown = filled(questionnaire, answer)
    opened = set(open_cells(request, questionnaire))
    records = [
        _records(at, questionnaire, shown, typed or {}) for at in range(len(questionnaire.tables))
    ]
    number = max((-(-len(rows) // PART_ROWS) for rows in records), default=1) or 1
    part = min(max(part, 1), number)
    tables = [
        _table(at, questionnaire, rows, part, shown, opened, reasons, typed or {})
        for at, rows in enumerate(records)
        if len(rows) > (part - 1) * PART_ROWS
    ]
    return GridPage(
        heading=heading_of(request, viewer, _("Fill in here")),
        part=part,
        parts=[_part(each, part, records, reasons) for each in range(1, number + 1)],
        tables=tables,
        faults=list(faults),
        count=sum(len(each) for by_column in reasons.values() for each in by_column.values()),
    )


def _messages(
    request: Request, questionnaire: Questionnaire, answer: Answer, viewer: Viewer
) -> defaultdict[tuple[int, str], defaultdict[str, list[str]]]:
    """What is wrong with the answer so far, past remarks, and, once it is begun, what is blank."""
    reasons: defaultdict[tuple[int, str], defaultdict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for at, code, name, fault in findings(request, questionnaire, answer, viewer):
        reasons[at, code][name].append(_words(fault))
    for one in remarks_of(request, questionnaire, answer):
        if not one.is_mended:
            words = _("returned: {}").format(one.reason)
            reasons[one.position, one.code][one.column].append(words)
    if answer.tables and any(answer.tables):
        for at, code, name, fault in blanks(request, questionnaire, answer):
            reasons[at, code][name].append(fault.why)
    return reasons


def _words(fault: Fault) -> str:
    """The fault without its place, where it stands already."""
    return replace(fault, place=Place(), value=None).text


#: A record of the grid: its code, and what was asked of it; nothing for one that is new.
_Record = tuple[str, QuestionnaireRow | None]


def _records(at: int, questionnaire: Questionnaire, shown: Answer, typed: Typed) -> list[_Record]:
    """The records of a table: those asked, the new ones answered so far or typed, blank ones."""
    rows: list[_Record] = [(row.code, row) for row in questionnaire.rows[at]]
    if questionnaire.tables[at].rows is RowsOf.NEW:
        codes = [*shown.tables[at], *(code for table, code, _column in typed if table == at)]
        codes += [f"new{number}" for number in range(NEW_ROWS)]
        rows += [(code, None) for code in dict.fromkeys(codes)]
    return rows


def _slice(part: int) -> slice:
    return slice((part - 1) * PART_ROWS, part * PART_ROWS)


def _part(
    number: int,
    shown: int,
    records: Sequence[Sequence[_Record]],
    reasons: Mapping[tuple[int, str], Reasons],
) -> GridPart:
    inside = [
        [(at, code) for code, _row in rows[_slice(number)]] for at, rows in enumerate(records)
    ]
    first = (number - 1) * PART_ROWS
    words = f"{first + 1:,}–{first + max(len(rows) for rows in inside):,}"
    keys = [key for rows in inside for key in rows]
    count = sum(len(whys) for key in keys for whys in reasons.get(key, {}).values())
    return GridPart(number, words, number == shown, count)


def _table(
    at: int,
    questionnaire: Questionnaire,
    rows: Sequence[_Record],
    part: int,
    shown: Answer,
    opened: set[tuple[int, str, str]],
    reasons: Mapping[tuple[int, str], Reasons],
    typed: Typed,
) -> GridTable:
    table = questionnaire.tables[at]
    has_last = table.rows is RowsOf.REPORTS
    columns = [(column, _choices(column)) for column in table.columns_to_fill]
    lines = [
        _row(
            number,
            (at, code),
            table,
            columns,
            row,
            shown,
            opened,
            reasons.get((at, code), {}),
            typed,
        )
        for number, (code, row) in enumerate(rows[_slice(part)], (part - 1) * PART_ROWS + 1)
    ]
    heads = [GridHead(column.label, has_last) for column, _choices_of_it in columns]
    takes_more = any(row.name == "" and row.code == "" for row in lines)
    return GridTable(at, table.register.name, heads, lines, takes_more)


def _row(
    number: int,
    record: tuple[int, str],
    table: QuestionnaireTable,
    columns: Sequence[tuple[Column, list[Choice]]],
    row: QuestionnaireRow | None,
    shown: Answer,
    opened: set[tuple[int, str, str]],
    reasons: Reasons,
    typed: Typed,
) -> GridRow:
    at, code = record
    values = shown.tables[at].get(code, {})
    whole = whole_row(table, row, values)
    name, last = (row.name, row.last) if row else ("", {})
    cells = []
    for column, choices in columns:
        key = (at, code, column.name)
        text = text_of(column, values.get(column.name), whole)
        cells.append(
            GridCell(
                field_name(*key),
                f"{column.label} {name or number}",
                typed[key][0] if key in typed else text,
                text,
                row is None or key in opened,
                column.type.is_number,
                choices,
                text_of(column, last.get(column.name), last) if last else "",
                table.rows is RowsOf.REPORTS,
                list(reasons.get(column.name, ())),
            )
        )
    others = [why for name_, whys in reasons.items() if name_ not in table.columns for why in whys]
    shown_code = "" if code.startswith("new") and row is None else code
    return GridRow(number, name, shown_code, cells, others)


def _choices(column: Column) -> list[Choice]:
    labels = choices_of(column)
    if not labels or column.type.target:
        return []
    return [Choice("", ""), *(Choice(label, label) for label in labels)]


def text_of(column: Column, value: object, row: Mapping[str, object]) -> str:
    return "" if plain(value) is None else as_text(column.shown(value, row))


def field_name(at: int, code: str, column: str) -> str:
    return _BETWEEN.join(("c", str(at), code, column))


def cell_of_field(name: str, questionnaire: Questionnaire) -> tuple[int, str, str] | None:
    """The asked cell of which a field's name speaks: table, record, column; None for any other."""
    positions = {str(at): at for at in range(len(questionnaire.tables))}
    match name.split(_BETWEEN):
        case ["c", at, code, column] if at in positions:
            if column in questionnaire.tables[positions[at]].columns:
                return positions[at], code, column
    return None


@collection_paused()
def read_grid(
    request: Request, sent: Iterable[tuple[str, str]], viewer: Viewer
) -> tuple[Answer, Answer, Typed]:
    """Read what was typed, what it was filled with, and what could not be read, with why."""
    questionnaire = questionnaire_of(request)
    shown = filled(questionnaire, answer_of(request, questionnaire))
    texts, named = dict(sent), ReferredRecords(viewer)
    given, base, unread = Answer.empty(questionnaire), Answer.empty(questionnaire), Typed()
    wholes: dict[tuple[int, str], dict[str, object]] = {}
    for key, column, text, was in _changed(request, questionnaire, texts):
        at, code, _name = key
        table = questionnaire.tables[at]
        if (at, code) not in wholes:
            held = questionnaire.by_code(at).get(code)
            wholes[at, code] = whole_row(table, held, shown.tables[at].get(code, {}))
        row = wholes[at, code]
        now = {**row, **given.tables[at].get(code, {})}
        try:
            given.put(*key, typed_value(table.register, column, text, now, named))
            base.put(*key, typed_value(table.register, column, was, row, named))
        except BadCell as bad:
            unread[key] = (text, _words(Fault(bad.kind, facts=bad.facts)))
    renamed = _give_codes(questionnaire, given)
    found = {
        (at, renamed.get((at, code), code), name): why for (at, code, name), why in unread.items()
    }
    return given, base, found


def _changed(
    request: Request, questionnaire: Questionnaire, texts: Mapping[str, str]
) -> Iterator[tuple[tuple[int, str, str], Column, str, str]]:
    """The open cells whose text is another than it was, with both; units before quantities."""
    opened = set(open_cells(request, questionnaire))
    found = []
    for field, text in texts.items():
        key = cell_of_field(field, questionnaire)
        if key is None:
            continue
        table = questionnaire.tables[key[0]]
        was = texts.get(f"w{field[1:]}", "")
        if text.strip() != was.strip() and (table.rows is RowsOf.NEW or key in opened):
            found.append((key, table.register.column(key[2]), text, was))
    yield from sorted(found, key=lambda one: bool(one[1].type.unit_column))


def _give_codes(questionnaire: Questionnaire, given: Answer) -> dict[tuple[int, str], str]:
    """Put new rows under the code that their columns make; table and number of each → its code."""
    renamed: dict[tuple[int, str], str] = {}
    for at, table in enumerate(questionnaire.tables):
        if table.rows is not RowsOf.NEW:
            continue
        rows = {}
        for code, values in given.tables[at].items():
            if not code.startswith("new"):
                rows[code] = values
                continue
            model = table.register.model
            whole = {**given_by_program(table.register, questionnaire.month), **values}
            made = model.code_from(whole) if model.composed_of else values.get("code")
            if any(plain(value) is not None for value in values.values()):
                renamed[at, code] = str(made or code)
                rows[renamed[at, code]] = values
        given.tables[at] = rows
    return renamed
