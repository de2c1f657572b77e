"""What `verify` can find in the change log, and what to do then."""

from chainchief.core.faults import Severity, declare

NO_ACTOR = declare(
    "VER-001",
    why="{number} changes of {kind} ({names}) were made behind the program: nobody is named"
    " (events {first} to {last})",
    why_of_one=(
        "{number} change of {kind} ({names}) was made behind the program: nobody "
        "is named (events {first} to {last})"
    ),
    counted="number",
    remedy="find out who wrote to the database directly, and why; then record it with `chainchief"
    " verify --explain {first}-{last} --reason …`",
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
    why_of_one="{number} more finding of {code} in {kind} is not listed",
    counted="number",
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
    why="the key of the seals, {file}, is missing or cannot be read",
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
UNSIGNED = declare(
    "VER-016",
    why="{number} changes of {kind} are said to be made by {actor}, and were not written by the"
    " program (events {first} to {last})",
    why_of_one=(
        "{number} change of {kind} is said to be made by {actor}, and was not "
        "written by the program (events {first} to {last})"
    ),
    counted="number",
    remedy="find out who wrote to the database directly, and why; then record it with `chainchief"
    " verify --explain {first}-{last} --reason …`",
)
WRITING_ALTERED = declare(
    "VER-017",
    why="the program wrote {number} events, {first} to {last}, which were altered or removed since"
    " ({found} are there)",
    why_of_one=(
        "the program wrote {number} event, {first} to {last}, which was altered or "
        "removed since ({found} there)"
    ),
    counted="number",
    remedy="compare with a backup; put back what was altered",
)
SEALS_FORGOTTEN = declare(
    "VER-018",
    why="the log was sealed up to event {event} at least, as {witness} shows, and its seals end at"
    " event {last}: they were erased, or the database is an older copy",
    remedy="put the latest database and folder keys back, or restore the last backup",
)
ANCHOR_REFUTED = declare(
    "VER-019",
    why="seal {seal}, of {at}, is not the one that the anchor {code} was taken from: this log is"
    " not a continuation of that one",
    remedy="if the ledger was restored from an earlier backup since, that is why; else restore a"
    " backup against which the anchor holds, and compare it with this log",
)
ROLLED_BACK = declare(
    "VER-020",
    why="the log was rolled back: the anchor {code} was taken at seal {seal}, and its last seal is"
    " {last}",
    remedy="put the latest database and folder keys back, or restore the last backup; if the"
    " ledger was restored from an earlier backup on purpose, that is why",
)
SEAL_GONE = declare(
    "VER-021",
    why="seal {seal}, at which the anchor {code} was taken, was removed from the log",
    remedy="restore a backup whose log verifies, and compare it with this one",
)
SEALS_COUNTED = declare(
    "VER-022",
    why=(
        "the database has made seals up to {counted}, and the last that is there "
        "is {seal}: others were erased"
    ),
    remedy="put the latest database and folder keys back, or restore the last backup",
)
HEAD_BEHIND = declare(
    "VER-023",
    why="the file {file} names seal {head} as the last, and there are seals up to {seal}: it was"
    " set back",
    remedy="find out who did; put it back from a copy of the folder keys",
)
DAMAGED = declare(
    "VER-024",
    why="the database is damaged: {reason}",
    remedy="keep a copy of it as it is, restore the last backup, and look after the disk",
)
UNREADABLE = declare(
    "VER-025",
    why="this could not be checked, because what is stored cannot be read: {reason}",
    remedy="mend the other findings first; a restored backup may be the shorter way",
)
EXPLAINED = declare(
    "VER-026",
    why="{events} events of {first} to {last} were made behind the program; explained by {actor}"
    " on {day}: {reason}",
    why_of_one=(
        "{events} event of {first} to {last} was made behind the program; "
        "explained by {actor} on {day}: {reason}"
    ),
    counted="events",
    remedy="nothing, unless the explanation does not convince",
    severity=Severity.WARNING,
)
