"""Where answers do not agree with each other. They warn: the bureau decides, once both know."""

from chainchief.core.faults import Severity, declare

SAME_CELL = declare(
    "COL-090",
    why="the answer of {other} has another value in the same cell",
    remedy="agree with {other} on one of the two; whoever was wrong mends it",
    severity=Severity.WARNING,
)
SAME_PROJECT = declare(
    "COL-091",
    why="this project is in the answer of {other} too",
    remedy="agree in which of the two units it lands; the other leaves it out",
    severity=Severity.WARNING,
)
SAME_FIRM_AND_NAME = declare(
    "COL-092",
    why="a project of the same name and credit code is in the answer of {other} under another code",
    remedy="if it is one project, name one as the duplicate of the other, so that it counts once",
    severity=Severity.WARNING,
)
LOAN = declare(
    "COL-093",
    why="{other} states another amount of the same loan",
    remedy="compare the contract with {other}; the amount that was signed stands",
    severity=Severity.WARNING,
)
SUM = declare(
    "COL-094",
    why="{name}: the whole is not the sum of its parts by {other}",
    remedy="look for a part that is missing, counted twice, or in another unit of measure",
    severity=Severity.WARNING,
)
NO_SUCH_COLUMN = declare(
    "COL-006",
    why="{kind} has no column “{column}”",
    remedy="name a column of this kind of record; there are: {choices}",
)
NO_SUCH_KIND = declare(
    "COL-007", why="there is no kind of record “{kind}”", remedy="name one of: {choices}"
)
NO_UNIT = declare(
    "COL-008",
    why="a record of this kind does not say of which unit it is: {kind}",
    remedy="name a kind of record that has a unit; a whole has it in a column of its own",
)
NOT_A_NUMBER = declare(
    "COL-009",
    why="“{column}” of {kind} is no number",
    remedy="name a column of amounts or counts",
)
