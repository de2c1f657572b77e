"""What is wrong with what was sent to the pages of policies."""

from chainchief.core.faults import declare

REFUSED = declare("DSK-360", why="{why}", remedy="look at it again")
NO_SUCH_STEP = declare(
    "DSK-361", why="there is no such step", remedy="take one that the page of the list offers"
)
NOT_A_YEAR = declare("DSK-362", why="“{year}” is no year", remedy="write four digits, such as 2026")
