"""What the reader finds in a preset, and the kinds of fault under which a room tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from chainchief.core.faults import Fault, FaultKind, Place, declare
from chainchief.core.lined_yaml import Path_


class Problem(StrEnum):
    """What can be wrong with the shape of a preset."""

    UNREADABLE = "unreadable"
    #: YAML that is no mapping; told as UNREADABLE where a room does not say.
    NO_KEYS = "no-keys"
    TWICE = "twice"
    MISSING = "missing"
    UNKNOWN = "unknown"
    CHOICE = "choice"
    VALUE = "value"
    #: A whole number that is none, or out of its bounds; told as VALUE where a room does not say.
    RANGE = "range"


DEFAULTS: Mapping[Problem, FaultKind] = {
    Problem.UNREADABLE: declare(
        "PRE-001",
        why="the preset cannot be read: {reason}",
        remedy="mend the file, or take it out of the home folder's presets",
    ),
    Problem.TWICE: declare(
        "PRE-002",
        why="“{key}” is written twice; only the last one would count",
        remedy="keep one of them",
    ),
    Problem.MISSING: declare("PRE-003", why="“{path}” is missing", remedy="add it"),
    Problem.UNKNOWN: declare(
        "PRE-004",
        why="there is no key “{path}”; here can stand: {choices}",
        remedy="remove it or correct its name{hint}",
    ),
    Problem.CHOICE: declare(
        "PRE-005",
        why="“{path}” is one of: {choices}",
        remedy="choose one of them{hint}",
    ),
    Problem.VALUE: declare(
        "PRE-006",
        why="“{path}” takes {expected}",
        remedy="write it as in the preset that comes with the program",
    ),
}


#: Under which problem another is told that a room has no kind for.
_WIDER = {Problem.RANGE: Problem.VALUE, Problem.NO_KEYS: Problem.UNREADABLE}
#: After which nothing of a file can be looked at.
FATAL = (Problem.UNREADABLE, Problem.NO_KEYS)
_OF_A_VALUE = (Problem.VALUE, Problem.RANGE, Problem.CHOICE)


@dataclass(frozen=True)
class LocatedProblem:
    """One problem at the path of keys; `reason` says it in words, `facts` fill a kind's texts."""

    problem: Problem
    path: Path_
    reason: str
    value: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class FaultKinds:
    """Under which kinds a room tells problems: by problem, or by the key at the top of the file.

    A kind in `by_entry` has all problems below that key for its own; it is given the `number` of
    the entry, its `name`, and as `kind` the second key on the way to it. One in `by_key` has what
    is wrong with the value of the key itself.
    """

    by_problem: Mapping[Problem, FaultKind] = field(default_factory=dict)
    by_entry: Mapping[str, FaultKind] = field(default_factory=dict)
    by_key: Mapping[str, FaultKind] = field(default_factory=dict)

    def fault(self, problem: LocatedProblem, place: Place, name: str = "") -> Fault:
        """The fault that tells `problem`, with everything that a kind's texts may ask for."""
        path = [str(part + 1) if isinstance(part, int) else part for part in problem.path]
        number = next((part + 1 for part in problem.path if isinstance(part, int)), 0)
        facts: dict[str, object] = {
            "reason": problem.reason,
            "path": ".".join(path),
            "key": next((each for each in reversed(problem.path) if isinstance(each, str)), ""),
            "number": number,
            "name": name,
            "kind": path[1] if len(path) > 1 else "",
            **problem.facts,
        }
        return Fault(self._kind(problem), place, problem.value, facts)

    def _kind(self, problem: LocatedProblem) -> FaultKind:
        if len(problem.path) > 1 and problem.path[0] in self.by_entry:
            return self.by_entry[str(problem.path[0])]
        if (
            len(problem.path) == 1
            and problem.problem in _OF_A_VALUE
            and problem.path[0] in self.by_key
        ):
            return self.by_key[str(problem.path[0])]
        if problem.problem in self.by_problem:
            return self.by_problem[problem.problem]
        wider = _WIDER.get(problem.problem, problem.problem)
        return self.by_problem.get(wider, DEFAULTS[wider])
