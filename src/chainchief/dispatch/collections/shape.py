"""Whether what a collection asks fits the ledger: kinds, columns, subjects, whose records."""

from collections.abc import Iterable, Iterator

from chainchief.access.scopes import Dimension
from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault, Place
from chainchief.dispatch.collections import faults
from chainchief.dispatch.collections.questionnaires import (
    MONTH,
    REPORTED_ON,
    REVISION,
    QuestionnaireTable,
    RowsOf,
)
from chainchief.dispatch.collections.respondents import KINDS, Respondent
from chainchief.ledger.registers import Register, all_registers

#: What is filled in for whoever reports.
GIVEN = frozenset({MONTH, REVISION, REPORTED_ON})


def subjects_of(register: Register) -> tuple[str, ...]:
    """The columns that can say on what a kind reports; none for a kind that has no month."""
    composed_of = register.model.composed_of
    if MONTH not in composed_of:
        return ()
    return tuple(name for name in composed_of if name in register.references)


def check_table(
    table: QuestionnaireTable, dimensions: Iterable[Dimension], place: Place
) -> Iterator[Fault]:
    """Faults of one table, for respondents of these dimensions."""
    kinds = all_registers()
    if table.kind not in kinds:
        choices = listed(kinds) + near(table.kind, kinds)
        facts: dict[str, object] = {"kind": table.kind, "choices": choices}
        yield Fault(faults.NO_SUCH_KIND, place, table.kind, facts)
        return
    register = table.register
    if table.rows is RowsOf.REPORTS and table.by not in subjects_of(register):
        choices = listed(subjects_of(register)) or "—"
        facts = {"by": table.by, "kind": register.name, "choices": choices}
        yield Fault(faults.NOT_A_SUBJECT, place, table.by, facts)
        return
    yield from _check_columns(table, place)
    for dimension in dimensions:
        subject = table.subject
        if subject.kind != KINDS[dimension] and not subject.scopes.path(dimension):
            facts = {"kind": subject.name, "dimension": kinds[KINDS[dimension]].name}
            yield Fault(faults.OUT_OF_SCOPE, place, None, facts)


def _check_columns(table: QuestionnaireTable, place: Place) -> Iterator[Fault]:
    register = table.register
    known = {column.name: column for column in register.columns}
    if not table.columns:
        yield Fault(faults.NO_COLUMNS, place, None, {"kind": register.name})
    keys = {"code", *table.key_columns} if table.rows is not RowsOf.NEW else set()
    for name in (*table.columns, *table.where):
        if name not in known and not (table.rows is RowsOf.REPORTS and name in table.where):
            facts: dict[str, object] = {
                "kind": register.name,
                "column": name,
                "choices": listed(known) + near(name, known),
            }
            yield Fault(faults.NO_SUCH_COLUMN, place, name, facts)
        elif name in keys | GIVEN and name in table.columns:
            facts = {"column": name, "kind": register.name}
            yield Fault(faults.COMPUTED_KEY, place, name, facts)
    if table.rows is RowsOf.RECORDS:
        return
    given = {"code", *table.columns, *GIVEN}
    given |= set(table.key_columns) if table.rows is RowsOf.REPORTS else set()
    missing = [c.title for c in register.columns if c.required and c.name not in given]
    if missing:
        facts = {"kind": register.name, "columns": listed(missing)}
        yield Fault(faults.MISSING_REQUIRED, place, None, facts)


def check_respondents(respondents: Iterable[Respondent]) -> Iterator[Fault]:
    """Faults of the respondents of a collection."""
    questionnaire = list(respondents)
    if not questionnaire:
        yield Fault(faults.NO_RESPONDENT)
    for dimension in dict.fromkeys(one.dimension for one in questionnaire):
        register = all_registers()[KINDS[dimension]]
        codes = [one.code for one in questionnaire if one.dimension is dimension]
        rows = register.model._default_manager.filter(code__in=codes, withdrawn_on=None)
        there = set(rows.values_list("code", flat=True))
        for code in codes:
            if code not in there:
                facts = {"kind": register.name, "code": code}
                yield Fault(faults.NO_SUCH_RESPONDENT, value=code, facts=facts)
