"""What `verify` can find in the change log, and what to do then."""

from chainchief.core.faults import declare

NO_ACTOR = declare(
    "VER-001",
    why="{number} changes of {kind} ({names}) were made behind the program: nobody is named"
    " (events {first} to {last})",
    remedy="find out who wrote to the database directly, and why",
)
ROW_DIFFERS = declare(
    "VER-002",
    why="{kind} {name} is not as the log has it: {columns}",
    remedy="compare with event {event}; put the logged values back, or explain the change by an"
    " entry through the program",
)
ROW_UNLOGGED = declare(
    "VER-003",
    why="{kind} {name} is in the ledger, but the log has no entry of it",
    remedy="find out where it comes from; a cut log or a missing trigger lets this happen",
)
ROW_VANISHED = declare(
    "VER-004",
    why="{kind} {name} is in the log (event {event}), but no longer in the ledger",
    remedy="put it back from the log or from a backup",
)
AND_MORE = declare(
    "VER-005",
    why="{number} more findings of {code} in {kind} are not listed",
    remedy="mend the listed ones first; a restored backup may be the shorter way",
)
TRIGGER_MISSING = declare(
    "VER-006",
    why="the trigger {name} of {table} is missing: changes of that table were not logged",
    remedy="find out who dropped it; then run `chainchief verify --restore-triggers`",
)
TRIGGER_ALTERED = declare(
    "VER-007",
    why="the trigger {name} of {table} is not the one that the program made, or is switched off",
    remedy="find out who altered it; then run `chainchief verify --restore-triggers`",
)
TRIGGER_FOREIGN = declare(
    "VER-008",
    why="there is a trigger {name} on {table} that the program did not make",
    remedy="find out what it does and drop it",
)
SEAL_BROKEN = declare(
    "VER-009",
    why="seal {seal} does not fit the events {first} to {last}: they were altered after sealing",
    remedy="restore a backup whose log verifies, and compare it with this one",
)
SEALS_APART = declare(
    "VER-010",
    why="seal {seal} does not follow the one before it",
    remedy="restore a backup whose log verifies, and compare it with this one",
)
LOG_CUT = declare(
    "VER-011",
    why="the log was cut: its last seal should be {seal}, up to event {event}",
    remedy="restore a backup made after that seal; if a backup was restored on purpose, restore"
    " the folder keys with it",
)
HEAD_MISSING = declare(
    "VER-012",
    why="the file {file} is missing, though there are seals up to {seal}",
    remedy="put it back from a backup of the home folder",
)
KEY_MISSING = declare(
    "VER-013",
    why="the key of the seals, {file}, is missing",
    remedy="put the copy of it back that is kept in another place (no backup holds it); without it"
    " no seal can be checked",
)
SUCCESSION_BROKEN = declare(
    "VER-014",
    why="the log of {kind} {name} has a gap before event {event}: entries were removed or altered",
    remedy="restore a backup whose log verifies, and compare it with this one",
)
CONTEXT_LEFT = declare(
    "VER-015",
    why="the database names {actor} as acting outside of any transaction",
    remedy="find out who wrote to the table ledger_changecontext",
)
