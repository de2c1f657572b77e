"""What the palette shows for a text: pages, records, figures, commands, all within reach."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.registers import all_registers, register_of
from chainchief.search.finding import Hit, Hits, find, kind_groups
from chainchief.web.frame.visible import address_of, rows_of
from chainchief.web.search import destinations
from chainchief.web.search.recent import recent

#: Lines of one group in the palette, and on the page.
FEW, MANY = 5, 20


@dataclass(frozen=True)
class Line:
    """One thing to open; `former` is the name that it had when it was called so."""

    title: str
    note: str
    address: str
    former: str = ""
    is_gone: bool = False


@dataclass(frozen=True)
class Group:
    """Lines under one heading; `count` says how many there are, "" for all that are shown."""

    key: str
    title: str
    lines: list[Line]
    count: str = ""
    more: str = ""


@dataclass(frozen=True)
class Answers:
    """What templates/web/search/answers.html shows."""

    text: str
    groups: list[Group]
    behind: int = 0

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)

    @property
    def is_empty(self) -> bool:
        return bool(self.text) and not self.groups


_TITLES = {
    "enterprise": "Firms",
    "project": "Projects",
    "chain": "Chains",
    "difficulty": "Difficulties",
    "person": "People",
    "other": "Other records",
}


def answers(text: str, request: HttpRequest, viewer: Viewer, best: int = FEW) -> Answers:
    """All that the text finds; of no text what was opened last, and the pages."""
    text = " ".join(text.replace("\0", "").split())[:200]
    if not text:
        return Answers("", _some(_recent(request, viewer), _pages_first(request, viewer)))
    found = find(text, viewer, best=best)
    records = [_records(name, hits, text) for name, hits in found.groups.items()]
    figures = destinations.meeting(text, destinations.figures(viewer))
    pages = destinations.meeting(text, destinations.pages(request, viewer))
    commands = destinations.meeting(text, destinations.commands(viewer))
    groups = [
        _group("pages", _("Pages"), pages, best),
        *[group for group in records if group.key != "other"],
        _group("figures", _("Figures"), figures, best),
        *[group for group in records if group.key == "other"],
        _group("commands", _("Commands"), commands, best),
    ]
    return Answers(text, [group for group in groups if group.lines], found.behind)


def _some(*groups: Group) -> list[Group]:
    return [group for group in groups if group.lines]


def _group(key: str, title: str, found: list[destinations.Destination], best: int) -> Group:
    lines = [Line(each.title, each.note, each.address) for each in found[:best]]
    return Group(key, title, lines, f"{len(found):,}" if len(found) > best else "")


def _records(name: str, hits: Hits, text: str) -> Group:
    count = f"{hits.count:,}" + ("+" if hits.is_more else "")
    more = ""
    kinds = kind_groups()[name]
    if hits.count > len(hits.best) and name != "other":
        more = f"{reverse('record-list', args=[kinds[0]])}?{urlencode({'words': text})}"
    lines = [_line(hit, with_kind=len(kinds) > 1) for hit in hits.best]
    return Group(name, _(_TITLES[name]), lines, count, more)


def _line(hit: Hit, *, with_kind: bool) -> Line:
    parts = [register_of(hit.kind).name] if with_kind else []
    if hit.title != hit.code:
        parts.append(hit.code)
    address = address_of(hit.kind, hit.uid)
    return Line(hit.title, " · ".join(parts), address, hit.former, not hit.is_current)


def _recent(request: HttpRequest, viewer: Viewer) -> Group:
    """What was opened last, as far as it still is within reach."""
    opened = recent(request)
    named: dict[tuple[str, str], Line] = {}
    for kind in {kind for kind, _uid in opened} & set(all_registers()):
        register = register_of(kind)
        called = "name" if "name" in register.columns_in_order else "code"
        uids = [uuid.UUID(uid) for each, uid in opened if each == kind]
        rows = rows_of(kind, viewer).filter(uid__in=uids)
        for uid, name, code in rows.values_list("uid", called, "code"):
            note = register.name if name == code else f"{register.name} · {code}"
            named[kind, str(uid)] = Line(name, note, address_of(kind, uid))
    return Group("recent", _("Opened last"), [named[each] for each in opened if each in named])


def _pages_first(request: HttpRequest, viewer: Viewer) -> Group:
    offered: Iterable[destinations.Destination] = destinations.pages(request, viewer)
    lines = [Line(each.title, "", each.address) for each in offered if not each.note]
    return Group("pages", _("Pages"), lines)


def announcement(found: Answers) -> str:
    """Announcement for screen readers when the answers are there."""
    if found.is_empty:
        return _("Nothing that is open to you is found by this.")
    text = ngettext("{count} result", "{count} results", found.count)
    return text.format(count=found.count)
