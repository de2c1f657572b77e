"""The time limits of tasks, and the way up of what is late: a preset that a city edits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from msgspec import field

from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import in_language
from chainchief.core.presets import Document, Names, Origin, Part, Preset, Text
from chainchief.desk.limits.schemes import Days, Place, check_schemes

LINE_NOT_UPWARDS = declare(
    "DSK-005",
    why="“{to}” hears of what is late no later than whoever stands before it in the line",
    remedy="name the line from the office upwards, none with fewer days than the one before",
)


class Level(StrEnum):
    """Who hears of what is late, from below upwards."""

    OFFICE_HEAD = "office-head"
    CHAIN_OFFICE = "chain-office"
    CHIEF = "chief"


class Rung(Part, frozen=True):
    """From so many working days late on, somebody above hears of it."""

    to: Level
    late: Days


class TaskScheme(Part, frozen=True):
    """The limits of a task's steps, in working days."""

    code: Text
    name: Names
    source: Text
    sign: Days
    accept: Days
    again: Days
    extension_before: Days
    extension_decision: Days
    remind_before: Days
    line: tuple[Rung, ...]
    proposed: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return in_language(dict(self.name.as_mapping()))

    def levels(self, late: int) -> list[Level]:
        """Say who is to hear of a step that is so many working days late, from below upwards."""
        return [rung.to for rung in self.line if late >= rung.late]


class TaskLimits(Origin, frozen=True):
    in_force: Text
    schemes: tuple[TaskScheme, ...]
    heads: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskSchemes:
    """The schemes by code, the one for what is given from now on, and the heads of offices."""

    schemes: Mapping[str, TaskScheme]
    in_force: TaskScheme
    heads: Mapping[str, str]

    def of(self, process: str) -> TaskScheme:
        """The scheme that a task runs by; of one that is no more, the one in force."""
        return self.schemes.get(process, self.in_force)


def _check(document: Document[TaskLimits]) -> Iterator[Fault]:
    yield from check_schemes(document, "proposed", _check_line)


def _check_line(document: Document[TaskLimits], scheme: TaskScheme, path: Place) -> Iterator[Fault]:
    levels, last = list(Level), -1
    for number, rung in enumerate(scheme.line):
        before = scheme.line[number - 1] if number else None
        if levels.index(rung.to) <= last or (before is not None and rung.late < before.late):
            where = (*path, "line", number, "to")
            yield document.fault(LINE_NOT_UPWARDS, where, rung.to, {"to": rung.to})
        last = levels.index(rung.to)


def _built(content: TaskLimits) -> TaskSchemes:
    schemes = {scheme.code: scheme for scheme in content.schemes}
    return TaskSchemes(schemes, schemes[content.in_force], content.heads)


PRESET = Preset(
    file="task-limits.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=TaskLimits,
    build=_built,
    about="Time limits of tasks: the steps' working days, and the way up of what is late",
    check=_check,
)


def task_limits() -> TaskSchemes:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
