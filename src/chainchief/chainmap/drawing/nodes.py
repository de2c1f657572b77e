"""One segment as a node: its mark, its name whole, its state in words, its firms on demand."""

from collections.abc import Sequence
from dataclasses import dataclass

from chainchief.chainmap.chart.model import Presence
from chainchief.chainmap.coverage.segments import Coverage, Status
from chainchief.chainmap.drawing.shapes import Box, Disc, Group, Label, Polygon, Shape
from chainchief.chainmap.drawing.text_width import wrapped
from chainchief.chainmap.wording import status_word
from chainchief.core.i18n import _, ngettext

#: Wide enough for the name of a firm in one line, where firms are shown.
WIDTH, WITH_FIRMS, PAD, MARK = 164.0, 232.0, 8.0, 12.0
NAME, SMALL, FIRM = 13.0, 11.0, 11.0
LINE, SMALL_LINE, FIRM_LINE = 17.0, 15.0, 14.5


@dataclass(frozen=True)
class Node:
    """What is written in a node, in lines; the drawing gives it its place."""

    covered: Coverage
    name: tuple[str, ...]
    state: tuple[str, ...]
    firms: tuple[tuple[str, ...], ...]
    change: str = ""
    width: float = WIDTH

    @property
    def code(self) -> str:
        return self.covered.segment.code

    @property
    def height(self) -> float:
        height = PAD + LINE * len(self.name) + SMALL_LINE * len(self.state) + PAD / 2
        if self.change:
            height += SMALL_LINE
        if self.firms:
            height += PAD / 2 + FIRM_LINE * sum(len(lines) for lines in self.firms)
        return height


def node_of(
    covered: Coverage, presences: Sequence[Presence], *, with_firms: bool, change: str = ""
) -> Node:
    width = WITH_FIRMS if with_firms else WIDTH
    room = width - 2 * PAD
    firms = dict.fromkeys(each.name for each in presences) if with_firms else {}
    return Node(
        covered=covered,
        name=wrapped(covered.segment.name, room - MARK - PAD / 2, NAME),
        state=wrapped(state_words(covered), room - MARK - PAD / 2, SMALL),
        firms=tuple(wrapped(name, room - 6, FIRM) for name in firms),
        change=change,
        width=width,
    )


def state_words(covered: Coverage) -> str:
    """`弱 · 1家 · 关键`: what shape and colour say, in words, and how many firms are here."""
    count = len(covered.local_firms)
    parts = [status_word(covered.status)]
    if count:
        parts.append(ngettext("{count} firm", "{count} firms", count).format(count=count))
    if covered.segment.is_key:
        parts.append(_("key"))
    return " · ".join(parts)


def mark_of(status: Status, x: float, y: float, size: float = MARK) -> tuple[Shape, ...]:
    """The mark of a status, its middle at (x, y): told apart by its shape alone."""
    r, role = size / 2, f"mark {status.code}"
    if status is Status.STRONG:
        return (Disc(x, y, r, role),)
    if status is Status.WEAK:
        half = ((x - r, y), (x - r * 0.87, y + r * 0.5), (x - r * 0.5, y + r * 0.87), (x, y + r),
                (x + r * 0.5, y + r * 0.87), (x + r * 0.87, y + r * 0.5), (x + r, y))  # fmt: skip
        return (Disc(x, y, r, f"{role} hollow"), Polygon(half, role))
    if status is Status.MISSING:
        return (Disc(x, y, r, f"{role} hollow"),)
    if status is Status.AT_RISK:
        corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
        # Stripes of a diamond: two bands across it.
        upper = ((x - r * 0.55, y - r * 0.45), (x - r * 0.1, y - r * 0.9),
                 (x + r * 0.9, y + r * 0.1), (x + r * 0.45, y + r * 0.55))  # fmt: skip
        return (Polygon(corners, f"{role} hollow"), Polygon(upper, role))
    box = Box(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6, 1.0, f"{role} hollow")
    dot = Box(x - r * 0.25, y - r * 0.25, r * 0.5, r * 0.5, 0.5, role)
    return (box, dot)


def drawn(node: Node, x: float, y: float, about: dict[str, str]) -> Group:
    """The node with its upper left corner at (x, y)."""
    status = node.covered.status.code
    shapes: list[Shape] = [Box(x, y, node.width, node.height, 5.0, f"node {status}")]
    if node.covered.segment.is_key:
        end = x + node.width
        corner = ((end - 12, y), (end - 4, y), (end, y + 4), (end, y + 12))
        shapes.append(Polygon(corner, "corner"))
    shapes += mark_of(node.covered.status, x + PAD + MARK / 2, y + PAD + LINE / 2 - 1)
    left, baseline = x + PAD + MARK + PAD / 2, y + PAD + LINE - 5
    for line in node.name:
        shapes.append(Label(left, baseline, line, "name"))
        baseline += LINE
    baseline -= 1.5
    for line in node.state:
        shapes.append(Label(left, baseline, line, f"state {status}"))
        baseline += SMALL_LINE
    if node.change:
        shapes.append(Label(left, baseline, node.change, "change"))
        baseline += SMALL_LINE
    baseline += PAD / 2
    for lines in node.firms:
        shapes.append(Disc(x + PAD + 2, baseline - 4, 1.5, "dot"))
        for line in lines:
            shapes.append(Label(x + PAD + 7, baseline, line, "firm"))
            baseline += FIRM_LINE
    name = node.covered.segment.name
    return Group("node", node.code, tuple(shapes), f"{name}: {' '.join(node.state)}", about)
