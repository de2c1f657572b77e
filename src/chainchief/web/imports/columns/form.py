"""The form in which a person says which column each head of a foreign sheet means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainchief.core.i18n import _
from chainchief.core.workbook.addresses import letters
from chainchief.intake.table.known_heads import KnownHeads
from chainchief.ledger.registers import register_of
from chainchief.web.frame.choices import Choice

#: The choice that leaves a head out.
LEFT_OUT = "-"


@dataclass(frozen=True)
class HeadLine:
    """One head: where it stands, what stands below it, what is chosen for it."""

    field: str
    letter: str
    text: str
    samples: tuple[str, ...]
    chosen: str
    is_open: bool


@dataclass(frozen=True)
class ColumnsForm:
    """What templates/web/imports/columns_form.html shows."""

    lines: list[HeadLine]
    choices: list[Choice]
    open_words: str
    rest: bool


def columns_form(
    kind: str, question: Mapping[str, Any] | None, given: Mapping[str, str]
) -> ColumnsForm | None:
    """The form with what is proposed, or with what was `given` before; None without a question."""
    if question is None:
        return None
    lines = [_line(head, given) for head in question["heads"]]
    return _form(kind, lines, given)


def mapping_form(kind: str, columns: Sequence[Any], given: Mapping[str, str]) -> ColumnsForm:
    """The form of a mapping that is remembered, to be changed."""
    heads = ({"place": place, "text": text, "column": name} for place, text, name in columns)
    return _form(kind, [_line(head, given) for head in heads], given)


def _form(kind: str, lines: list[HeadLine], given: Mapping[str, str]) -> ColumnsForm:
    unsaid = sum(line.is_open for line in lines)
    return ColumnsForm(
        lines,
        [Choice(column.name, column.label) for column in KnownHeads(register_of(kind)).columns],
        _("heads still open: {} of {}").format(unsaid, len(lines)) if unsaid else "",
        bool(given.get("rest")),
    )


def _line(head: Mapping[str, Any], given: Mapping[str, str]) -> HeadLine:
    field = _field(head["place"])
    proposed = head["column"]
    chosen = given.get(field, LEFT_OUT if proposed == "" else proposed or "")
    return HeadLine(
        field,
        letters(head["place"]),
        head["text"],
        tuple(head.get("samples", ())),
        chosen,
        not chosen,
    )


def columns_from(given: Mapping[str, str], heads: Mapping[int, str]) -> dict[int, str | None]:
    """Columns that the sent form gives each head: a name, "" for left out, None for nothing."""
    rest = "" if given.get("rest") else None
    said = {place: given.get(_field(place), "") for place in heads}
    return {place: "" if name == LEFT_OUT else name or rest for place, name in said.items()}


def _field(place: int) -> str:
    return f"column-{place}"
