"""What can be wrong about accounts, log-ins and grants, and the room's exceptions."""

from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import declare

BAD_PRESET = declare(
    "PPL-001",
    why="the preset of log-in cannot be used: {reason}",
    remedy="mend the file; the one that comes with the program shows its form",
)
UNKNOWN_IN_PRESET = declare(
    "PPL-002",
    why="“{name}” is not known here; those are {choices}",
    remedy="write one of them",
)


class PeopleError(ChainChiefError):
    """The base of the room's exceptions."""


class NotRecordedError(PeopleError):
    """An event could not be written down, so that what it tells of must not happen."""
