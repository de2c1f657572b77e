"""What firms are in the chains: leaders, key firms, lists, segments, products."""

import datetime as dt
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chainchief.demo.chance import Chance
from chainchief.demo.firms import Firm
from chainchief.demo.happenings import BEGIN, Scene, bureau_record
from chainchief.demo.records import DemoRecord
from chainchief.ledger.chaintemplates import Segment, Template, load

SINCE = dt.date(2022, 6, 1)
#: Codes of a chain and of one of its segments.
Place = tuple[str, str]


def leaders(scene: Scene) -> list[Firm]:
    """The firms that are chain leaders, the named ones first."""
    named = [firm for firm in scene.firms if not firm.is_invented]
    landmark = set(scene.landmark)
    own = [f for f in scene.firms if f.is_invented and f.chain in landmark and f.above_from]
    more = scene.chance("leaders").sample(own, min(scene.size("leaders"), len(own)))
    return [*named, *more][: scene.size("leaders")]


def roles(scene: Scene, chosen: Sequence[Firm]) -> Iterator[DemoRecord]:
    """Leaders and key firms of today; some whose role has ended; one leader of two chains."""
    chance = scene.chance("roles")
    named = {firm.code for firm in chosen}
    landmark = set(scene.landmark)
    others = [f for f in scene.firms if f.code not in named and f.chain in landmark]
    chance.shuffle(others)
    taken = iter(others)
    for number, firm in enumerate(chosen):
        yield _role(firm, firm.chain, "leader")
        if number == 0:
            second = next(chain for chain in scene.landmark if chain != firm.chain)
            yield _role(firm, second, "leader")
    for name, role, until in (
        ("leaders_expired", "leader", dt.date(2023, 6, 30)),
        ("key_firms", "key", None),
        ("supporting", "supporting", None),
    ):
        for _number in range(scene.size(name)):
            other = next(taken, None)
            if other is not None:
                yield _role(other, other.chain, role, until)


def _role(firm: Firm, chain: str, role: str, until: dt.date | None = None) -> DemoRecord:
    values = {
        "enterprise": firm.code,
        "chain": chain,
        "role": role,
        "notice": "演示链办〔2022〕3号",
        "valid_from": SINCE,
        "valid_to": until,
    }
    return bureau_record(SINCE, "enterprise_role", f"{firm.code}/{chain}/{role}/{SINCE}", values)


def lists(scene: Scene) -> Iterator[DemoRecord]:
    """Two lists of fifty firms each, and last year's, which is no longer in use."""
    own = [firm for firm in scene.firms if firm.above_from]
    chosen = scene.chance("lists").sample(own, min(2 * scene.size("top50"), len(own)))
    for code, name, since, until in (
        ("TOP50-A", "骨干企业50强", SINCE, None),
        ("TOP50-B", "高成长企业50强", SINCE, None),
        ("TOP50-2021", "骨干企业50强(2021年)", BEGIN, dt.date(2022, 5, 31)),
    ):
        values = {
            "name": name,
            "series": "TOP50",
            "publisher": "市工业和信息化局",
            "edition": "2021" if until else str(since.year),
            "division": scene.city.code,
            "valid_from": since,
            "valid_to": until,
        }
        yield bureau_record(since, "enterprise_list", code, values)
    half = len(chosen) // 2
    for number, firm in enumerate(chosen):
        code = "TOP50-A" if number < half else "TOP50-B"
        values = {"enterprise": firm.code, "listed_in": code, "valid_from": SINCE}
        yield bureau_record(SINCE, "enterprise_listing", f"{firm.code}/{code}", values)


@dataclass(frozen=True)
class Placed:
    """The templates of the city's chains, and the segment in which each firm is."""

    templates: Mapping[str, Template]
    firms: Mapping[str, Segment]

    def inputs(self, firm: Firm) -> Sequence[tuple[Segment, bool]]:
        """The segments that deliver to a firm's, and whether it stops without them."""
        if firm.code not in self.firms:
            return ()
        return self._inputs.get((firm.chain, self.firms[firm.code].code), ())

    @cached_property
    def _inputs(self) -> Mapping[Place, Sequence[tuple[Segment, bool]]]:
        inputs: dict[Place, dict[str, tuple[Segment, bool]]] = {}
        for chain, template in self.templates.items():
            named = {each.code: each for each in template.segments}
            for link in template.links:
                into = inputs.setdefault((chain, link.buyer), {})
                before = into.get(link.supplier)
                essential = link.essential or bool(before and before[1])
                into[link.supplier] = (named[link.supplier], essential)
        return {place: list(into.values()) for place, into in inputs.items()}


def placed(scene: Scene) -> Placed:
    """Each firm in a segment of its chain.

    Some segments stay without a firm of the city: that is what a map is for.
    """
    templates = {code: each for code, each in load().items() if code in scene.landmark}
    chance = scene.chance("segments")
    peopled = {
        code: chance.sample(list(each.segments), max(1, len(each.segments) * 4 // 5))
        for code, each in templates.items()
    }
    firms = {
        firm.code: chance.choice(peopled[firm.chain])
        for firm in scene.firms
        if firm.chain in peopled
    }
    return Placed(templates, firms)


def segments(scene: Scene, at: Placed) -> Iterator[DemoRecord]:
    """The chains' maps from their templates, the firms in their segments, some products."""
    for template in at.templates.values():
        yield from _map(template)
    chance = scene.chance("products")
    for firm in scene.firms:
        if firm.code in at.firms:
            segment, template = at.firms[firm.code], at.templates[firm.chain]
            yield from _in_segment(firm, template, segment, chance)


def _in_segment(
    firm: Firm, template: Template, segment: Segment, chance: Chance
) -> Iterator[DemoRecord]:
    code, since = template.code_of(segment.code), template.valid_from
    values = {
        "enterprise": firm.code,
        "segment": code,
        "basis": "主导产品",
        "valid_from": since,
    }
    yield bureau_record(since, "enterprise_segment", f"{firm.code}/{code}", values)
    if zlib.crc32(firm.code.encode()) % 25 == 0:
        judged = {
            "enterprise": firm.code,
            "segment": code,
            "verdict": "confirmed",
            "reason": "主营产品属于该环节",
            "judged_on": since,
        }
        yield bureau_record(since, "match_verdict", f"{firm.code}/{code}", judged)
    if segment.products and chance.happens(30):
        product = chance.choice(segment.products)
        row: dict[str, object] = {
            "enterprise": firm.code,
            "name": product,
            "segment": code,
            "main": True,
            "valid_from": since,
            **_standing(firm, since),
        }
        yield bureau_record(since, "enterprise_product", f"{firm.code}/{product}", row)


def _standing(firm: Firm, since: dt.date) -> dict[str, object]:
    """Where one product in eight stands in the national market, as its firm's papers say."""
    drawn = zlib.crc32(f"{firm.code}/rank".encode())
    if drawn % 8:
        return {}
    return {
        "market": "nation",
        "rank": drawn // 8 % 12 + 1,
        "market_share": (drawn // 96 % 28 + 3) * 10_000,
        "year": since.year - 1,
        "share_source": "行业协会证明",
    }


def _map(template: Template) -> Iterator[DemoRecord]:
    since = BEGIN
    for position, each in enumerate(template.segments, start=1):
        code = template.code_of(each.code)
        values = {
            "name": each.name,
            "chain": template.code,
            "stream": each.stream,
            "position": position,
            "products": "、".join(each.products),
            "key": each.key,
            "source": template.source,
            "note": each.note,
            "valid_from": since,
        }
        yield bureau_record(since, "chain_segment", code, values)
        for industry in each.classes:
            row = {"segment": code, "industry": industry}
            yield bureau_record(since, "segment_class", f"{code}/{industry}", row)
    for link in template.links:
        supplier, buyer = template.code_of(link.supplier), template.code_of(link.buyer)
        flow = {**template.link_values(link), "source": link.source or template.source}
        yield bureau_record(since, "segment_link", f"{supplier}/{buyer}/{link.flow}", flow)
    for trait in template.trait_values():
        trait |= {"source": trait["source"] or template.source, "valid_from": since}
        code = "/".join(str(trait[key]) for key in ("segment", "aspect", "name"))
        yield bureau_record(since, "segment_trait", code, trait)
