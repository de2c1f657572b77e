"""Where a document's figures come from: what the room asks of the indicators, and nothing more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from chainchief.briefing.citations import Citation
from chainchief.core.faults import FaultKind
from chainchief.core.spans import Month
from chainchief.indicators.figures import MARKS, Figure, Receipt


@dataclass(frozen=True)
class Definition:
    """The definition of an indicator in force.

    `text` is the sentence for readers, `whole` all that the value depends on, in the catalogue's
    own form; `hash` stands for `whole`.
    """

    code: str
    hash: str
    text: str
    whole: str


@dataclass(frozen=True)
class Wording:
    """What a document prints instead of a value, who approved it, and why."""

    text: str
    reason: str
    approved_by: str


class NoFigure(Exception):  # noqa: N818 - an answer to a question, told to people as a fault
    """There is no such figure; `kind` and `facts` say why, in the words of a fault."""

    def __init__(self, kind: FaultKind, **facts: object) -> None:
        super().__init__(kind.code)
        self.kind, self.facts = kind, facts


def is_absent(figure: Figure) -> bool:
    """Whether there is nothing to print. A comparison may have words (由亏转盈) and no value."""
    return figure.state in MARKS


class FigureSource(Protocol):
    """The figures of one month in one snapshot."""

    @property
    def month(self) -> Month: ...

    @property
    def snapshot(self) -> str:
        """The snapshot's id; `working` for the open ledger."""

    @property
    def cut_off(self) -> str:
        """Until when the ledger is in the snapshot, as a person reads it."""

    @property
    def anchor(self) -> str:
        """The anchor of the change log as it is now, by which a roll-back shows; "" without one."""

    def indicators(self) -> Mapping[str, str]:
        """Code → name."""

    def claims(self) -> Mapping[str, str]:
        """Code → name of the sentences without a number."""

    def divisions(self) -> Mapping[str, str]:
        """Code → name, in the snapshot."""

    def chains(self) -> Mapping[str, str]:
        """Code → name, in the snapshot."""

    def top_division(self) -> str:
        """The code of the unit whose document this is when nothing else is said: the city."""

    def expect(self, codes: Iterable[str]) -> None:
        """Indicators that a document will ask for: they are computed together, and no others."""

    def figure(self, citation: Citation) -> Figure:
        """The figure cited; `absent` says why it has no value. Raises `NoFigure`.

        Of a claim it is the number that proves it, absent where it does not hold.
        """

    def is_first(self, citation: Citation, number: Fraction) -> bool:
        """Whether the figure reaches `number`, in its own unit, and did in no year before."""

    def receipt(self, citation: Citation) -> Receipt:
        """The records behind `figure(citation)`."""

    def definition(self, citation: Citation) -> Definition:
        """The definition that `figure(citation)` is computed by."""

    def wording(self, citation: Citation) -> Wording | None:
        """The wording adopted for this figure, None where its value is printed."""

    def figure_by(self, citation: Citation, hash: str, whole: str) -> Figure:
        """The figure by a kept definition, which may not be the catalogue's any more.

        Raises `NoFigure` where it cannot be computed by that definition.
        """
