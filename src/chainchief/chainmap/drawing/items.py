"""Boxes with a few lines of words in them, as maps of themes are made of."""

from dataclasses import dataclass

from chainchief.chainmap.coverage.segments import Status
from chainchief.chainmap.drawing.nodes import LINE, MARK, NAME, PAD, SMALL, SMALL_LINE, mark_of
from chainchief.chainmap.drawing.shapes import Box, Group, Label, Shape
from chainchief.chainmap.drawing.text_width import wrapped
from chainchief.chainmap.wording import status_word


@dataclass(frozen=True)
class Item:
    """What stands in a box: its name, small words below; `status` for segments.

    `heading` is told above the first of those that have it in common.
    """

    key: str
    name: str
    about: str = ""
    status: Status | None = None
    is_doubtful: bool = False
    heading: str = ""


@dataclass(frozen=True)
class PlacedItem:
    """An item in a box of a width; its height follows from its words."""

    item: Item
    width: float

    @property
    def _indent(self) -> float:
        return 0.0 if self.item.status is None else MARK + PAD / 2

    @property
    def name(self) -> tuple[str, ...]:
        return wrapped(self.item.name, self.width - 2 * PAD - self._indent, NAME)

    @property
    def words(self) -> tuple[str, ...]:
        """The small lines: status first, in words, then what else is said."""
        said = self.item.about
        if self.item.status is not None:
            said = " · ".join(filter(None, (status_word(self.item.status), said)))
        return wrapped(said, self.width - 2 * PAD - self._indent, SMALL) if said else ()

    @property
    def height(self) -> float:
        return PAD + LINE * len(self.name) + SMALL_LINE * len(self.words) + PAD / 2

    def drawn(self, x: float, y: float, height: float = 0.0) -> Group:
        """The box with its upper left corner at (x, y), at least as high as `height`."""
        item, status = self.item, self.item.status
        role = f"node {status.code}" if status is not None else "chip"
        if item.is_doubtful:
            role += " doubtful"
        shapes: list[Shape] = [Box(x, y, self.width, max(height, self.height), 5.0, role)]
        if status is not None:
            shapes += mark_of(status, x + PAD + MARK / 2, y + PAD + LINE / 2 - 1)
        left, baseline = x + PAD + self._indent, y + PAD + LINE - 5
        for line in self.name:
            shapes.append(Label(left, baseline, line, "name"))
            baseline += LINE
        baseline -= 1.5
        small = f"state {status.code}" if status is not None else "small"
        for line in self.words:
            shapes.append(Label(left, baseline, line, small))
            baseline += SMALL_LINE
        find = {"find": f"{item.name} {item.about} {item.heading}"}
        title = ": ".join(filter(None, (item.name, " ".join(self.words))))
        return Group("node", item.key, tuple(shapes), title, find)
