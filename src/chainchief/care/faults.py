"""All that can be wrong with a backup. A backup gets one answer: the first that holds."""

from chainchief.core.faults import Severity, declare

_AGAIN = "copy it once more from where it was made, or take an earlier backup"
_DISTRUST = "do not use it; take another copy or an earlier backup, and find out who had this one"

EMPTY = declare("BAK-001", why="the file is empty", remedy=_AGAIN)
FOREIGN = declare(
    "BAK-002",
    why="this is no backup made by `chainchief backup`",
    remedy="name the file that `chainchief backup` wrote",
)
CUT_OFF = declare("BAK-003", why="the file breaks off before its end", remedy=_AGAIN)
ADDED = declare(
    "BAK-004",
    why="{bytes} bytes were added behind the end of the backup",
    why_of_one="{bytes} byte was added behind the end of the backup",
    counted="bytes",
    remedy=_DISTRUST,
)
OTHER_FORMAT = declare(
    "BAK-005",
    why="the backup has format {found}; this program reads format {known}",
    remedy="restore it with the version of ChainChief that made it",
)
OTHER_KEY = declare(
    "BAK-006",
    why="it was sealed with the key {found}, and the key in {file} is {own}",
    remedy="give the keys of the ledger that it was made from, with --keys",
)
ALTERED = declare(
    "BAK-007",
    why="it is not as it was when it was sealed, though all its parts can be read",
    remedy=_DISTRUST,
)
UNREADABLE = declare(
    "BAK-008", why="its table of contents cannot be read ({reason})", remedy=_DISTRUST
)
MANIFEST_MISSING = declare("BAK-009", why="its manifest is missing", remedy=_DISTRUST)
MANIFEST_UNREADABLE = declare(
    "BAK-010", why="its manifest cannot be understood ({reason})", remedy=_DISTRUST
)
PART_ALTERED = declare(
    "BAK-011", why="the part {name} is not what the manifest says of it", remedy=_DISTRUST
)
PART_MISSING = declare("BAK-012", why="the part {name} is missing", remedy=_DISTRUST)
PART_FOREIGN = declare(
    "BAK-013", why="it holds {name}, which its manifest does not name", remedy=_DISTRUST
)
PART_TWICE = declare("BAK-014", why="it holds {name} twice", remedy=_DISTRUST)
UNSAFE_NAME = declare(
    "BAK-015", why="the part {name} would be written outside of the home folder", remedy=_DISTRUST
)
NO_FILE = declare(
    "BAK-016", why="the part {name} is a link or a folder, not a file", remedy=_DISTRUST
)
SIZE_LIES = declare(
    "BAK-017",
    why="the part {name} states a size of {found:,}, and its manifest {known:,} (bytes)",
    remedy=_DISTRUST,
)
LEDGER_DAMAGED = declare(
    "BAK-020", why="the database in it is damaged ({reason})", remedy="take an earlier backup"
)
OTHER_PROGRAM = declare(
    "BAK-021",
    why="its ledger has the migration {name}, which this program does not know",
    remedy="restore it with the version of ChainChief that made it, or a later one",
)
OTHER_DATABASE = declare(
    "BAK-022",
    why="its ledger comes from {found}, and the target is {known}",
    remedy="give an empty {found} database with --database; without it the target is SQLite",
)
NOT_EMPTY = declare(
    "BAK-023",
    why="the database {name} holds {number} tables already",
    why_of_one="the database {name} holds {number} table already",
    counted="number",
    remedy="make an empty database and give that one",
)
NO_SPACE = declare(
    "BAK-024",
    why="it needs {need:,} bytes, and {folder} has {free:,} left",
    remedy="make room, or restore to another disk",
)
STORED_ALTERED = declare(
    "BAK-030",
    why="{name} was altered before it was backed up: its content is not what its name says",
    remedy="run `chainchief verify`, and put the file back from an earlier backup",
    severity=Severity.WARNING,
)
STORED_MISSING = declare(
    "BAK-031",
    why="{name} is missing from the home folder, though a snapshot needs it",
    remedy="run `chainchief verify`, and put the file back from an earlier backup",
    severity=Severity.WARNING,
)
