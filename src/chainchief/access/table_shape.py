"""The policy table as it is written: the type of its preset, and how faults of it are told."""

from dataclasses import dataclass, replace
from typing import Annotated

from msgspec import Meta, field

from chainchief.access import faults as kinds
from chainchief.access.rules import READING, Level, Route, Whose
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.core.presets import FaultKinds, Names, Origin, Part, Problem
from chainchief.core.presets.problems import LocatedProblem

#: One name, or several.
SomeNames = str | Annotated[tuple[str, ...], Meta(min_length=1)]


def listed_in(names: SomeNames) -> tuple[str, ...]:
    """The members of a list; one name that stands alone is a list of it."""
    return (names,) if isinstance(names, str) else names


class ClassLabels(Names, frozen=True):
    level: Level = Level.SENSITIVE


class RuleEntry(Part, frozen=True):
    role: SomeNames
    verbs: SomeNames
    classes: SomeNames
    whose: Whose


class Needs(Part, frozen=True):
    verb: str
    policy_class: str = field(name="class")

    @property
    def route(self) -> Route:
        return Route(self.verb, self.policy_class)


class RouteEntry(Part, frozen=True):
    """What a page needs, by method; the short form, a verb and a class, is for reading."""

    verb: str | None = None
    policy_class: str | None = field(name="class", default=None)
    get: Needs | None = field(name=READING, default=None)
    post: Needs | None = field(name="POST", default=None)
    put: Needs | None = field(name="PUT", default=None)
    patch: Needs | None = field(name="PATCH", default=None)
    delete: Needs | None = field(name="DELETE", default=None)

    def __post_init__(self) -> None:
        if (self.verb is None) != (self.policy_class is None) or not self.routes:
            raise ValueError(_("a page needs a verb and a class"))

    @property
    def routes(self) -> dict[str, Route]:
        written = {
            "GET": self.get,
            "POST": self.post,
            "PUT": self.put,
            "PATCH": self.patch,
            "DELETE": self.delete,
        }
        found = {method: needs.route for method, needs in written.items() if needs is not None}
        if self.verb is not None and self.policy_class is not None:
            found[READING] = Route(self.verb, self.policy_class)
        return found


class PolicyPreset(Origin, frozen=True):
    roles: dict[str, Names]
    classes: dict[str, ClassLabels]
    verbs: dict[str, Names]
    rules: tuple[RuleEntry, ...]
    routes: dict[str, RouteEntry]


@dataclass(frozen=True)
class PolicyFaultKinds(FaultKinds):
    """Each part of the table has kinds of its own, which name the role, the rule or the page."""

    def fault(self, found: LocatedProblem, place: Place, name: str = "") -> Fault:
        path = found.path
        last = str(path[-1]) if path else ""
        named = found.value or last if self._names_value(found) else str((*path, "", "")[1])
        part = str((*path, "", "", "")[2]) if len(path) > 2 else last
        facts = {"language": last, "level": found.value, "part": part}
        return super().fault(replace(found, facts={**facts, **found.facts}), place, named)

    def _names_value(self, found: LocatedProblem) -> bool:
        """Whether what is wrong is what was written, not what stands around it."""
        return found.path[:1] == ("rules",) or self._kind(found) is kinds.UNKNOWN_METHOD

    def _kind(self, found: LocatedProblem) -> FaultKind:
        part = found.path[0] if found.path else ""
        if len(found.path) > 1 and part in _BY_PART:
            return _BY_PART[str(part)](found)
        return super()._kind(found)


def _of_labels(found: LocatedProblem) -> FaultKind:
    if found.path[-1] == "level":
        return kinds.UNKNOWN_LEVEL
    return kinds.MISSING_LABEL if found.path[-1] in ("zh", "en") else kinds.WRONG_FORM


def _of_a_rule(found: LocatedProblem) -> FaultKind:
    wrong_whose = found.problem is Problem.CHOICE and found.path[-1] == "whose"
    return kinds.UNKNOWN_WHOSE if wrong_whose else kinds.RULE_WITHOUT


def _of_a_route(found: LocatedProblem) -> FaultKind:
    method = found.problem is Problem.UNKNOWN and len(found.path) == len(("routes", "page", "PUT"))
    return kinds.UNKNOWN_METHOD if method else kinds.ROUTE_WITHOUT


_BY_PART = {
    **dict.fromkeys(("roles", "classes", "verbs"), _of_labels),
    "rules": _of_a_rule,
    "routes": _of_a_route,
}
FAULT_KINDS = PolicyFaultKinds(
    by_problem={
        Problem.UNREADABLE: kinds.UNREADABLE,
        Problem.MISSING: kinds.MISSING_PART,
        Problem.TWICE: kinds.WRITTEN_TWICE,
    },
    by_key=dict.fromkeys(("roles", "classes", "verbs", "rules", "routes"), kinds.WRONG_FORM),
)
