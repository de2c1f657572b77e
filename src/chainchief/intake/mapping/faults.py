"""What can be wrong with the answer to which column is which (MAP-0xx)."""

from chainchief.core.faults import declare

NOT_CHOSEN = declare(
    "MAP-001",
    why="it was not said which column this head means",
    remedy="choose the column, or leave the head out",
)
CHOSEN_TWICE = declare(
    "MAP-002",
    why="“{other}” means the column “{column}” already",
    remedy="choose another column for one of them, or leave one out",
)
OTHER_SENSE = declare(
    "MAP-003",
    why="the head speaks of another amount than the column “{column}”",
    remedy="choose the column that the head says; self-reported, verified and recognised are three",
)
NO_SUCH_COLUMN = declare(
    "MAP-004",
    why="“{kind}” has no column {column!r}",
    remedy="choose one of: {choices}",
)
NO_SUCH_HEAD = declare(
    "MAP-005",
    why="the sheet has no such head",
    remedy="write it as it stands in the sheet; the heads are: {heads}",
)
NOTHING_MAPPED = declare(
    "MAP-006",
    why="every head is left out",
    remedy="choose the column for those that hold something, or correct the file",
)
