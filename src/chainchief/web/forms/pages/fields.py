"""Fields as templates show them: of a column, of a line of text that is no column."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.core.i18n import _
from chainchief.ledger.bases import ordered_pairs
from chainchief.ledger.columns import Widget
from chainchief.ledger.exchange.column_help import column_help, example_of
from chainchief.ledger.registers import AnyColumn, Register
from chainchief.web.frame.choices import Choice


@dataclass(frozen=True)
class Field:
    """One field of the form; what is wrong with it stands in `faults`."""

    name: str
    id: str
    label: str
    unit: str
    help: str
    text: str
    shown: str
    widget: str
    required: bool
    is_fixed: bool
    is_wide: bool
    choices: list[Choice]
    max_length: int | None
    placeholder: str
    target: str
    look_up: str
    new: str
    unit_of: str
    faults: list[str]
    #: Where the file of the document that the field names is opened.
    door: str = ""

    @property
    def described_by(self) -> str:
        """Ids of what explains the field to a screen reader."""
        ids = [f"{self.id}-help"] if self.help else []
        return " ".join([*ids, *([f"{self.id}-fault"] if self.faults else [])])


def id_of(name: str) -> str:
    """The id of the field of that name."""
    return "field-" + name.replace(".", "-")


def plain_field(
    name: str, label: str, text: str, *, help_: str = "", faults: list[str], required: bool
) -> Field:
    """A line of text that is no column."""
    return Field(
        name=name,
        id=id_of(name),
        label=label,
        unit="",
        help=help_,
        text=text,
        shown=text,
        widget="line",
        required=required,
        is_fixed=False,
        is_wide=True,
        choices=[],
        max_length=400,
        placeholder="",
        target="",
        look_up="",
        new="",
        unit_of="",
        faults=faults,
    )


def column_field(
    register: Register, column: AnyColumn, name: str, text: str, faults: list[str]
) -> Field:
    """The field of a column under a name, with `text` in it."""
    described = column.type.form_field()
    return Field(
        name=name,
        id=id_of(name),
        label=column.title,
        unit=described.unit,
        help=_help(register, column),
        text=text,
        shown=next((label for code, label in column.type.options() if code == text), text),
        widget=described.widget.value,
        required=column.required,
        is_fixed=False,
        is_wide=described.widget is Widget.PARAGRAPH,
        choices=_choices(column, text),
        max_length=None if described.target else described.max_length,
        placeholder=_placeholder(column, described.widget),
        target=described.target,
        look_up=_look_up(register, column),
        new="",
        unit_of="",
        faults=faults,
    )


def _choices(column: AnyColumn, text: str) -> list[Choice]:
    """A column with a default has no blank; what stands there and is no choice is kept."""
    known = [Choice(code, label) for code, label in column.type.options()]
    if not known:
        return []
    if text and text not in {each.code for each in known}:
        known.append(Choice(text, text))
    return known if column.empty not in (None, "") else [Choice("", "—"), *known]


def _look_up(register: Register, column: AnyColumn) -> str:
    kind = column.type.target
    return (
        f"{reverse('record-choices', args=[kind])}?for={register.kind}.{column.name}"
        if kind
        else ""
    )


def _placeholder(column: AnyColumn, widget: Widget) -> str:
    if widget is Widget.RECORD:
        return _("code, name or pinyin")
    return "" if widget in (Widget.SELECT, Widget.PARAGRAPH) else example_of(column)


def _help(register: Register, column: AnyColumn) -> str:
    """What the column means, and which day it may not be before."""
    parts = [column.help or column_help(column)]
    titles = {each.name: each.title for each in register.columns}
    parts += [
        _("not before “{}”").format(titles[first])
        for first, last in ordered_pairs(register.model)
        if last == column.name and first in titles
    ]
    return " · ".join(part for part in parts if part)
