"""How well an answer is founded: by a recorded purchase, a declaration, a template, or a guess."""

from collections.abc import Iterable
from enum import IntEnum
from fractions import Fraction

from chainchief.chainmap.chart.model import Flow, is_below


class Grade(IntEnum):
    """Ordered: a stronger record never lowers the grade of an answer that it supports."""

    GUESS = 1
    TEMPLATE = 2
    DECLARED = 3
    RECORDED = 4

    @property
    def code(self) -> str:
        return self.name.lower()


def strongest(grades: Iterable[Grade]) -> Grade:
    """The best evidence among records; a guess where there is none."""
    return max(grades, default=Grade.GUESS)


def grade_of_link(flow: Flow, doubtful_below: Fraction) -> Grade:
    """Declared where a document proves it, a guess where it is doubted, else as the map has it."""
    if flow.is_proved:
        return Grade.DECLARED
    return Grade.GUESS if is_below(flow.confidence, doubtful_below) else Grade.TEMPLATE
