"""What can be wrong with drawing or judging a spot check, as its pages tell it."""

from chainchief.core.faults import declare

REFUSED = declare(
    "FND-001",
    why="{why}",
    remedy="correct what was filled in, and send it again",
)
