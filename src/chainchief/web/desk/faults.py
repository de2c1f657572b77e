"""What is wrong with what was sent to the pages of the desk."""

from chainchief.core.faults import declare

REFUSED = declare("DSK-060", why="{why}", remedy="look at it again")
NO_SUCH_STEP = declare(
    "DSK-061", why="there is no such step", remedy="take one that the page offers"
)
