"""A map of one theme of a chain: its drawing, the table behind it, and what each node is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chainchief.chainmap.chart.model import Cite
from chainchief.chainmap.drawing.shapes import Drawing
from chainchief.core.i18n import _


@dataclass(frozen=True)
class RoadmapRow:
    """A line of the table; `segment` is the code that it is of."""

    segment: str
    cells: tuple[str, ...]
    cite: Cite | None = None


@dataclass(frozen=True)
class Roadmap:
    """`heads` and `rows` are the table; `cites` are the records that nodes show, by their keys."""

    theme: str
    title: str
    drawing: Drawing
    heads: tuple[str, ...]
    rows: tuple[RoadmapRow, ...]
    cites: Mapping[str, Cite] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The table for programs, heads as they are read."""
        return {
            "of": self.theme,
            "title": self.title,
            "rows": [
                {"segment": row.segment, **dict(zip(self.heads, row.cells, strict=True))}
                for row in self.rows
            ],
            "links": [
                {"from": group.about["from"], "to": group.about["to"]}
                for group in self.drawing.groups
                if group.kind == "edge"
            ],
        }


def to_be_verified(name: str, *, is_doubtful: bool) -> str:
    return _("{name} (to be verified)").format(name=name) if is_doubtful else name
