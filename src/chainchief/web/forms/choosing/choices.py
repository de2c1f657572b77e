"""Records to choose from as one types: by code, name, credit code, pinyin or its initials.

Within the viewer's reach, those first that this person chose before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from chainchief.access.viewers import Viewer
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.registers import Register, all_registers
from chainchief.web.forms.choosing.pinyin import is_spelt, spelt_like
from chainchief.web.forms.filling.references import called
from chainchief.web.frame.visible import records_of
from chainchief.web.registers.names import Names
from chainchief.web.registers.selection import is_named

#: As many are offered at once.
SHOWN = 12
_MOST_CHARACTERS = 80
#: Of so many last changes of a kind it is asked what this person chose in them.
_REMEMBERED = 400
_DETAIL_COLUMNS = ("credit_code", "short_name")


@dataclass(frozen=True)
class Offer:
    """One record: what goes into the field, and what tells it from others of the like name."""

    code: str
    text: str
    name: str
    details: str

    def as_json(self) -> dict[str, str]:
        return dict(vars(self))


@dataclass(frozen=True)
class Offers:
    """What is offered for some words; `more` says that others match too."""

    found: list[Offer]
    more: bool


def offers_for(register: Register, words: str, viewer: Viewer, field_name: str = "") -> Offers:
    """`field_name` is `KIND.COLUMN`, the field that asks: what was chosen there comes first."""
    text = " ".join(words.replace("\0", "").split())[:_MOST_CHARACTERS]
    rows = records_of(register.kind, viewer)
    codes = list(_codes(register, rows, text, viewer, field_name))
    return Offers(_offers(register, rows, codes[:SHOWN], viewer), len(codes) > SHOWN)


def _codes(
    register: Register, rows: "QuerySet[Any]", text: str, viewer: Viewer, field_name: str
) -> Iterator[str]:
    """Codes in the order in which they are offered, one more than are shown."""
    matching = rows.filter(_matches(register, text)) if text else rows
    recent = _recent(viewer, field_name, register.kind)
    seen: set[str] = set()
    for code in (*_in_order(matching, recent), *_best(register, matching, text)):
        if code not in seen:
            seen.add(code)
            yield code
    if is_spelt(text) and len(seen) <= SHOWN and is_named(register):
        spelt = spelt_like(register, text)
        found = rows.filter(code__in=spelt[: SHOWN * 8]).values_list("code", flat=True)
        within = set(found)
        yield from (code for code in spelt if code in within and code not in seen)


def _matches(register: Register, text: str) -> Q:
    found = Q(code__icontains=text)
    known = {column.name for column in register.columns}
    for name in ("name", *_DETAIL_COLUMNS):
        if name in known:
            found |= Q(**{f"{name}__icontains": text})
    # What the field shows of a record, code and name, finds it again.
    first, _space, rest = text.partition(" ")
    if rest and "name" in known:
        found |= Q(code=first) | Q(code=text.rpartition(" ")[2])
    return found


def _best(register: Register, rows: "QuerySet[Any]", text: str) -> Iterator[str]:
    """What begins with the text before what merely holds it."""
    if text:
        begins = Q(code__istartswith=text)
        if is_named(register):
            begins |= Q(name__istartswith=text)
        yield from rows.filter(begins).order_by("code").values_list("code", flat=True)[: SHOWN + 1]
    yield from rows.order_by("code").values_list("code", flat=True)[: SHOWN + 1]


def _in_order(rows: "QuerySet[Any]", codes: list[str]) -> list[str]:
    within = set(rows.filter(code__in=codes).values_list("code", flat=True))
    return [code for code in codes if code in within][:SHOWN]


def _recent(viewer: Viewer, field_name: str, kind: str) -> list[str]:
    """What this person put into that field in the last changes of its kind, the newest first."""
    asking, _dot, name = field_name.partition(".")
    register = all_registers().get(asking)
    if register is None or register.references.get(name) != kind:
        return []
    column = str(register.column(name).field.column)
    events = ChangeEvent.objects.filter(kind=asking).order_by("-pk")[:_REMEMBERED]
    codes = (
        str((image or {}).get(column) or "")
        for actor, image in events.values_list("actor", "after")
        if actor == viewer.signature
    )
    return [code for code in dict.fromkeys(codes) if code][:SHOWN]


def _offers(
    register: Register, rows: "QuerySet[Any]", codes: list[str], viewer: Viewer
) -> list[Offer]:
    known = {column.name for column in register.columns}
    wanted = {"code": "code"}
    wanted |= {name: name for name in ("name", *_DETAIL_COLUMNS) if name in known}
    paths = {
        kind: path
        for kind, path in (("division", register.division), ("chain", register.chain))
        if path and kind != register.kind
    }
    found = rows.filter(code__in=codes).values_list(*wanted.values(), *paths.values())
    lines = {line[0]: dict(zip([*wanted, *paths], line, strict=True)) for line in found}
    names = Names(viewer)
    for kind in paths:
        names.learn(kind, {str(line[kind]) for line in lines.values() if line[kind]})
    return [_offer(lines[code], paths, names) for code in codes if code in lines]


def _offer(line: dict[str, Any], paths: Iterable[str], names: Names) -> Offer:
    code, name = str(line["code"]), " ".join(str(line.get("name") or "").split())
    places = [names.door(kind, str(line[kind])).name for kind in paths if line[kind]]
    details = [*places, *(str(line[each]) for each in _DETAIL_COLUMNS if line.get(each))]
    return Offer(code, called(code, name), name or code, " · ".join(details))
