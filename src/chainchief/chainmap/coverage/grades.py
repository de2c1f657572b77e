"""How well an answer is founded: by a recorded purchase, a declaration, a template, or a guess."""

from collections.abc import Iterable
from enum import IntEnum


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
