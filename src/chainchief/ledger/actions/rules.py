"""What a change set must keep to, and why the database refused it, in plain words.

Whatever can be told beforehand is: all faults at once, each with its record and column. What only
the database knows (a check constraint) is explained after it refused, row by row.
"""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.backends.base.operations import BaseDatabaseOperations

from chainchief.core.faults import Fault, FaultKind, Place, declare
from chainchief.core.i18n import _
from chainchief.ledger.actions.drafts import Draft, by_register, chunks
from chainchief.ledger.registers import Column, Register, all_registers

MISSING = declare(
    "LED-001", why="{record}: “{column}” is missing", remedy="give a value for “{column}”"
)
NO_SUCH_RECORD = declare(
    "LED-002",
    why="{record}: “{column}” names {target} {value}, which is not in the ledger",
    remedy="enter that record first, or correct the code",
)
CODE_TAKEN = declare(
    "LED-003",
    why="{record} is in the ledger already",
    remedy="change the record that is there, or choose another code",
)
CODE_TWICE = declare(
    "LED-004", why="{record} comes twice in one change", remedy="keep one of the two"
)
NOT_UNIQUE = declare(
    "LED-005",
    why="{record}: “{column}” {value} belongs to another record, {other}",
    remedy="correct one of the two, or withdraw the duplicate",
)
KEY_MOVED = declare(
    "LED-006",
    why="{record}: its key would become {value}; a key never changes",
    remedy="withdraw this record and enter another one",
)
UNFIT = declare(
    "LED-007",
    why="{record}: “{column}” cannot hold {value}",
    remedy="check the value; texts may be too long, codes must be on their list",
)
BREAKS_RULE = declare(
    "LED-008", why="{record} breaks a rule of the ledger: {rule}", remedy="check these values"
)
IS_WITHDRAWN = declare(
    "LED-009",
    why="{record} was withdrawn on {day}: {reason}",
    remedy="reinstate it first, or use another record",
)
REFUSED = declare(
    "LED-010",
    why="the database refused a change of {record}: {detail}",
    remedy="show this message to whoever looks after the program",
)

#: Of every database the strictest, so that a ledger can move from one to the other.
_RANGES = BaseDatabaseOperations.integer_field_ranges


def faults_in(drafts: list[Draft]) -> list[Fault]:
    """Every fault that can be told before writing."""
    own = [fault for draft in drafts for fault in _faults_of(draft)]
    between = (_codes_taken, _revised_twice, _unknown_references, _duplicates)
    return [*own, *(fault for find in between for fault in find(drafts))]


def _fault(kind: FaultKind, draft: Draft, column: Column | None = None, **facts: object) -> Fault:
    sheet, _mark, line = draft.origin.rpartition("!")
    title = column.title if column else ""
    place = Place(sheet=sheet, line=int(line) if line.isdigit() else None, column=title)
    record = f"{draft.register.name} {draft.code}".strip()
    return Fault(kind, place, facts={"record": record, "column": title, **facts})


def _faults_of(draft: Draft) -> Iterator[Fault]:
    record = draft.record
    if not draft.is_new and record.withdrawn_on:
        reason = record.withdrawn_reason
        yield _fault(IS_WITHDRAWN, draft, day=record.withdrawn_on, reason=reason)
    key = _key_of(draft)
    if draft.given_code and draft.given_code != key:
        yield _fault(KEY_MOVED, draft, value=draft.given_code)
    elif key != draft.code:
        yield _fault(KEY_MOVED, draft, value=key)
    for column in draft.register.columns:
        yield from _faults_of_value(draft, column)


def _key_of(draft: Draft) -> str:
    """The key by the values as they will be; a record's own code where it is not composed."""
    if not draft.register.model.composed_of:
        return draft.code
    known = {column.name: column for column in draft.register.columns}
    values = {
        name: getattr(draft.record, known[name].attribute)
        for name in draft.register.model.composed_of
    }
    return draft.register.model.code_from(values)


def _faults_of_value(draft: Draft, column: Column) -> Iterator[Fault]:
    value = getattr(draft.record, column.attribute)
    if value is None or value == "":
        if column.required or (value is None and not column.field.null):
            yield _fault(MISSING, draft, column)
    elif not _fits(column.field, value):
        yield _fault(UNFIT, draft, column, value=str(value)[:60])


def _fits(field: "models.Field[object, object]", value: object) -> bool:
    if isinstance(value, str):
        short = field.max_length is None or len(value) <= field.max_length
        listed = not field.choices or value in dict(field.flatchoices)
        return short and listed and "\x00" not in value
    if isinstance(value, int):
        least, most = _RANGES.get(field.get_internal_type(), (0, 1))
        return least <= value <= most
    return True


def _codes_taken(drafts: list[Draft]) -> Iterator[Fault]:
    for register, own in by_register(drafts):
        new = [draft for draft in own if draft.is_new]
        taken = _existing(register, {draft.code for draft in new})
        seen: set[str] = set()
        for draft in new:
            if draft.code in taken:
                yield _fault(CODE_TAKEN, draft)
            elif draft.code in seen:
                yield _fault(CODE_TWICE, draft)
            seen.add(draft.code)


def _revised_twice(drafts: list[Draft]) -> Iterator[Fault]:
    """Two revisions of one version: which of them is meant cannot be told."""
    seen: set[object] = set()
    for draft in drafts:
        if not draft.is_new:
            if draft.record.uid in seen:
                yield _fault(CODE_TWICE, draft)
            seen.add(draft.record.uid)


def _existing(register: Register, codes: Iterable[str]) -> set[str]:
    """Which of these codes are in the ledger. Asked so often that Django's making of the query
    would take most of the time."""
    found: set[str] = set()
    table = connection.ops.quote_name(register.model._meta.db_table)
    for part in chunks(sorted(codes)):
        places = ", ".join(["%s"] * len(part))
        query = f"SELECT code FROM {table} WHERE code IN ({places})"  # noqa: S608 - the model's
        with connection.cursor() as cursor:
            cursor.execute(query, part)
            found.update(code for (code,) in cursor.fetchall())
    return found


def _unknown_references(drafts: list[Draft]) -> Iterator[Fault]:
    """Foreign keys are checked when a transaction ends; told there, nobody knows the row."""
    coming = {(draft.register.kind, draft.code) for draft in drafts}
    wanted: dict[str, list[tuple[Draft, Column, str]]] = {}
    for draft in drafts:
        for name, kind in draft.register.references.items():
            column = draft.register.column(name)
            code = getattr(draft.record, column.attribute)
            if code and (kind, code) not in coming:
                wanted.setdefault(kind, []).append((draft, column, str(code)))
    for kind, asked in wanted.items():
        register = all_registers()[kind]
        there = _existing(register, {code for _draft, _column, code in asked})
        for draft, column, code in asked:
            if code not in there:
                yield _fault(NO_SUCH_RECORD, draft, column, target=register.name, value=code)


def _duplicates(drafts: list[Draft]) -> Iterator[Fault]:
    """Values of unique columns that stand twice in the change or already in the ledger."""
    for register, own in by_register(drafts):
        for column in register.columns[1:]:
            if column.field.unique:
                yield from _duplicates_in(register, column, own)


def _duplicates_in(register: Register, column: Column, drafts: list[Draft]) -> Iterator[Fault]:
    values = {draft.record.uid: getattr(draft.record, column.attribute) for draft in drafts}
    holders: dict[object, str] = {}
    for part in chunks([value for value in values.values() if value is not None]):
        rows = register.model._default_manager.filter(**{f"{column.name}__in": part})
        others = rows.values_list(column.attribute, "code", "uid")
        holders.update({value: code for value, code, uid in others if uid not in values})
    for draft in drafts:
        value = values[draft.record.uid]
        if value is None:
            continue
        if value in holders:
            yield _fault(NOT_UNIQUE, draft, column, value=value, other=holders[value])
        holders.setdefault(value, draft.code)


def explain(drafts: list[Draft]) -> list[Fault]:
    """Why the database refused these rows, by asking each constraint about each row."""
    found = []
    for draft in drafts:
        try:
            draft.record.validate_constraints(exclude={"uid"})
        except ValidationError as refusal:
            found += [
                _fault(BREAKS_RULE, draft, rule=rule) for rule in _rules_broken(draft, refusal)
            ]
    return found


def _rules_broken(draft: Draft, refusal: ValidationError) -> list[str]:
    """Names of constraints read as words: project_valid_dates_in_order."""
    broken = []
    for constraint in draft.record._meta.constraints:
        try:
            constraint.validate(type(draft.record), draft.record)
        except ValidationError:
            broken.append(_(constraint.name.replace("_", " ")))
    return broken or refusal.messages


def unexplained(register: Register, refusal: Exception) -> Fault:
    facts = {"record": register.name, "detail": str(refusal).splitlines()[0]}
    return Fault(REFUSED, facts=facts)
