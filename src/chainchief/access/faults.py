"""What can be wrong with a policy table, and the room's exceptions."""

from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import declare

UNREADABLE = declare(
    "ACC-001",
    why="the policy table cannot be read: {reason}",
    remedy="mend the file, or take it out of the home folder's presets",
)
MISSING_PART = declare(
    "ACC-002",
    why="the policy table has no part “{part}”",
    remedy="add it; the table that comes with the program shows its form",
)
UNKNOWN_NAME = declare(
    "ACC-003",
    why="“{name}” is not a {what} of this table; those are {choices}",
    remedy="write one of them, or declare it first",
)
UNKNOWN_WHOSE = declare(
    "ACC-004",
    why="“{name}” does not say whose records; it is one of {choices}",
    remedy="write one of them",
)
MISSING_LABEL = declare(
    "ACC-005",
    why="“{name}” has no label in “{language}”",
    remedy="give every name a label in both languages",
)
RULE_WITHOUT = declare(
    "ACC-006",
    why="rule {number} does not say its “{part}”",
    remedy="a rule says role, verbs, classes and whose",
)
UNKNOWN_LEVEL = declare(
    "ACC-007",
    why="“{name}” has the level “{level}”; a level is one of {choices}",
    remedy="write one of them",
)
WRITTEN_TWICE = declare(
    "ACC-008",
    why="“{name}” is written twice; only the last one would count",
    remedy="keep one of them",
)
WRONG_FORM = declare(
    "ACC-009",
    why="the part “{part}” of the policy table has another form than it should",
    remedy="roles, classes, verbs and routes are names with what they say, rules are a list",
)
ROUTE_WITHOUT = declare(
    "ACC-010",
    why="the page “{name}” does not say what it needs",
    remedy="write a verb and a class, or both for each method",
)
UNKNOWN_METHOD = declare(
    "ACC-011",
    why="“{name}” is not a method of a page; those are {choices}",
    remedy="write one of them",
)
OUTDATED = declare(
    "ACC-012",
    why="the policy table was written for an earlier version of the program; it lacks {missing}",
    remedy="add these with their labels and the rules that say who may; the table that comes with "
    "the program shows them all",
)


class AccessError(ChainChiefError):
    """The base of the room's exceptions."""


class NotAllowedError(AccessError):
    """The viewer may not do this; the message says what and as whom."""


class OutOfReachError(WrongUseError):
    """There is no such record within the viewer's reach: answered alike whether there is one."""
