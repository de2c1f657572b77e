"""Why something of a meeting is refused."""

from chainchief.core.faults import declare

NO_SUBJECT = declare(
    "DSK-046", why="nothing is written here", remedy="write in one line what it is about"
)
NO_MINUTES = declare(
    "DSK-047", why="nothing is written here", remedy="write what was settled on this item"
)
NO_WORDS = declare(
    "DSK-048",
    why="nothing is written here",
    remedy="write the words of the instruction as they were given",
)
NO_CATEGORY = declare(
    "DSK-049",
    why="“{category}” is no category of meetings",
    remedy="choose one that the list offers",
)
NO_CHIEF = declare(
    "DSK-050",
    why="nobody is named who gave it",
    remedy="choose the chief who gave the instruction",
)
NOT_A_CHIEF = declare(
    "DSK-051",
    why="the ledger has no person “{code}”",
    remedy="choose one that the list offers",
)
LATER_THAN_TODAY = declare(
    "DSK-052",
    why="it lies ahead: {day}; today is {today}",
    remedy="enter what was given on the day on which it was",
)
