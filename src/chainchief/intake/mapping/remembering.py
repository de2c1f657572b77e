"""Mappings kept: confirmed by a person, found again by sender and layout, changed, dropped."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.mapping import faults
from chainchief.intake.mapping.foreign_heads import ForeignHead, head_at
from chainchief.intake.mapping.senders import Sender, is_open_to, sender_from
from chainchief.intake.models import ColumnMapping
from chainchief.intake.table.known_heads import KnownHeads, folded
from chainchief.intake.table.no_table import ROWS_SEARCHED
from chainchief.intake.table.qualifiers import is_other_amount
from chainchief.ledger.registers import Register, register_of

#: (place, words of the head, column's name or "" for left out)
Columns = Sequence[tuple[int, str, str]]


@dataclass(frozen=True)
class Recognised:
    """A sheet whose layout its sender was asked about before."""

    sheet: Sheet
    head: ForeignHead
    mapping: ColumnMapping

    @property
    def columns(self) -> dict[int, str]:
        return {int(place): str(name) for place, _words, name in self.mapping.columns}


def recognised(sheets: Iterable[Sheet], known: KnownHeads, sender: Sender) -> list[Recognised]:
    """The sheets that are of a layout remembered of this sender for this kind."""
    names = {column.name for column in known.columns}
    by_layout = {
        mapping.layout: mapping
        for mapping in in_force(known.register.kind, sender)
        if names.issuperset(name for _place, _words, name in mapping.columns if name)
    }
    found = []
    for sheet in sheets if by_layout else ():
        for number, _cells in sheet.rows:
            if number > ROWS_SEARCHED:
                break
            head = head_at(sheet, number)
            if head is not None and head.layout in by_layout:
                found.append(Recognised(sheet, head, by_layout[head.layout]))
                break
    return found


def in_force(kind: str, sender: Sender) -> "QuerySet[ColumnMapping]":
    return ColumnMapping.objects.filter(kind=kind, sender=sender.text, ended_at=None).order_by("pk")


def said_before(kind: str, sender: Sender) -> dict[str, str]:
    """Answers that a sender confirmed last of each head, in whatever layout, by its words."""
    return {
        folded(str(words)): str(name)
        for mapping in in_force(kind, sender)
        for _place, words, name in mapping.columns
    }


def note_use(mapping: ColumnMapping) -> None:
    """A file went through by it."""
    now = dt.datetime.now(dt.UTC)
    ColumnMapping.objects.filter(pk=mapping.pk).update(uses=F("uses") + 1, last_used_at=now)


def confirm(
    kind: str,
    sender: Sender,
    heads: Mapping[int, str],
    chosen: Mapping[int, str | None],
    *,
    viewer: Viewer,
) -> ColumnMapping:
    """Remember which column each head means, in place of what was said of the same layout.

    `chosen` holds a column's name for a place, "" for left out; `FaultsError` with all that is
    missing or wrong, `NotAllowedError` for a sender who is not the viewer's.
    """
    register = register_of(kind)
    _require(viewer, kind, sender)
    found = [(place, words, chosen.get(place)) for place, words in sorted(heads.items())]
    wrong = _faults(register, found)
    if wrong:
        raise FaultsError(wrong)
    layout = ForeignHead(0, heads).layout
    with transaction.atomic():
        _end(in_force(kind, sender).filter(layout=layout), viewer)
        return ColumnMapping.objects.create(
            sender=sender.text,
            kind=kind,
            layout=layout,
            columns=[list(each) for each in found],
            confirmed_by=viewer.signature,
            confirmed_at=dt.datetime.now(dt.UTC),
        )


def drop(mapping: ColumnMapping, *, viewer: Viewer) -> None:
    """Forget it: the next file of that layout is asked about again."""
    _require(viewer, mapping.kind, sender_from(mapping.sender))
    _end(ColumnMapping.objects.filter(pk=mapping.pk, ended_at=None), viewer)


def mappings_for(viewer: Viewer) -> list[ColumnMapping]:
    """Mappings in force of the kinds and senders that are the viewer's."""
    return [
        mapping
        for mapping in ColumnMapping.objects.filter(ended_at=None).order_by("sender", "kind", "pk")
        if policy.allowed(viewer, "enter", register_of(mapping.kind).policy_class)
        and is_open_to(sender_from(mapping.sender), viewer)
    ]


def mapping_for(number: int, viewer: Viewer) -> ColumnMapping:
    """The mapping of this number; `WrongUseError` where there is none that is the viewer's."""
    for mapping in mappings_for(viewer):
        if mapping.pk == number:
            return mapping
    raise WrongUseError(_("There is no column mapping {} in force.").format(number))


def chosen_by_words(sheet_heads: Mapping[int, str], given: Mapping[str, str]) -> dict[int, str]:
    """Columns said of heads by their words, by place; `FaultsError` for words of no head."""
    places = {folded(words): place for place, words in sheet_heads.items()}
    unknown = [words for words in given if folded(words) not in places]
    if unknown:
        facts = {"heads": listed(sheet_heads.values())}
        raise FaultsError(
            Fault(faults.NO_SUCH_HEAD, Place(column=words), facts=facts) for words in unknown
        )
    return {places[folded(words)]: name for words, name in given.items()}


def _require(viewer: Viewer, kind: str, sender: Sender) -> None:
    policy.require(viewer, "enter", register_of(kind).policy_class)
    require_sender(sender, viewer)


def require_sender(sender: Sender, viewer: Viewer) -> None:
    """Raise `WrongUseError` unless the viewer may bring files of the sender."""
    if not is_open_to(sender, viewer):
        raise WrongUseError(_("Files of this sender are brought by others; choose your own unit."))


def _end(mappings: "QuerySet[ColumnMapping]", viewer: Viewer) -> None:
    mappings.update(ended_by=viewer.signature, ended_at=dt.datetime.now(dt.UTC))


def _faults(register: Register, found: Sequence[tuple[int, str, str | None]]) -> list[Fault]:
    by_name = {column.name: column for column in KnownHeads(register).columns}
    wrong, first = [], dict[str, str]()
    for _place, words, name in found:
        where = Place(column=words)
        if name is None:
            wrong.append(Fault(faults.NOT_CHOSEN, where))
        elif name and name not in by_name:
            facts = {"kind": register.name, "column": name, "choices": listed(by_name)}
            wrong.append(Fault(faults.NO_SUCH_COLUMN, where, facts=facts))
        elif name and name in first:
            facts = {"other": first[name], "column": by_name[name].title}
            wrong.append(Fault(faults.CHOSEN_TWICE, where, facts=facts))
        elif name and is_other_amount(words, by_name[name].title):
            facts = {"column": by_name[name].title}
            wrong.append(Fault(faults.OTHER_SENSE, where, facts=facts))
        if name:
            first.setdefault(name, words)
    if not wrong and not first:
        wrong.append(Fault(faults.NOTHING_MAPPED))
    return wrong
