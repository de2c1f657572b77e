"""What the words of releases mean in the registers, from a preset that a city may replace."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

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
    units: Annotated[
        tuple[str, ...], Meta(description="the units that a number of them has, all where blank")
    ] = ()
    distinct: Annotated[
        str, Meta(description="the column whose different values are counted, blank: records")
    ] = ""
    over: Annotated[str, Meta(description="the indicator whose records they are among")] = ""
    without: Annotated[str, Meta(description="the indicator whose records are left out")] = ""
    strong: Annotated[
        bool, Meta(description="whether it tells what was done with records that others name")
    ] = False
    general: Annotated[
        bool, Meta(description="whether it decides only where no other words do")
    ] = False


class AmountEntry(Part, frozen=True):
    words: Annotated[tuple[Text, ...], Meta(min_length=1, description="words of releases")]
    source: Annotated[Text, Meta(description="the table that holds the amount")]
    column: Annotated[Text, Meta(description="the column that is added up")]
    date: Annotated[str, Meta(description="the day that places an amount in a span")] = ""
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
    #: Groups of words of one meaning that tell indicators apart by their names.
    telling: tuple[tuple[str, ...], ...] = ()
    #: Words for statistics of other authorities, which no register holds.
    official: tuple[str, ...] = ()
    #: What chains are named by, before the word 产业链.
    industries: tuple[str, ...] = ()


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
        telling=content.telling,
        official=content.official,
        industries=content.industries,
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


def best(entries: "Iterable[SubjectEntry | AmountEntry]", clause: str) -> Any:
    """The entry whose words end nearest before the number, of equals the longest.

    What is said in general (项目, 企业) decides only where nothing else is said.
    """
    found = [
        (
            not getattr(each, "general", False),
            end_of(each.words, clause),
            _length(each.words, clause),
            each,
        )
        for each in entries
    ]
    known = [each for each in found if each[1] >= 0]
    return max(known, key=lambda each: each[:3])[3] if known else None


def end_of(words: Iterable[str], clause: str) -> int:
    ends = [at + len(word) for word in words if (at := clause.rfind(word)) >= 0]
    return max(ends, default=-1)


def _length(words: Iterable[str], clause: str) -> int:
    return max((len(word) for word in words if word in clause), default=0)
