"""The page of a form, put together for its template."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.kinds.document.models import Document
from chainchief.ledger.registers import AnyColumn, Register, register_of
from chainchief.web.forms.filling.entry import Entry
from chainchief.web.forms.filling.form import GONE, REASON, VERSION, Form, Grid
from chainchief.web.forms.filling.shape import sections_of
from chainchief.web.forms.filling.submission import Conflict, NamedFault, Submission
from chainchief.web.forms.keeping.drafts import KeptDraft
from chainchief.web.forms.pages.fields import Field, column_field, id_of, plain_field
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import rows_of


@dataclass(frozen=True)
class FieldSection:
    """Fields under one heading."""

    id: str
    title: str
    fields: list[Field]


@dataclass(frozen=True)
class RowLine:
    """A row of a grid; `gone` is the name of the box that withdraws it, "" where it cannot be."""

    number: int
    is_new: bool
    goes: bool
    gone: str
    version_name: str
    version: int
    fields: list[Field]

    @property
    def is_faulty(self) -> bool:
        return any(each.faults for each in self.fields)


@dataclass(frozen=True)
class GridSection:
    """The records of one kind below this one, as a table to be filled in; `spare` is a new row."""

    id: str
    kind: str
    title: str
    meaning: str
    heads: list[Field]
    rows: list[RowLine]
    spare: RowLine
    next_number: int
    more: str
    address: str


@dataclass(frozen=True)
class FaultLine:
    """A fault with the id of its field."""

    id: str
    text: str


@dataclass(frozen=True)
class FormPage:
    """What templates/web/forms/form.html shows."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    action: str
    cancel: str
    key: str
    is_new: bool
    keeps_files: bool
    version: int
    reason: Field
    sections: list[FieldSection]
    grids: list[GridSection]
    faults: list[FaultLine] = field(default_factory=list)
    warnings: list[FaultLine] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    draft: KeptDraft | None = None
    note: str = ""

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Ids and titles of all parts, for the anchors at the left."""
        parts = [(each.id, each.title) for each in self.sections]
        parts += [(each.id, each.title) for each in self.grids]
        return [*parts, ("part-save", _("Before you save"))]

    @property
    def has_anchors(self) -> bool:
        return len(self.parts) > 4

    @property
    def is_dirty(self) -> bool:
        """Whether the fields hold what is not saved yet."""
        return bool(self.faults or self.conflicts or self.note)


def form_page(
    form: Form,
    *,
    key: str,
    submission: Submission | None = None,
    draft: KeptDraft | None = None,
    note: str = "",
) -> FormPage:
    """The page of a form as opened, or as it was sent and came back."""
    register, held = form.register, form.main.held
    messages = _by_name(submission.faults if submission else ())
    here = reverse("record-list", args=[register.kind])
    maker = _Fields(form, messages)
    title = _title(form)
    return FormPage(
        title=title,
        crumbs=[Crumb(_("Registers"), reverse("records")), Crumb(_(register.plural), here)]
        + ([Crumb(_name(form), _page_of(register, held.uid))] if held else [])
        + [Crumb(_("Correct") if held else _("New"))],
        as_at=[register.meaning] + ([_("version {}").format(held.version)] if held else []),
        action=_action(register, held.uid if held else None),
        cancel=_page_of(register, held.uid) if held else here,
        key=key,
        is_new=held is None,
        keeps_files=register.kind == Document.kind,
        version=form.main.version,
        reason=_reason(form, messages),
        sections=[
            FieldSection(
                f"part-{section.key}",
                section.title,
                [maker.of(form.main, column) for column in section.columns],
            )
            for section in sections_of(register)
        ],
        grids=[maker.grid(grid) for grid in form.grids],
        faults=_lines(submission.faults if submission else ()),
        warnings=_lines(submission.warnings if submission else ()),
        conflicts=submission.conflicts if submission else [],
        draft=draft,
        note=note,
    )


def _title(form: Form) -> str:
    if form.main.held is None:
        return _("New: {}").format(form.register.name)
    return _("Correct: {}").format(_name(form))


def _name(form: Form) -> str:
    held = form.main.held
    return str(held.values.get("name") or held.code) if held else ""


def _action(register: Register, uid: uuid.UUID | None) -> str:
    if uid is None:
        return reverse("record-new", args=[register.kind])
    return reverse("record-edit", args=[register.kind, uid])


def _page_of(register: Register, uid: uuid.UUID) -> str:
    return reverse("record", args=[register.kind, uid])


def _by_name(faults: Iterable[NamedFault]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, fault in faults:
        found.setdefault(name, []).append(fault.text)
    return found


def _lines(faults: Iterable[NamedFault]) -> list[FaultLine]:
    return [FaultLine(id_of(name), fault.text) for name, fault in faults]


def _reason(form: Form, messages: Mapping[str, list[str]]) -> Field:
    return plain_field(
        REASON,
        _("Reason of the change"),
        form.reason,
        help_=_("It stands in the history beside your name."),
        faults=messages.get(REASON, []),
        required=form.main.held is not None,
    )


@dataclass
class _Fields:
    """Makes fields; of what there is to say of a column, each thing is found once."""

    form: Form
    messages: Mapping[str, list[str]]
    _new: dict[str, str] = field(default_factory=dict)
    _files: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._files = _files_of(self.form)

    def of(self, entry: Entry, column: AnyColumn) -> Field:
        text = entry.text(column, self.form.named)
        name = entry.prefix + column.name
        unit_column = column.type.form_field().unit_column
        bare = column_field(entry.register, column, name, text, self.messages.get(name, []))
        if entry.is_new and column.name == "code":
            bare = replace(
                bare, help=_with_newest_code(bare.help, entry.register, self.form.viewer)
            )
        return replace(
            bare,
            is_fixed=column.name in entry.fixed,
            new=self._new_of(bare.target) if bare.target else "",
            unit_of=entry.prefix + unit_column if unit_column else "",
            door=self._files.get(str(entry.base.get(column.name) or ""), ""),
        )

    def _new_of(self, kind: str) -> str:
        """Where a record of that kind is entered, for whoever may."""
        if kind not in self._new:
            self._new[kind] = _new_address(kind, self.form.viewer)
        return self._new[kind]

    # -- grids

    def grid(self, grid: Grid) -> GridSection:
        register = grid.below.register
        spare = grid.blank("n0")
        rows = [self._row(row) for row in grid.rows]
        heads = [self.of(spare, column) for column in grid.below.columns]
        held = self.form.main.held
        listed = reverse("record-list", args=[register.kind])
        shown = sum(not row.is_new for row in grid.rows)
        return GridSection(
            id=f"part-{register.kind}",
            kind=register.kind,
            title=_(register.plural),
            meaning=register.meaning,
            heads=heads,
            rows=rows,
            spare=self._row(spare),
            next_number=_next_number(grid),
            more=_older(grid.count - shown),
            address=f"{listed}?is-{grid.below.column}={held.code}" if held else "",
        )

    def _row(self, row: Entry) -> RowLine:
        may_go = row.held is not None and policy.allowed(
            self.form.viewer, "withdraw", row.register.policy_class
        )
        return RowLine(
            number=row.number,
            is_new=row.is_new,
            goes=row.goes,
            gone=row.prefix + GONE if may_go and row.is_open else "",
            version_name=row.prefix + VERSION,
            version=row.version,
            fields=[self.of(row, column) for column in row.columns],
        )


def _older(count: int) -> str:
    """What is said of rows that the form does not show."""
    if count <= 0:
        return ""
    words = ngettext(
        "{} older one stands in its list:", "{} older ones stand in their list:", count
    )
    return words.format(f"{count:,}")


def _next_number(grid: Grid) -> int:
    """The number of the next new row: none has it yet."""
    numbers = [row.prefix.split(".")[2] for row in grid.rows if row.is_new]
    return max((int(each[1:]) for each in numbers), default=0) + 1


def _with_newest_code(help_: str, register: Register, viewer: Viewer) -> str:
    """A new code is chosen after those that there are."""
    newest = rows_of(register.kind, viewer).order_by("-pk").values_list("code", flat=True).first()
    newest_words = _("the newest is {}").format(newest) if newest and len(newest) < 40 else ""
    return " · ".join(part for part in (help_, newest_words) if part)


def _files_of(form: Form) -> dict[str, str]:
    """Codes of the documents that the form names → where their files are opened."""
    codes = {
        str(entry.base.get(column.name) or "")
        for entry in form.entries
        for column in entry.columns
        if column.type.target == Document.kind
    } - {""}
    if not codes:
        return {}
    found = rows_of(Document.kind, form.viewer).filter(code__in=codes)
    return {
        code: reverse("evidence-file", args=[uid]) for code, uid in found.values_list("code", "uid")
    }


def _new_address(kind: str, viewer: Viewer) -> str:
    if not policy.allowed(viewer, "enter", register_of(kind).policy_class):
        return ""
    return reverse("record-new", args=[kind])
