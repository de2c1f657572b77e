"""What is wrong with what was sent to the pages of the dispatch."""

from chainchief.core.faults import declare

NO_DAY = declare(
    "COL-060",
    why="this is no day",
    remedy="write it like 2023-12-08, or choose it from the calendar",
)
NO_COLUMN = declare(
    "COL-061", why="no column is chosen", remedy="tick what is to be filled in, at least one"
)
NO_FILE = declare("COL-062", why="no file was chosen", remedy="choose the workbook, then send it")
REFUSED = declare("COL-063", why="{why}", remedy="look at it again")
