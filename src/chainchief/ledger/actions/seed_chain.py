"""Seed a chain into the ledger from its template: once, and from then on the ledger owns it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.choices import alike, listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.actions.apply import apply_change_set
from chainchief.ledger.chaintemplates import Template, load
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.segment.models import ChainSegment
from chainchief.ledger.registers import register_of


@dataclass(frozen=True)
class Seeded:
    """What a seeding wrote. Where the chain has segments already, `is_new` is false: nothing."""

    template: Template
    is_new: bool
    segments: int
    classes: int = 0
    links: int = 0
    traits: int = 0


def seed_chain(code: str, *, viewer: Viewer, reason: str = "") -> Seeded:
    """Write the chain, its segments, their industries, links and traits as one change set.

    A chain that is in the ledger keeps its own record. One that has segments, even withdrawn ones,
    is left as it is.
    """
    policy.require(viewer, "seed", register_of(Chain.kind).policy_class)
    template = _template(code)
    chain = Chain.objects.filter(code=template.code).first()
    there = ChainSegment.objects.filter(chain_id=template.code).count()
    if there:
        return Seeded(template, is_new=False, segments=there)
    if chain is not None and chain.withdrawn_on:
        message = _("Chain {} was withdrawn on {}; reinstate it before it is seeded.")
        raise WrongUseError(message.format(chain.code, chain.withdrawn_on))
    classes, links = tuple(_classes(template)), tuple(_links(template))
    own = () if chain is not None else (_chain(template),)
    segments = tuple(_segments(template))
    traits = tuple(_traits(template))
    change_set = ChangeSet((*own, *segments, *classes, *links, *traits))
    apply_change_set(change_set, viewer=viewer, reason=reason or _origin(template))
    return Seeded(template, True, len(segments), len(classes), len(links), len(traits))


def _template(code: str) -> Template:
    templates = load()
    if code in templates:
        return templates[code]
    near = alike(code.upper(), templates, most=1, cutoff=0.4)
    hint = _(" Did you mean {}?").format(near[0]) if near else ""
    message = _("There is no chain template {!r}; the templates are {}.")
    raise WrongUseError(message.format(code, listed(templates)) + hint)


def _origin(template: Template) -> str:
    return _("from template {}, version {}").format(template.code, template.version)


def _chain(template: Template) -> Creation:
    """Since when the chain exists, and as a landmark, is the city's to say."""
    last = Chain.objects.aggregate(last=Max("position"))["last"] or 0
    values = {
        "name": template.names.zh,
        "short_name": template.short_name,
        "position": last + 1,
    }
    return Creation("chain", template.code, values)


def _segments(template: Template) -> Iterator[Creation]:
    for position, segment in enumerate(template.segments, start=1):
        values = {
            "name": segment.name,
            "chain": template.code,
            "stream": segment.stream,
            "position": position,
            "products": "、".join(segment.products),
            "key": segment.key,
            "source": _source(template, ""),
            "note": segment.note,
            "valid_from": template.valid_from,
        }
        yield Creation("chain_segment", template.code_of(segment.code), values)


def _classes(template: Template) -> Iterator[Creation]:
    for segment in template.segments:
        for industry in segment.classes:
            values = {"segment": template.code_of(segment.code), "industry": industry}
            yield Creation("segment_class", "", values)


def _links(template: Template) -> Iterator[Creation]:
    for link in template.links:
        values = template.link_values(link)
        yield Creation("segment_link", "", {**values, "source": _source(template, link.source)})


def _traits(template: Template) -> Iterator[Creation]:
    for values in template.trait_values():
        source = _source(template, str(values["source"]))
        dated = {**values, "source": source, "valid_from": template.valid_from}
        yield Creation("segment_trait", "", dated)


def _source(template: Template, own: str) -> str:
    """The source that is said of the one thing, else that of the whole template."""
    return f"{own or template.source}（{_origin(template)}）"
