"""Technology routes, application fields, by-products and benchmark firms of a chain's segments."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from chainchief.chainmap.chart.ledger import holding, rows_of
from chainchief.chainmap.chart.model import Chart, Cite, is_below

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer


@dataclass(frozen=True)
class Trait:
    """What is said of a segment; `maturity` of technologies, `place` of benchmark firms.

    `is_doubtful` where its confidence is below the threshold, unless a document proves it.
    """

    segment: str
    aspect: str
    name: str
    cite: Cite
    maturity: str = ""
    place: str = ""
    source: str = ""
    is_doubtful: bool = False


def traits_of(chart: Chart, viewer: "Viewer | None", doubtful_below: Fraction) -> list[Trait]:
    """The traits of the chart's segments that hold on its day, in the order of their lists."""
    fields = ("uid", "version", "segment_id", "aspect", "name", "maturity", "place",
              "confidence", "source", "document_id")  # fmt: skip
    rows = rows_of("segment_trait", viewer).filter(holding(chart.as_at), segment__chain=chart.code)
    ordered = rows.order_by("segment__position", "segment_id", "aspect", "position", "code")
    found = []
    for (
        uid,
        version,
        segment,
        aspect,
        name,
        maturity,
        place,
        sure,
        source,
        document,
    ) in ordered.values_list(*fields):
        if segment not in chart.by_code:
            continue
        confidence = None if sure is None else Fraction(sure, 1_000_000)
        found.append(
            Trait(
                segment=segment,
                aspect=aspect,
                name=name,
                cite=Cite("segment_trait", str(uid), version, name),
                maturity=maturity,
                place=place,
                source=source,
                is_doubtful=is_below(confidence, doubtful_below) and not document,
            )
        )
    return found
