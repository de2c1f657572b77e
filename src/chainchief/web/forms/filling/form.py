"""A form as it is opened: a record, the rows below it, and what was typed into all of them."""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.ledger.queries.stored_values import Stored, stored_by_uid, stored_where
from chainchief.ledger.registers import Register
from chainchief.web.forms.faults import UnknownFieldError
from chainchief.web.forms.filling.entry import Entry
from chainchief.web.forms.filling.references import ReferredRecords
from chainchief.web.forms.filling.shape import Below, entered_columns, kinds_below
from chainchief.web.frame.visible import rows_of

#: Names of fields that are no columns.
KEY, VERSION, REASON, ACTION = "form-key", "form-version", "form-reason", "form-action"
GONE, CHOICE, TOKEN = "form-gone", "form-choice.", "csrfmiddlewaretoken"
#: What a choice in a conflict says: theirs stays, or what was typed is written all the same.
THEIRS = "theirs"
_OWN = frozenset((KEY, VERSION, REASON, ACTION, TOKEN))
_ROW = re.compile(
    r"row\.(?P<kind>[a-z_]+)\.(?P<id>[0-9a-f]{32}|n[0-9]{1,4})\.(?P<column>[a-z0-9_-]+)"
)
#: Rows of a grid at once, the newest codes first; the others stand in their own list.
SHOWN = 40

Typed = Iterable[tuple[str, str]]


@dataclass
class Grid:
    """The rows of one kind below the record; `count` are all that are in force."""

    below: Below
    rows: list[Entry] = field(default_factory=list)
    count: int = 0

    @property
    def kind(self) -> str:
        return self.below.register.kind

    def prefix(self, id_: str) -> str:
        return f"row.{self.kind}.{id_}."

    def blank(self, id_: str) -> Entry:
        """A new row."""
        columns = self.below.columns
        return Entry(self.below.register, columns, self.prefix(id_), above=self.below.column)


@dataclass
class Form:
    """The form of one record. `reason` and `key` are as they were sent."""

    register: Register
    viewer: Viewer
    main: Entry
    grids: list[Grid]
    named: ReferredRecords
    reason: str = ""
    key: str = ""
    choices: dict[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> Iterator[Entry]:
        yield self.main
        for grid in self.grids:
            yield from grid.rows

    @property
    def code(self) -> str:
        """The code of the record, as far as it can be told."""
        if self.main.held is not None:
            return self.main.held.code
        model, values = self.register.model, self.main.values
        if not model.composed_of:
            return str(values.get("code") or "")
        known = not self.main.unreadable.intersection(model.composed_of)
        return model.code_from(values) if known else ""


def open_form(register: Register, held: Stored | None, viewer: Viewer) -> Form:
    """The form of a record as the ledger holds it, or of a new one."""
    main = Entry(register, entered_columns(register), held=held)
    grids = [Grid(below) for below in kinds_below(register, viewer)]
    form = Form(register, viewer, main, grids, ReferredRecords(viewer))
    if held is not None:
        for grid in grids:
            _fill(grid, held.code, viewer)
    _learn(form)
    return form


def _fill(grid: Grid, code: str, viewer: Viewer) -> None:
    attribute = grid.below.register.column(grid.below.column).attribute
    in_force = rows_of(grid.kind, viewer).filter(**{attribute: code}, withdrawn_on=None)
    uids = list(in_force.order_by("-code").values_list("uid", flat=True)[: SHOWN + 1])
    grid.count = in_force.count() if len(uids) > SHOWN else len(uids)
    uids = uids[:SHOWN]
    held = stored_by_uid(grid.below.register, uids)
    _add_rows(grid, [held[uid] for uid in reversed(uids) if uid in held], viewer)


def _add_rows(grid: Grid, held: Iterable[Stored], viewer: Viewer) -> None:
    records = list(held)
    open_ = _enterable(grid, [each.uid for each in records], viewer)
    for each in records:
        row = grid.blank(each.uid.hex)
        grid.rows.append(
            Entry(
                row.register,
                row.columns,
                row.prefix,
                held=each,
                above=row.above,
                number=len(grid.rows) + 1,
                is_open=each.uid in open_,
            )
        )


def _enterable(grid: Grid, uids: list[uuid.UUID], viewer: Viewer) -> set[uuid.UUID]:
    """Those of the rows that the viewer may change."""
    if policy.reach(viewer, "enter", grid.below.register.policy_class).everything:
        return set(uids)
    mine = rows_of(grid.kind, viewer, "enter").filter(uid__in=uids) if uids else None
    return set(mine.values_list("uid", flat=True)) if mine is not None else set()


def _learn(form: Form) -> None:
    """The names of all that is referred to, kind by kind in one question each."""
    wanted: dict[str, set[str]] = {}
    for entry in form.entries:
        for column in entry.columns:
            if column.type.target and entry.base.get(column.name):
                wanted.setdefault(column.type.target, set()).add(str(entry.base[column.name]))
    for kind, codes in wanted.items():
        form.named.learn(kind, codes)


def take(form: Form, typed: Typed, *, is_draft: bool = False) -> None:
    """Put what a browser sent into the form; `UnknownFieldError` for what the form does not have.

    Of a draft, which may be older than the form, what the form has lost since is left out.
    """
    pairs = dict(typed)
    taker = _Taker(form, is_draft)
    by_row: dict[tuple[str, str], dict[str, str]] = {}
    for name, text in pairs.items():
        row = _ROW.fullmatch(name)
        if row is not None:
            by_row.setdefault((row["kind"], row["id"]), {})[row["column"]] = text
        elif name.startswith(CHOICE):
            form.choices[name.removeprefix(CHOICE)] = text
        elif name not in _OWN:
            taker.type(form.main, name, text)
    form.reason, form.key = pairs.get(REASON, "").strip(), pairs.get(KEY, "")
    form.main.made_at(_version(pairs.get(VERSION, ""), form.main))
    for (kind, id_), texts in by_row.items():
        taker.take_row(kind, id_, texts)
    _settle_choices(form)


@dataclass(frozen=True)
class _Taker:
    """Puts texts into fields; what there is no field for is refused, or left out of a draft."""

    form: Form
    is_draft: bool

    def refuse(self, name: str) -> None:
        if not self.is_draft:
            raise UnknownFieldError(name)

    def type(self, entry: Entry, column: str, text: str) -> None:
        if column in {each.name for each in entry.open_columns}:
            entry.texts[column] = text
        else:
            self.refuse(entry.prefix + column)

    def take_row(self, kind: str, id_: str, texts: dict[str, str]) -> None:
        grid = next((each for each in self.form.grids if each.kind == kind), None)
        row = self.row_of(grid, id_) if grid else None
        if grid is None or row is None:
            self.refuse(f"row.{kind}.{id_}")
            return
        version, gone = texts.pop(VERSION, ""), texts.pop(GONE, "")
        for column, text in texts.items():
            self.type(row, column, text)
        row.made_at(_version(version, row))
        row.goes = bool(gone) and not row.is_new
        if row.is_new and (gone or row.is_blank(self.form.named)):
            grid.rows.remove(row)

    def row_of(self, grid: Grid, id_: str) -> Entry | None:
        """A row of the form; a new one, or one that has left the form meanwhile, is added."""
        prefix = grid.prefix(id_)
        shown = next((each for each in grid.rows if each.prefix == prefix), None)
        if shown is not None:
            return shown
        if id_.startswith("n"):
            row = grid.blank(id_)
            row.number = len(grid.rows) + 1
            grid.rows.append(row)
            return row
        code = self.form.main.held.code if self.form.main.held else None
        seen = rows_of(grid.kind, self.form.viewer).filter(uid=uuid.UUID(id_))
        found = stored_where(grid.below.register, "uid", seen.values_list("uid", flat=True))
        mine = [each for each in found if each.values[grid.below.column] == code]
        _add_rows(grid, mine, self.form.viewer)
        return grid.rows[-1] if mine else None


def _version(text: str, entry: Entry) -> int:
    """The version that a form was made from; without one, that of today."""
    return int(text) if text.isdecimal() and len(text) < 9 else entry.version


def _settle_choices(form: Form) -> None:
    """What was typed gives way where somebody chose what stands in the ledger."""
    for entry in form.entries:
        for column in entry.open_columns:
            if form.choices.get(entry.prefix + column.name) == THEIRS:
                entry.texts.pop(column.name, None)
