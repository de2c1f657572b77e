"""Subjects: the headings under which indicators are shown, from a preset that a city may replace.

They arrange, they do not define: a definition's hash knows nothing of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import _, in_language
from chainchief.core.presets import Document, Origin, Part, Preset, Text
from chainchief.ledger.preset_faults import entry_faults

_MANY = "*"

BAD_SUBJECT = declare(
    "IND-090",
    why="subject {number} of the list does not hold: {reason}",
    remedy="give it “code”, “zh”, “en”, and “indicators”, a list of codes like IND-PRJ-*",
)


@dataclass(frozen=True)
class Subject:
    """A heading, and the codes (or beginnings of codes with `*`) of what stands under it."""

    code: str
    names: Mapping[str, str]
    patterns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return in_language(dict(self.names))

    def closeness(self, code: str) -> int:
        """The share of `code` that its best pattern names; 0 where none fits."""
        return len(self._best(code))

    def place(self, code: str) -> int:
        """The place of `code` among the others: its best pattern's place in the list."""
        return self.patterns.index(self._best(code))

    def _best(self, code: str) -> str:
        return max((each for each in self.patterns if _fits(each, code)), key=len, default="")


@dataclass(frozen=True)
class Subjects:
    """The headings in order, the one for what none of them names last."""

    listed: tuple[Subject, ...]

    def of(self, code: str) -> Subject:
        """The subject whose pattern fits `code` most closely; the first of equals."""
        if code not in self._found:
            self._found[code] = self._searched(code)
        return self._found[code]

    def place(self, code: str) -> tuple[int, int]:
        """The place of `code`: its subject among the headings, then its pattern in the subject."""
        subject = self.of(code)
        if subject is OTHER:
            return len(self.listed), 0
        return self.listed.index(subject), subject.place(code)

    def _searched(self, code: str) -> Subject:
        found = max(self.listed, key=lambda each: each.closeness(code), default=OTHER)
        return found if found.closeness(code) else OTHER

    @cached_property
    def _found(self) -> dict[str, Subject]:
        """By code: a page asks thousands of times, of an arrangement that stays."""
        return {}


#: What no subject of the arrangement names.
OTHER = Subject("other", {"zh": "其他", "en": "Others"})


class SubjectEntry(Part, frozen=True):
    code: Text
    zh: Text
    en: Text
    indicators: Annotated[
        tuple[str, ...], Meta(description="codes, or beginnings of codes followed by *")
    ]


class SubjectsPreset(Origin, frozen=True):
    subjects: tuple[SubjectEntry, ...]


def _subjects(content: SubjectsPreset) -> Subjects:
    return Subjects(
        tuple(
            Subject(each.code, {"zh": each.zh, "en": each.en}, each.indicators)
            for each in content.subjects
        )
    )


def _check_twice(document: Document[SubjectsPreset]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, entry in document.entries("subjects"):
        code = entry.get("code")
        if isinstance(code, str) and code in seen:
            facts = {"number": index + 1, "reason": _("“{}” is there twice").format(code)}
            yield document.fault(BAD_SUBJECT, ("subjects", index, "code"), facts=facts)
        seen.add(str(code))


PRESET = Preset(
    file="subjects.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=SubjectsPreset,
    build=_subjects,
    about="Under which heading an indicator stands on the page of a month and in the reference",
    kinds=entry_faults(subjects=BAD_SUBJECT),
    check=_check_twice,
)


def subjects() -> Subjects:
    """The city's own arrangement where it has one; `FaultsError` with everything wrong in it."""
    return PRESET.load()


def _fits(pattern: str, code: str) -> bool:
    if pattern.endswith(_MANY):
        return code.startswith(pattern.removesuffix(_MANY))
    return code == pattern
