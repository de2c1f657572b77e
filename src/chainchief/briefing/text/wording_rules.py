"""The rules of wording, from their preset: tolerances of 近 and 约, lengths, names with numbers."""

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from chainchief.briefing.faults import (
    RULE_MISSING,
    RULE_NOT_IN_RANGE,
    RULE_NOT_NAMES,
    RULES_UNREADABLE,
)
from chainchief.briefing.text.widths import narrowed
from chainchief.core.approximations import Approximation
from chainchief.core.presets import FaultKinds, Origin, Preset, Problem

_SHIPPED = Path(__file__).parents[1] / "presets"
SHIPPED = _SHIPPED / "writing.yaml"
#: A name that is a number alone would leave out every figure.
NameWithNumber = Annotated[str, Meta(pattern=r"[^\W\d]")]


@dataclass(frozen=True)
class Writing:
    """The rules in force; lengths in characters without spaces."""

    near: Fraction
    about: Fraction
    title: int
    sentence: int
    paragraph: int
    text: int
    source: str
    #: What holds a number and is no figure; `#` stands for any number.
    names: tuple[str, ...] = ()
    #: Whether a draft is signed while figures of it are not confirmed by their offices.
    refuses_unconfirmed: bool = False

    def tolerance(self, word: Approximation) -> Fraction:
        """The tolerance of a number beside this word, as a share of it."""
        return self.near if word is Approximation.NEARLY else self.about


class WritingPreset(Origin, frozen=True):
    near: Annotated[int, Meta(ge=1, le=20, description="近: how far below, in percent")]
    about: Annotated[int, Meta(ge=1, le=20, description="约: how far off, in percent")]
    title: Annotated[int, Meta(ge=1, le=1_000, description="most characters of a title")]
    sentence: Annotated[int, Meta(ge=1, le=10_000, description="most characters of a sentence")]
    paragraph: Annotated[int, Meta(ge=1, le=100_000, description="most characters of a paragraph")]
    text: Annotated[int, Meta(ge=1, le=1_000_000, description="most characters of a text")]
    names: Annotated[
        tuple[NameWithNumber, ...],
        Meta(description="names that hold a number and are no figure; # stands for any number"),
    ] = ()
    unconfirmed: Annotated[
        Literal["warn", "refuse"],
        Meta(description="figures that their offices did not confirm when a draft is signed"),
    ] = "warn"


def _writing(content: WritingPreset) -> Writing:
    return Writing(
        near=Fraction(content.near, 100),
        about=Fraction(content.about, 100),
        title=content.title,
        sentence=content.sentence,
        paragraph=content.paragraph,
        text=content.text,
        source=content.source,
        names=tuple(map(narrowed, content.names)),
        refuses_unconfirmed=content.unconfirmed == "refuse",
    )


PRESET = Preset(
    file=SHIPPED.name,
    shipped=_SHIPPED,
    shape=WritingPreset,
    build=_writing,
    about="How documents are worded: tolerances of 近 and 约, lengths, names with numbers",
    kinds=FaultKinds(
        by_problem={
            Problem.UNREADABLE: RULES_UNREADABLE,
            Problem.MISSING: RULE_MISSING,
            Problem.RANGE: RULE_NOT_IN_RANGE,
        },
        by_entry={"names": RULE_NOT_NAMES},
        by_key={"names": RULE_NOT_NAMES},
    ),
)


def rules() -> Writing:
    """The city's own rules where it has them, else those that come with the program.

    A city's names stand beside those shipped. Raises `FaultsError` with everything that is wrong
    with the file.
    """
    own = PRESET.load()
    names = (*PRESET.load_file(SHIPPED).names, *own.names)
    return replace(own, names=tuple(dict.fromkeys(names)))
