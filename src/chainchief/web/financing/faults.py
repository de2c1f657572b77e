"""Why a step is refused before it is one."""

from chainchief.core.faults import declare

NO_SUCH_STEP = declare(
    "FIN-040",
    why="there is no such step of financing",
    remedy="take one that the page offers",
)
REFUSED = declare(
    "FIN-041",
    why="{why}",
    remedy="put it right and take the step again",
)
