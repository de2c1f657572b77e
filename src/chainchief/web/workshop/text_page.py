"""The page of a text: its numbers one by one, what could stand for each, and the template made."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.core.i18n import _
from chainchief.indicators.catalogue.sources import FURNISHED, OFFICIAL, RANKING
from chainchief.indicators.figures import Scope
from chainchief.indicators.reach import reaches
from chainchief.ledger.registers import register_of
from chainchief.web.figures.number_words import metric_type_word
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.query import CellQuery
from chainchief.web.workshop.bench_page import months_of
from chainchief.web.workshop.fields import address_of
from chainchief.workshop.models import ProposedTemplate
from chainchief.workshop.templates import save
from chainchief.workshop.texts import Numbered, Offer, TextReader, with_tags

#: Longer texts are read in parts.
MOST_CHARACTERS = 6000
_ENTERED = (FURNISHED, OFFICIAL, RANKING)


@dataclass(frozen=True)
class OfferLine:
    """One proposal for a number: what it is, what it would print, its tag."""

    name: str
    code: str
    nature: str
    prints: str
    matches: bool
    tag: str
    is_chosen: bool


@dataclass(frozen=True)
class NumberLine:
    """A number of the text with its sentence around it."""

    at: int
    text: str
    before: str
    after: str
    offers: list[OfferLine]
    bench: str
    is_kept: bool
    missing: bool
    #: A unit or chain that is named and cannot be seen, "" for none.
    unknown: str = ""


@dataclass(frozen=True)
class Door:
    """Where a number that no record holds is entered."""

    name: str
    address: str


@dataclass(frozen=True)
class TextPage:
    """What templates/web/workshop/text.html shows."""

    query: CellQuery
    crumbs: list[Crumb]
    months: list[Choice]
    text: str
    lines: list[NumberLine] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)
    was_read: bool = False
    summary: str = ""


def text_page(text: str, query: CellQuery, viewer: Viewer) -> TextPage:
    """The text with all its numbers; nothing but the field where there is none yet."""
    crumbs = [Crumb(_("Indicator workshop"), reverse("workshop")), Crumb(_("Text with numbers"))]
    text = text[:MOST_CHARACTERS]
    found = numbers_of(text, query, viewer)
    lines = [_line(at, one) for at, one in enumerate(found)]
    known = sum(not line.is_kept for line in lines)
    return TextPage(
        query,
        crumbs,
        months_of(query),
        text,
        lines=lines,
        doors=list(_doors(viewer)) if any(line.missing for line in lines) else [],
        was_read=bool(text.strip()),
        summary=_("numbers: {all}; figures proposed: {known}").format(all=len(lines), known=known),
    )


def numbers_of(text: str, query: CellQuery, viewer: Viewer) -> list[Numbered]:
    """Every number of the text, read against the month; a blank text waits for no figure of it."""
    is_blank = not text.strip()
    query, numbers = cell_of(query, viewer, () if is_blank else None)
    if is_blank:
        return []
    source = LedgerSource(query.month, numbers.snapshot, numbers.catalogue, numbers.figures)
    territory = numbers.figures.territory

    def is_open(division: str, chain: str) -> bool:
        return reaches(viewer, Scope(division, chain), territory)

    return TextReader(source, query.division, query.chain, is_open).read(text)


def _line(at: int, one: Numbered) -> NumberLine:
    best = one.best
    number = one.number
    return NumberLine(
        at=at,
        text=number.before[len(number.before) - (number.start - one.start) :] + number.text
        if number.start > one.start
        else number.text,
        before=number.before[: len(number.before) - (number.start - one.start)][-60:],
        after=number.after[:30],
        offers=[_offer(offer, is_chosen=offer is best) for offer in one.offers],
        bench=f"{reverse('workshop-bench')}?{address_of(one.draft)}" if one.draft else "",
        is_kept=best is None,
        missing=not one.unknown and not one.draft and not any(o.matches for o in one.offers),
        unknown=one.unknown,
    )


def _offer(offer: Offer, *, is_chosen: bool) -> OfferLine:
    return OfferLine(
        offer.name,
        offer.code,
        metric_type_word(offer.nature),
        offer.prints or offer.absent or "—",
        offer.matches,
        offer.tag,
        is_chosen,
    )


def _doors(viewer: Viewer) -> "list[Door]":
    """Forms in which a number that comes from elsewhere is entered, as far as they are open."""
    found = []
    for kind in _ENTERED:
        register = register_of(kind)
        if policy.allowed(viewer, "enter", register.policy_class):
            found.append(Door(register.name, reverse("record-new", args=[kind])))
    return found


def made_of(sent: QueryDict, query: CellQuery, viewer: Viewer) -> ProposedTemplate:
    """A draft of a template in which the tags that were confirmed stand for their numbers."""
    text = sent.get("text", "")[:MOST_CHARACTERS]
    found = numbers_of(text, query, viewer)
    chosen = [
        (one, tag)
        for at, one in enumerate(found)
        if (tag := sent.get(f"n{at}", "")) and tag in {offer.tag for offer in one.offers}
    ]
    body = with_tags(text, chosen, query.month)
    title, _newline, rest = body.partition("\n")
    with_title = len(title) <= 40 and not title.rstrip().endswith(("。", "；")) and rest.strip()
    return save(
        viewer=viewer,
        name="",
        title=title if with_title else "",
        text=rest.lstrip("\n") if with_title else body,
    )
