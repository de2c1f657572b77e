"""Checks between the parts of a template: twice the same, dangling links, the way through."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from chainchief.core.choices import listed, near
from chainchief.core.codes import industries
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item
from chainchief.core.presets import Document
from chainchief.ledger.chaintemplates import faults
from chainchief.ledger.chaintemplates.graph import declared_links, reached, ring_through
from chainchief.ledger.chaintemplates.template import INDUSTRY, ORDER, SIDE_STREAMS, Template

FEWEST, MOST = 25, 60
#: Of all products of a segment together, as the ledger keeps them.
LONGEST_PRODUCTS = 400


class Parts:
    """The segments and links of a template as far as they can be read, with their lines."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.segments = _mappings(item, "segments")
        self.links = _mappings(item, "links")
        self.cycles = _mappings(item, "cycles")
        self.traits = _mappings(item, "traits")
        self.stream = {
            str(each["code"]): str(each.get("stream"))
            for each in self.segments.values()
            if "code" in each
        }
        self.known_links = {
            index: (str(link["from"]), str(link["to"]))
            for index, link in self.links.items()
            if str(link.get("from")) in self.stream and str(link.get("to")) in self.stream
        }
        #: Links between two different segments, each once.
        self.pairs = {pair for pair in self.known_links.values() if pair[0] != pair[1]}


def _mappings(item: Item, key: str) -> Mapping[int, dict[str, object]]:
    value = item.data.get(key)
    listed = value if isinstance(value, list) else []
    return {index: each for index, each in enumerate(listed) if isinstance(each, dict)}


def _texts_in(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def check_references(document: Document[Template]) -> Iterator[Fault]:
    """Check references between the parts as written, and what is beyond the shape of each."""
    parts = Parts(document.item)
    yield from _check_file(document.item)
    yield from _check_twice(parts)
    yield from _check_products(parts)
    yield from _check_classes(parts)
    yield from _check_links(parts)
    yield from _check_cycles(parts)
    yield from _check_streams(parts)
    yield from _check_ways(parts)
    yield from _check_count(parts)
    yield from _check_traits(parts)


def _check_count(parts: Parts) -> Iterator[Fault]:
    if not FEWEST <= len(parts.segments) <= MOST:
        facts = {"least": FEWEST, "most": MOST, "count": len(parts.segments)}
        yield Fault(faults.HOW_MANY, parts.item.place("segments"), facts=facts)


def _check_file(item: Item) -> Iterator[Fault]:
    code = item.data.get("code")
    if isinstance(code, str) and code != Path(item.file).stem:
        yield Fault(faults.OTHER_FILE, item.place("code"), code, {"expected": f"{code}.yaml"})


def _check_products(parts: Parts) -> Iterator[Fault]:
    for index, segment in parts.segments.items():
        length = len("、".join(_texts_in(segment.get("products"))))
        if length > LONGEST_PRODUCTS:
            facts = {"key": "products", "count": length, "most": LONGEST_PRODUCTS}
            place = parts.item.place("segments", index, "products")
            yield Fault(faults.TOO_LONG, place, facts=facts)


def _check_classes(parts: Parts) -> Iterator[Fault]:
    for index, segment in parts.segments.items():
        codes = segment.get("classes")
        written = codes if isinstance(codes, list) else []
        for at, code in enumerate(written):
            place = parts.item.place("segments", index, "classes", at)
            if code in written[:at]:
                yield Fault(faults.INDUSTRY_TWICE, place, str(code))
            elif isinstance(code, str) and re.match(INDUSTRY, code) and not industries.exists(code):
                yield Fault(faults.UNKNOWN_INDUSTRY, place, code, {"near": near_industries(code)})


def near_industries(code: str) -> str:
    """`; near it: 3985 …` for a code that there is not, else ""."""
    codes = listed(map(str, industries.near_codes(code)))
    return _("; near it: {}").format(codes) if codes else ""


def _check_twice(parts: Parts) -> Iterator[Fault]:
    for key, kind in (
        ("code", faults.CODE_TWICE),
        ("name", faults.NAME_TWICE),
        ("en", faults.NAME_TWICE),
    ):
        first: dict[str, int] = {}
        for index, segment in parts.segments.items():
            value = str(segment.get(key, ""))
            if value and value in first:
                facts = {"other": first[value]}
                yield Fault(kind, parts.item.place("segments", index, key), value, facts)
            first.setdefault(value, parts.item.line_of("segments", index, key))


def _check_links(parts: Parts) -> Iterator[Fault]:
    first: dict[tuple[object, ...], int] = {}
    for index, link in parts.links.items():
        yield from _check_ends(parts, index, link)
        said = tuple(str(link.get(key)) for key in ("from", "to", "kind"))
        if said in first:
            place = parts.item.place("links", index)
            yield Fault(faults.LINK_TWICE, place, " → ".join(said[:2]), {"other": first[said]})
        first.setdefault(said, parts.item.line_of("links", index))


def _check_traits(parts: Parts) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for index, trait in parts.traits.items():
        code, place = trait.get("of"), parts.item.place("traits", index)
        if isinstance(code, str) and code not in parts.stream:
            hint = {"hint": near(code, parts.stream)}
            yield Fault(faults.DANGLING, parts.item.place("traits", index, "of"), code, hint)
        said = tuple(str(trait.get(key)) for key in ("of", "aspect", "name"))
        if said in first:
            yield Fault(faults.TRAIT_TWICE, place, said[-1], {"other": first[said]})
        first.setdefault(said, parts.item.line_of("traits", index))
        name = str(trait.get("name", ""))
        if bool(trait.get("maturity")) != (trait.get("aspect") == "technology"):
            yield Fault(faults.MATURITY_OF_TECHNOLOGY, place, name)
        if bool(trait.get("place")) != (trait.get("aspect") == "benchmark"):
            yield Fault(faults.PLACE_OF_BENCHMARK, place, name)


def _check_ends(parts: Parts, index: int, link: Mapping[str, object]) -> Iterator[Fault]:
    for end in ("from", "to"):
        code = link.get(end)
        if isinstance(code, str) and code not in parts.stream:
            place = parts.item.place("links", index, end)
            yield Fault(faults.DANGLING, place, code, {"hint": near(code, parts.stream)})
    if "from" in link and link["from"] == link.get("to"):
        yield Fault(faults.SELF_LINK, parts.item.place("links", index), str(link["from"]))


def _rings(parts: Parts) -> Mapping[int, tuple[str, ...]]:
    return {index: _texts_in(each.get("segments")) for index, each in parts.cycles.items()}


def _check_cycles(parts: Parts) -> Iterator[Fault]:
    meant: set[tuple[str, str]] = set()
    for index, ring in _rings(parts).items():
        for supplier, buyer in sorted(declared_links(ring) - parts.pairs):
            facts = {"supplier": supplier, "buyer": buyer}
            yield Fault(faults.NO_CYCLE, parts.item.place("cycles", index), facts=facts)
        meant |= declared_links(ring)
    reported: set[frozenset[str]] = set()
    for index, pair in parts.known_links.items():
        ring = () if pair in meant or pair not in parts.pairs else ring_through(pair, parts.pairs)
        if ring and frozenset(ring) not in reported:
            reported.add(frozenset(ring))
            facts = {"ring": " → ".join((*ring, ring[0]))}
            yield Fault(faults.ACCIDENTAL_CYCLE, parts.item.place("links", index), facts=facts)


def _check_streams(parts: Parts) -> Iterator[Fault]:
    meant = {link for ring in _rings(parts).values() for link in declared_links(ring)}
    for index, (supplier, buyer) in parts.known_links.items():
        later, earlier = parts.stream[supplier], parts.stream[buyer]
        both = later in ORDER and earlier in ORDER
        if both and ORDER.index(later) > ORDER.index(earlier) and (supplier, buyer) not in meant:
            facts = {"supplier": supplier, "buyer": buyer, "later": _(later), "earlier": _(earlier)}
            yield Fault(faults.BACKWARDS, parts.item.place("links", index), facts=facts)


def _check_ways(parts: Parts) -> Iterator[Fault]:
    touched = {code for pair in parts.pairs for code in pair}
    sources = {c for c, stream in parts.stream.items() if stream in ("upstream", *SIDE_STREAMS)}
    ends = {code for code, stream in parts.stream.items() if stream == "downstream"}
    from_source = reached(sources, parts.pairs)
    to_end = reached(ends, {(buyer, supplier) for supplier, buyer in parts.pairs})
    for index, segment in parts.segments.items():
        code = str(segment.get("code", ""))
        place = parts.item.place("segments", index)
        if not code:
            continue
        if code not in touched:
            yield Fault(faults.NO_LINK, place, code)
            continue
        if code not in from_source:
            yield Fault(faults.NO_SOURCE, place, code)
        if code not in to_end:
            yield Fault(faults.NO_END, place, code)
