"""An answer as a grid to fill in: rows of records, last month beside, faults in their cells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.dispatch.answers.cells import Answer, answer_of, filled, plain
from chainchief.dispatch.answers.review import blanks, findings, open_cells
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.rows import Questionnaire, QuestionnaireRow, questionnaire_of
from chainchief.dispatch.models import Request
from chainchief.dispatch.steps import last_return
from chainchief.ledger.columns import BadCell, as_text
from chainchief.ledger.exchange.layout import choices_of
from chainchief.ledger.exchange.named_records import NamedRecords
from chainchief.ledger.registers import Column, register_of
from chainchief.web.dispatch.heading import Heading, heading_of
from chainchief.web.frame.choices import Choice

#: Rows of a page of the grid; the workbook takes any number.
PAGE_ROWS = 500
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
    title: str
    heads: list[GridHead]
    rows: list[GridRow]
    more: int


@dataclass(frozen=True)
class GridPage:
    """What templates/web/dispatch/grid.html shows."""

    heading: Heading
    tables: list[GridTable]
    faults: list[Fault]
    count: int

    @property
    def count_words(self) -> str:
        return ngettext(
            "{} place to look at again", "{} places to look at again", self.count
        ).format(self.count)


#: What was typed, where it could not be read: (table, record, column) → text and why.
Typed = Mapping[tuple[int, str, str], tuple[str, str]]


def grid_page(
    request: Request,
    viewer: Viewer,
    typed: Typed | None = None,
    faults: tuple[Fault, ...] = (),
) -> GridPage:
    questionnaire = questionnaire_of(request)
    answer = answer_of(request, questionnaire)
    reasons = _messages(request, questionnaire, answer, viewer)
    for at, (_text, why) in (typed or {}).items():
        reasons[at].append(why)
    shown = filled(questionnaire, answer)
    opened = set(open_cells(request, questionnaire))
    tables = [
        _table(at, questionnaire, shown, opened, reasons, typed or {})
        for at in range(len(questionnaire.tables))
    ]
    return GridPage(
        heading=heading_of(request, _("Fill in here")),
        tables=tables,
        faults=list(faults),
        count=sum(len(each) for each in reasons.values()),
    )


def _messages(
    request: Request, questionnaire: Questionnaire, answer: Answer, viewer: Viewer
) -> defaultdict[tuple[int, str, str], list[str]]:
    """What is wrong with the answer so far, what is still blank left aside, and past remarks."""
    reasons: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
    for at, code, name, fault in findings(request, questionnaire, answer, viewer):
        reasons[at, code, name].append(f"{fault.why}；{fault.remedy}[{fault.code}]")
    back = last_return(request)
    kinds = {table.kind: at for at, table in enumerate(questionnaire.tables)}
    for one in back.remarks if back else []:
        if one["kind"] in kinds:
            key = (kinds[one["kind"]], one["code"], one["column"])
            reasons[key].append(_("returned: {}").format(one["reason"]))
    if answer.tables and any(answer.tables):
        for at, code, name, fault in blanks(request, questionnaire, answer):
            reasons[at, code, name].append(fault.why)
    return reasons


def _table(
    at: int,
    questionnaire: Questionnaire,
    shown: Answer,
    opened: set[tuple[int, str, str]],
    reasons: Mapping[tuple[int, str, str], list[str]],
    typed: Typed,
) -> GridTable:
    table = questionnaire.tables[at]
    has_last = table.rows is RowsOf.REPORTS
    rows = list(questionnaire.rows[at])
    lines = [
        _row(number, at, table, row.code, row.name, row, shown, opened, reasons, typed)
        for number, row in enumerate(rows[:PAGE_ROWS], 1)
    ]
    if table.rows is RowsOf.NEW:
        given = list(shown.tables[at])
        for number, code in enumerate(given, 1):
            lines.append(_row(number, at, table, code, "", None, shown, opened, reasons, typed))
        for number in range(NEW_ROWS):
            key = f"new{number}"
            lines.append(
                _row(
                    len(given) + number + 1, at, table, key, "", None, shown, opened, reasons, typed
                )
            )
    heads = [GridHead(column.label, has_last) for column in table.columns_to_fill]
    more = max(0, len(rows) - PAGE_ROWS)
    return GridTable(table.register.name, heads, lines, more)


def _row(
    number: int,
    at: int,
    table: QuestionnaireTable,
    code: str,
    name: str,
    row: QuestionnaireRow | None,
    shown: Answer,
    opened: set[tuple[int, str, str]],
    reasons: Mapping[tuple[int, str, str], list[str]],
    typed: Typed,
) -> GridRow:
    values = shown.tables[at].get(code, {})
    whole = {
        **table.register.blank,
        **(row.stored.values if row and row.stored else {}),
        **values,
    }
    cells = []
    for column in table.columns_to_fill:
        key = (at, code, column.name)
        text = text_of(column, values.get(column.name), whole)
        last = row.last if row else {}
        cells.append(
            GridCell(
                field_name(*key),
                f"{column.label} {name or number}",
                typed[key][0] if key in typed else text,
                text,
                row is None or key in opened,
                column.type.is_number,
                _choices(column),
                text_of(column, last.get(column.name), last) if last else "",
                table.rows is RowsOf.REPORTS,
                list(reasons.get(key, ())),
            )
        )
    own = {column.name for column in table.columns_to_fill}
    others = [
        why
        for (where, record, column), whys in reasons.items()
        if where == at and record == code and column not in own
        for why in whys
    ]
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


def read_grid(
    request: Request, sent: Iterable[tuple[str, str]]
) -> tuple[Answer, Answer, dict[tuple[int, str, str], tuple[str, str]]]:
    """What was typed, what it was filled with, and what could not be read, with why."""
    questionnaire = questionnaire_of(request)
    texts = dict(sent)
    opened = set(open_cells(request, questionnaire))
    given, base = Answer.empty(questionnaire), Answer.empty(questionnaire)
    unread: dict[tuple[int, str, str], tuple[str, str]] = {}
    for name, text in texts.items():
        parts = name.split(_BETWEEN)
        if len(parts) != 4 or parts[0] != "c" or not parts[1].isdigit():
            continue
        at, code, column_name = int(parts[1]), parts[2], parts[3]
        if at >= len(questionnaire.tables) or column_name not in questionnaire.tables[at].columns:
            continue
        is_new = questionnaire.tables[at].rows is RowsOf.NEW
        was = texts.get(f"w{name[1:]}", "")
        if text.strip() == was.strip() or not (is_new or (at, code, column_name) in opened):
            continue
        key = (at, code, column_name)
        column = questionnaire.tables[at].register.column(column_name)
        try:
            given.put(*key, _parsed(column, text))
            base.put(*key, _parsed(column, was))
        except BadCell as bad:
            fault = Fault(bad.kind, facts=bad.facts)
            unread[key] = (text, f"{fault.why}；{fault.remedy}[{fault.code}]")
    return _with_codes(questionnaire, given, texts), base, unread


def _parsed(column: Column, text: str) -> object:
    stripped = text.strip()
    if not stripped:
        return column.empty
    if column.type.target:
        return NamedRecords(register_of(column.type.target)).code_of(stripped)
    for code, label in column.type.options():
        if stripped in (label, code):
            return code
    return column.type.parse(stripped, {})


def _with_codes(questionnaire: Questionnaire, given: Answer, texts: Mapping[str, str]) -> Answer:
    """New rows under the code that their columns make."""
    for at, table in enumerate(questionnaire.tables):
        if table.rows is not RowsOf.NEW:
            continue
        rows = {}
        for code, values in given.tables[at].items():
            if not code.startswith("new"):
                rows[code] = values
                continue
            model = table.register.model
            made = model.code_from(dict(values)) if model.composed_of else values.get("code")
            if any(plain(value) is not None for value in values.values()):
                rows[str(made or code)] = values
        given.tables[at] = rows
    return given
