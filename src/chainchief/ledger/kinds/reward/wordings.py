"""Wordings that ask for a fair-competition review (公平竞争审查), from their preset."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.faults import Severity, declare
from chainchief.core.i18n import _, in_language
from chainchief.core.presets import Origin, Part, Preset, Text
from chainchief.ledger.checks.row import Row, RowCheck, RowFault
from chainchief.ledger.preset_faults import entry_faults

BAD_WORDING = declare(
    "LED-043",
    why="the wording {number} is not well: {reason}",
    remedy="see the form in the preset that comes with the program",
)
ASKS_FOR_REVIEW = declare(
    "CHK-051",
    why="“{found}”: {wording}",
    remedy="have it reviewed for fair competition, or word it otherwise",
    severity=Severity.WARNING,
)


@dataclass(frozen=True)
class Wording:
    names: Mapping[str, str]
    pattern: re.Pattern[str]

    def __str__(self) -> str:
        return in_language(dict(self.names))


def check_wording(column: str) -> RowCheck:
    """A check of a free text; it has no say once the review is recorded in the same row."""

    def check(row: Row) -> list[RowFault]:
        text = str(row[column] or "")
        if row.get("fairness_reviewed_on"):
            return []
        for wording in PRESET.load():
            match = wording.pattern.search(text)
            if match:
                facts = {"found": match[0], "wording": wording}
                return [RowFault(ASKS_FOR_REVIEW, column, facts)]
        return []

    return check


class WordingEntry(Part, frozen=True):
    zh: Text
    en: Text
    pattern: Annotated[str, Meta(min_length=1, description="a regular expression")]

    def __post_init__(self) -> None:
        try:
            pattern = re.compile(self.pattern)
        except re.error as wrong:
            raise ValueError(str(wrong)) from None
        if pattern.search(""):
            raise ValueError(_("the pattern is found in every text"))


class FairCompetition(Origin, frozen=True):
    wordings: tuple[WordingEntry, ...]


def _wordings(content: FairCompetition) -> tuple[Wording, ...]:
    return tuple(
        Wording({"zh": each.zh, "en": each.en}, re.compile(each.pattern))
        for each in content.wordings
    )


PRESET = Preset(
    file="fair-competition.yaml",
    shipped=Path(__file__).parents[2] / "presets",
    shape=FairCompetition,
    build=_wordings,
    about="Wordings of policies that ask for a fair-competition review (公平竞争审查)",
    kinds=entry_faults(wordings=BAD_WORDING),
)


def check_preset() -> None:
    """Raise `FaultsError` with everything that is wrong with the preset in force."""
    PRESET.load()
