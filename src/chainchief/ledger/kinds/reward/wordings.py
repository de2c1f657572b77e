"""Wordings that ask for a fair-competition review (公平竞争审查), from their preset."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from chainchief.core.faults import Fault, FaultsError, Place, Severity, declare
from chainchief.core.i18n import in_language
from chainchief.ledger import presetfile
from chainchief.ledger.checks.row import Row, RowCheck, RowFault

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

_PRESET = "fair-competition.yaml"


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
        for wording in load(*presetfile.in_force(_PRESET)):
            found = wording.pattern.search(text)
            if found:
                facts = {"found": found[0], "wording": wording}
                return [RowFault(ASKS_FOR_REVIEW, column, facts)]
        return []

    return check


def check_preset() -> None:
    """Raise `FaultsError` with everything that is wrong with the preset in force."""
    load(*presetfile.in_force(_PRESET))


@cache
def load(path: Path, _time: float) -> tuple[Wording, ...]:
    """All wordings, or `FaultsError` with everything wrong with the file."""
    entries, faults = presetfile.read(path, "wordings")
    made = []
    for number, entry in enumerate(entries, 1):
        try:
            made.append(_wording(entry))
        except (KeyError, TypeError, ValueError, re.error) as refusal:
            facts = {"number": number, "reason": presetfile.reason_of(refusal)}
            faults.append(Fault(BAD_WORDING, Place(file=path.name), facts=facts))
    if faults:
        raise FaultsError(faults)
    return tuple(made)


def _wording(entry: Mapping[str, Any]) -> Wording:
    names = {"zh": str(entry["zh"]), "en": str(entry["en"])}
    pattern = re.compile(str(entry["pattern"]))
    if pattern.search(""):
        raise ValueError("the pattern is found in every text")
    return Wording(names, pattern)
