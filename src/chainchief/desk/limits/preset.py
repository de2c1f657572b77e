"""The time limits of difficulties as places have published them: a preset that a city edits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta, field

from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import _, in_language
from chainchief.core.presets import Document, Names, Origin, Part, Preset, Text
from chainchief.ledger.kinds.difficulty.models import DifficultyCategory, Urgency

NO_SUCH_SCHEME = declare(
    "DSK-001",
    why="no scheme here has the code “{code}”; there are {known}",
    remedy="name one of these, or add a scheme",
)
SCHEME_TWICE = declare(
    "DSK-002", why="the scheme “{code}” stands here twice", remedy="give each its own code"
)
NO_SUCH_LIMIT = declare(
    "DSK-003",
    why="“{name}” is no limit of a scheme",
    remedy="take it out, or write it as the limit is called",
)
NO_SUCH_CATEGORY = declare(
    "DSK-004",
    why="“{name}” is no category of difficulties; there are {known}",
    remedy="name one of these",
)
Days = Annotated[int, Meta(ge=0, le=250)]


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
    content = document.content
    codes = [scheme.code for scheme in content.schemes]
    for at, scheme in enumerate(content.schemes):
        path = ("schemes", at)
        if scheme.code in codes[:at]:
            yield document.fault(SCHEME_TWICE, path, scheme.code, {"code": scheme.code})
        for name in scheme.proposed:
            if name not in Scheme.__struct_fields__:
                yield document.fault(NO_SUCH_LIMIT, (*path, "proposed"), name, {"name": name})
        for name in scheme.by_category:
            if name not in DifficultyCategory.values:
                facts = {"name": name, "known": listed(DifficultyCategory.values)}
                yield document.fault(NO_SUCH_CATEGORY, (*path, "by_category"), name, facts)
    if content.in_force not in codes:
        facts = {"code": content.in_force, "known": listed(codes)}
        yield document.fault(NO_SUCH_SCHEME, ("in_force",), content.in_force, facts)


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


def scheme_named(code: str) -> Scheme:
    """The scheme of that code; `WrongUseError` with those that there are."""
    known = limits().schemes
    if code not in known:
        raise WrongUseError(
            _("There are no time limits {!r}; there are {}.").format(code, listed(known))
        )
    return known[code]
