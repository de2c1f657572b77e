"""What the words of releases mean in the registers, from a preset that a city may replace."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.faults import declare
from chainchief.core.presets import FaultKinds, Origin, Part, Preset, Problem, Text
from chainchief.indicators.catalogue.sources import all_sources

UNREADABLE = declare(
    "WSH-040",
    why="it cannot be read: {reason}",
    remedy="mend the file, or take it out of the home folder's presets",
)
BAD_SUBJECT = declare(
    "WSH-041",
    why="subject {number} of the list does not hold: {reason}",
    remedy="give it “words” and “source”, a table of records",
)
BAD_AMOUNT = declare(
    "WSH-042",
    why="amount {number} of the list does not hold: {reason}",
    remedy="give it “words”, “source” and “column”",
)
BAD_QUALIFIER = declare(
    "WSH-043",
    why="qualifier {number} of the list does not hold: {reason}",
    remedy="give it “words”, “column” and “values”",
)


class SubjectEntry(Part, frozen=True):
    words: Annotated[tuple[Text, ...], Meta(min_length=1, description="words of releases")]
    source: Annotated[Text, Meta(description="the table of records that they mean")]
    where: Annotated[
        Mapping[str, tuple[str, ...]], Meta(description="column → the values that they mean")
    ] = {}
    date: Annotated[str, Meta(description="the day that places a record in a span")] = ""
    open_from: Annotated[str, Meta(description="of what is open: since which day")] = ""
    open_until: Annotated[str, Meta(description="of what is open: until which day")] = ""
    once: Annotated[bool, Meta(description="whether a record counts once, at first")] = False
    general: Annotated[
        bool, Meta(description="whether it decides only where no other words do")
    ] = False


class AmountEntry(Part, frozen=True):
    words: Annotated[tuple[Text, ...], Meta(min_length=1, description="words of releases")]
    source: Annotated[Text, Meta(description="the table that holds the amount")]
    column: Annotated[Text, Meta(description="the column that is added up")]
    of_projects: Annotated[
        bool, Meta(description="whether it is of the projects that the sentence named before")
    ] = False


class QualifierEntry(Part, frozen=True):
    words: Annotated[tuple[Text, ...], Meta(min_length=1, description="words of releases")]
    column: Annotated[Text, Meta(description="the column that they are about")]
    values: Annotated[tuple[str, ...], Meta(min_length=1, description="what stands in it")]


class PhrasesPreset(Origin, frozen=True):
    subjects: tuple[SubjectEntry, ...]
    amounts: tuple[AmountEntry, ...]
    qualifiers: tuple[QualifierEntry, ...] = ()


def _known(content: PhrasesPreset) -> PhrasesPreset:
    """Without what names tables that this program does not have."""
    tables = all_sources()
    return PhrasesPreset(
        source=content.source,
        version=content.version,
        valid_from=content.valid_from,
        subjects=tuple(each for each in content.subjects if each.source in tables),
        amounts=tuple(
            each
            for each in content.amounts
            if each.source in tables and each.column in tables[each.source].columns
        ),
        qualifiers=content.qualifiers,
    )


PRESET = Preset(
    file="phrases.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=PhrasesPreset,
    build=_known,
    about="What the words of releases mean in the registers, for first drafts in the workshop",
    kinds=FaultKinds(
        by_problem={Problem.UNREADABLE: UNREADABLE},
        by_entry={"subjects": BAD_SUBJECT, "amounts": BAD_AMOUNT, "qualifiers": BAD_QUALIFIER},
        by_key={"subjects": BAD_SUBJECT, "amounts": BAD_AMOUNT, "qualifiers": BAD_QUALIFIER},
    ),
)


def phrases() -> PhrasesPreset:
    """The city's own words where it has them, else those that come with the program."""
    return PRESET.load()
