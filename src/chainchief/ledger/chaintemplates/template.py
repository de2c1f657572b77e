"""A chain template: segments, what flows between them, and the cycles that are meant."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from msgspec import Meta, field

from chainchief.core.i18n import in_language
from chainchief.core.presets import Names, Origin, Part, Text

Stream = Literal["upstream", "midstream", "downstream", "equipment", "services"]
Flow = Literal["material", "part", "equipment", "service"]
Aspect = Literal["technology", "application", "by-product", "benchmark"]
Maturity = Literal["", "research", "pilot", "demonstration", "industrial", "mature", "replaced"]
Note = Annotated[Text, Meta(max_length=400)]
Source = Annotated[Text, Meta(max_length=160)]
#: In percent; what is left out was not judged.
Confidence = Annotated[int, Meta(ge=0, le=100)]
#: Streams that stand in an order; equipment and services stand beside them.
ORDER = ("upstream", "midstream", "downstream")
SIDE_STREAMS = ("equipment", "services")
STREAMS: tuple[str, ...] = get_args(Stream)
FLOWS: tuple[str, ...] = get_args(Flow)


CODE = r"^[A-Z0-9]+(-[A-Z0-9]+)*$"
#: Two to four digits of GB/T 4754-2017.
INDUSTRY = r"^\d{2,4}$"


class Segment(Part, frozen=True):
    """A segment (环节). `code` is its own; in the ledger the chain's stands before it."""

    code: Annotated[str, Meta(pattern=CODE, max_length=24)]
    name: Annotated[Text, Meta(max_length=40)]
    en: Annotated[Text, Meta(max_length=80)]
    stream: Stream
    products: Annotated[tuple[Text, ...], Meta(min_length=1)]
    classes: Annotated[tuple[Annotated[str, Meta(pattern=INDUSTRY)], ...], Meta(min_length=1)]
    key: bool = False
    note: Note = ""


class Link(Part, frozen=True):
    """What `supplier` delivers to `buyer`; essential where the buyer stops without it."""

    supplier: Text = field(name="from")
    buyer: Text = field(name="to")
    flow: Flow = field(name="kind")
    essential: bool
    confidence: Confidence | None = None
    source: Source = ""
    note: Note = ""


class Trait(Part, frozen=True):
    """What is said of a segment beside its goods; a source of its own where it is not the chain's.

    What is not sure has a low `confidence`, and is shown as to be verified.
    """

    segment: Text = field(name="of")
    aspect: Aspect
    name: Annotated[Text, Meta(max_length=60)]
    maturity: Maturity = ""
    place: Annotated[Text, Meta(max_length=60)] = ""
    confidence: Confidence | None = None
    source: Source = ""
    note: Note = ""


class Cycle(Part, frozen=True):
    """Segments that feed one another in a ring on purpose (回收, 再生), and why."""

    segments: Annotated[
        tuple[Text, ...], Meta(min_length=2, extra={"expected": "two or more codes of segments"})
    ]
    reason: Note


class Template(Origin, frozen=True):
    """A chain with its segments and links, as a file has them."""

    code: Annotated[str, Meta(pattern=CODE, max_length=12)]
    names: Names = field(name="name")
    short_name: Annotated[Text, Meta(max_length=40)]
    version: Annotated[int, Meta(ge=1)]
    source: Annotated[Text, Meta(max_length=160)]
    segments: tuple[Segment, ...]
    links: tuple[Link, ...]
    cycles: tuple[Cycle, ...] = ()
    traits: tuple[Trait, ...] = ()

    @property
    def name(self) -> str:
        return in_language(dict(self.names.as_mapping()))

    @property
    def streams(self) -> Mapping[str, int]:
        """Stream → number of its segments."""
        counted = Counter[str](segment.stream for segment in self.segments)
        return {stream: counted[stream] for stream in STREAMS}

    @property
    def essential(self) -> int:
        return sum(link.essential for link in self.links)

    def segment(self, code: str) -> Segment:
        return next(segment for segment in self.segments if segment.code == code)

    def code_of(self, segment: str) -> str:
        """The code that a segment has in the ledger."""
        return f"{self.code}/{segment}"

    def link_values(self, link: Link) -> dict[str, object]:
        """A link as a record of the ledger has it."""
        return {
            "supplier": self.code_of(link.supplier),
            "buyer": self.code_of(link.buyer),
            "flow": link.flow,
            "essential": link.essential,
            "confidence": _steps(link.confidence),
            "source": link.source,
            "note": link.note,
        }

    def trait_values(self) -> list[dict[str, object]]:
        """The traits as records have them; of a segment and aspect, in the order written."""
        counted = Counter[tuple[str, str]]()
        found = []
        for trait in self.traits:
            counted[trait.segment, trait.aspect] += 1
            found.append(
                {
                    "segment": self.code_of(trait.segment),
                    "aspect": trait.aspect,
                    "name": trait.name,
                    "maturity": trait.maturity,
                    "place": trait.place,
                    "position": counted[trait.segment, trait.aspect],
                    "confidence": _steps(trait.confidence),
                    "source": trait.source,
                    "note": trait.note,
                }
            )
        return found

    def inputs_of(self, code: str, *, essential: bool = False) -> frozenset[str]:
        """Segments that deliver to `code`; with `essential`, only those it stops without."""
        return frozenset(
            link.supplier
            for link in self.links
            if link.buyer == code and (link.essential or not essential)
        )

    def behind(self, code: str) -> frozenset[str]:
        """Every segment from which a path of links leads to `code`."""
        suppliers: set[str] = set()
        new = {code}
        while new:
            new = {supplier for each in new for supplier in self.inputs_of(each)} - suppliers
            suppliers |= new
        return frozenset(suppliers)


def _steps(percent: int | None) -> int | None:
    """Parts per million, as the ledger keeps shares."""
    return None if percent is None else percent * 10_000
