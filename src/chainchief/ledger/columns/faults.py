"""Why a column cannot take something: one catalogue for cells, fields, JSON and change sets."""

from chainchief.core.faults import FaultKind, declare

NOT_A_NUMBER = declare(
    "CHK-001",
    why="this column takes plain numbers only, in {unit}",
    remedy="write digits without unit, commas or words{hint}",
)
TOO_FINE = declare(
    "CHK-002",
    why="the value is finer than {smallest}",
    remedy="round it in the source, then enter it again",
)
NOT_A_DATE = declare(
    "CHK-003", why="this column takes dates", remedy="write year-month-day, like 2023-11-30{hint}"
)
NO_SUCH_DAY = declare(
    "CHK-010", why="there is no such day in the calendar", remedy="look the date up again"
)
NOT_A_MONTH = declare(
    "CHK-004", why="this column takes months", remedy="write year-month, like 2023-11{hint}"
)
NOT_A_CHOICE = declare(
    "CHK-005", why="this column takes one of: {choices}", remedy="choose one of them{hint}"
)
TOO_LONG = declare(
    "CHK-006", why="this column holds at most {most} characters", remedy="shorten the text"
)
NOT_WHOLE = declare(
    "CHK-007", why="this column takes whole numbers", remedy="write a whole number, like 3{hint}"
)
UNKNOWN_UNIT = declare(
    "CHK-008", why="there is no unit of that name", remedy="use one of: {choices}"
)
BELOW_ZERO = declare(
    "CHK-009", why="this column takes no negative numbers", remedy="check the sign"
)
NOT_A_TEXT = declare(
    "CHK-011", why="this column takes text", remedy="give it as text, in quotation marks"
)
OVER_THE_WHOLE = declare(
    "CHK-053",
    why="it is more than the whole, 100%",
    remedy="check the value; 12.5% is written 12.5",
)
INVISIBLE = declare(
    "CHK-110",
    why="the text contains an invisible character ({character})",
    remedy="type the text anew instead of pasting it",
)
NO_TEXT = declare(
    "CHK-172",
    why="character {position} of it is no text ({character}): it was lost or never was one",
    remedy="type the text anew, or save the file as UTF-8 and look for this character",
)
GARBLED = declare(
    "CHK-173",
    why="the text was read in a wrong encoding before it came here",
    remedy="type it anew, or have the file saved as UTF-8{hint}",
)
MARKUP = declare(
    "CHK-174",
    why="the code of a page or of another program was left in the text",
    remedy="write {meant}",
)
OVER_LIMIT = declare("CHK-131", why="it may be at most {limit}", remedy="check the value")
UNDER_LIMIT = declare("CHK-132", why="it must be at least {limit}", remedy="check the value")


class BadCell(ValueError):  # noqa: N818 - it is a finding, not a failure of the program
    """What its column cannot take: which kind of fault, and what fills its texts."""

    def __init__(self, kind: FaultKind, **facts: object) -> None:
        super().__init__(kind.code)
        self.kind, self.facts = kind, facts
