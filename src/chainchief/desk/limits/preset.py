"""The time limits of difficulties as places have published them: a preset that a city edits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec import field

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import in_language
from chainchief.core.presets import Document, Names, Origin, Part, Preset, Text
from chainchief.desk.limits.schemes import Days, Place, check_schemes
from chainchief.ledger.kinds.difficulty.models import DifficultyCategory, Urgency

NO_SUCH_CATEGORY = declare(
    "DSK-004",
    why="“{name}” is no category of difficulties; there are {known}",
    remedy="name one of these",
)


class Scheme(Part, frozen=True):
    """The limits of one place, in working days."""

    code: Text
    name: Names
    source: Text
    accept: Days
    assign: Days
    sign: Days
    answer: Days
    urgent: Days
    co_report: Days
    extension_before: Days
    extension_decision: Days
    objection: Days
    objection_decision: Days
    confirm: Days
    again: Days
    follow_up: Days
    pause: Days
    escalate: Days
    first_entry: Days | None = None
    by_category: dict[str, Days] = field(default_factory=dict)
    proposed: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return in_language(dict(self.name.as_mapping()))

    def answer_days(self, category: str, urgency: str) -> int:
        """The working days for an answer: the shorter one where two of them hold."""
        days = self.by_category.get(category, self.answer)
        return min(days, self.urgent) if urgency == Urgency.URGENT else days


class TimeLimits(Origin, frozen=True):
    in_force: Text
    schemes: tuple[Scheme, ...]
    reception: str = ""


@dataclass(frozen=True)
class Limits:
    """The schemes by code, the one for what is registered from now on, and who takes it in."""

    schemes: Mapping[str, Scheme]
    in_force: Scheme
    reception: str

    def of(self, process: str) -> Scheme:
        """The scheme that a difficulty runs by; of one that is no more, the one in force."""
        return self.schemes.get(process, self.in_force)


def _check(document: Document[TimeLimits]) -> Iterator[Fault]:
    yield from check_schemes(document, "proposed", _check_categories)


def _check_categories(
    document: Document[TimeLimits], scheme: Scheme, path: Place
) -> Iterator[Fault]:
    for name in scheme.by_category:
        if name not in DifficultyCategory.values:
            facts = {"name": name, "known": listed(DifficultyCategory.values)}
            yield document.fault(NO_SUCH_CATEGORY, (*path, "by_category"), name, facts)


def _built(content: TimeLimits) -> Limits:
    schemes = {scheme.code: scheme for scheme in content.schemes}
    return Limits(schemes, schemes[content.in_force], content.reception)


PRESET = Preset(
    file="time-limits.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=TimeLimits,
    build=_built,
    about="Time limits of difficulties: the steps' working days as places have published them",
    check=_check,
)


def limits() -> Limits:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
