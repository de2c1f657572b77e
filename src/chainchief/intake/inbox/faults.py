"""What can be wrong with an inbox or a file in it (INB-0xx)."""

from chainchief.core.faults import declare

NO_PLAIN_NAME = declare(
    "INB-001",
    why="it is no plain name of a folder",
    remedy="write the name of a folder inside of “inbox”, without / and not beginning with a dot",
)
SAME_FOLDER = declare(
    "INB-002",
    why="another inbox has the same folder",
    remedy="give each a folder of its own",
)
NO_KIND_FITS = declare(
    "INB-003",
    why="its heads are not those of anything that is taken in from this folder: {kinds}",
    remedy="use the workbook of the program; or confirm once at the import page which column is"
    " which, and put the file in again",
)
SEVERAL_KINDS_FIT = declare(
    "INB-004",
    why="it may hold any of these: {kinds}",
    remedy="upload it at the import page, where the kind is chosen",
)
ARRIVED_BEFORE = declare(
    "INB-005",
    why="the same file arrived on {day} and is {state}",
    remedy="nothing needs to be done; to bring it once more, upload it at the import page",
)
NOT_ALLOWED = declare(
    "INB-006",
    why="the account of this folder may not bring it in: {why}",
    remedy="ask the chain office, which looks after the folders that files are put into",
)
