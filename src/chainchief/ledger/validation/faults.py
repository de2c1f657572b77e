"""What the ledger refuses of a record, or doubts, whoever writes it and by whatever way."""

from chainchief.core.faults import Severity, declare

REQUIRED_BLANK = declare(
    "CHK-101", why="this must be filled in", remedy="fill it in, or leave out the whole record"
)
UNKNOWN_REFERENCE = declare(
    "CHK-120",
    why="there is no {kind} of that code or name",
    remedy="write the code of one that exists, or enter it first{hint}",
)
WITHDRAWN_REFERENCE = declare(
    "CHK-121",
    why="that {kind} was withdrawn on {day}",
    remedy="name one that is in force",
)
WITHDRAWN_RECORD = declare(
    "CHK-122",
    why="the record of this code was withdrawn on {day}: {reason}",
    remedy="leave it out, or give a new record a code of its own",
)
DUPLICATE_KEY = declare(
    "CHK-123",
    why="{place} is about the same record, {code}",
    remedy="keep one of the two",
)
OTHER_CODE = declare(
    "CHK-124",
    why="the record's columns make the code {composed}, and a code never changes",
    remedy="leave the code blank, or correct the columns that it is made of",
)
TAKEN = declare(
    "CHK-125",
    why="{holder} already has it, and no two may",
    remedy="check which of the two is right",
)
TAKEN_IN_FILE = declare(
    "CHK-126",
    why="{place} has the same, and no two records may",
    remedy="check which of the two is right",
)
ALIKE_KEY = declare(
    "CHK-127",
    why="{other} is there already and differs only in capitals, width or spaces",
    remedy="write {other} if that record is meant, else give this one a code that differs more",
)
OUT_OF_ORDER = declare(
    "CHK-130", why="it is before “{other}” ({value})", remedy="check the two against each other"
)
RULE_BROKEN = declare(
    "CHK-133", why="it breaks the ledger's rule {rule}", remedy="check the values of this record"
)
DAY_LONG_AGO = declare(
    "CHK-134",
    why="the day is before October 1949",
    remedy="check the year",
    severity=Severity.WARNING,
)
DAY_AHEAD = declare(
    "CHK-135",
    why="it tells of something that has happened, and lies after today ({today})",
    remedy="check the year and the month",
    severity=Severity.WARNING,
)
DAY_FAR_AHEAD = declare(
    "CHK-136",
    why="it lies {years} years ahead",
    why_of_one="it lies {years} year ahead",
    counted="years",
    remedy="check the year; leave the cell blank where there is no end",
    severity=Severity.WARNING,
)
LEADS_BACK = declare(
    "CHK-144",
    why="followed on, it leads back to where it began: {way}",
    remedy="one of these records names the wrong other",
)
DUPLICATE_OF_DUPLICATE = declare(
    "CHK-145",
    why="{code} is itself told as a duplicate of {other}",
    remedy="name {other}, the record that counts",
)
UNIT_OF_BEFORE = declare(
    "CHK-137",
    why="until now it was {before}, some thousand times as much or as little",
    remedy="check the unit (元, 万元, 亿元)",
    severity=Severity.WARNING,
)
UNIT_OF_OTHERS = declare(
    "CHK-138",
    why="that is {amount}, while the usual one of this column is {usual}",
    remedy="check the unit (元, 万元, 亿元)",
    severity=Severity.WARNING,
)
OTHER_UNIT_OF_COUNTY = declare(
    "CHK-143",
    why="until now this record belonged to {before}",
    remedy="check that this is the code of the record that is meant",
    severity=Severity.WARNING,
)
UNIT_ALONE = declare(
    "CHK-128",
    why="the unit changes from {before} while “{quantity}” is not given anew",
    remedy="give the value together with its new unit",
)
CODE_TAKEN = declare(
    "LED-003",
    why="a record of the code {code} is in the ledger already",
    remedy="change the record that is there, or choose another code",
)
CODE_FIXED = declare(
    "LED-006",
    why="its code would become {code}, and a code never changes",
    remedy="withdraw this record and enter another one",
)
ALREADY_WITHDRAWN = declare(
    "LED-020", why="it was withdrawn on {day} already", remedy="nothing more is needed"
)
NOT_WITHDRAWN = declare("LED-021", why="it is not withdrawn", remedy="check the code of the record")
NOT_IN_REACH = declare(
    "LED-060",
    why="{viewer} ({roles}) may not {verb} {what} of {whose}",
    remedy="leave it to whom it belongs, or ask the chain office",
)
OUT_OF_REACH_AFTERWARDS = declare(
    "LED-061",
    why="it would then belong to {whose}, whose {what} {viewer} ({roles}) may not {verb}",
    remedy="leave the record where it is, or ask the chain office to move it",
)
REFUSED_BY_DATABASE = declare(
    "LED-010",
    why="the database refused it: {detail}",
    remedy="show this message to whoever looks after the program",
)
