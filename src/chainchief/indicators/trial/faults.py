"""What a trial warns of: a definition that is well formed, and yet perhaps not what is meant."""

from chainchief.core.faults import Severity, declare

SAME_MEANING = declare(
    "IND-070",
    why="it counts just what {other} counts already",
    remedy="use that indicator, or say what is meant otherwise",
    severity=Severity.WARNING,
)
SAME_NUMBERS = declare(
    "IND-071",
    why="over {span} it gives the same number as {other} in every unit and chain",
    remedy="look whether that indicator is what is meant",
    severity=Severity.WARNING,
)
SMALL_CELLS = declare(
    "IND-072",
    why_of_one="{small} of its {cells} cells rests on fewer than {threshold} records, and would be "
    "told to the public",
    why="{small} of its {cells} cells rest on fewer than {threshold} records, and would be told to "
    "the public",
    counted="small",
    remedy="write “disclosure: protected” if the records are of single firms",
    severity=Severity.WARNING,
)
WITHHELD_CELLS = declare(
    "IND-073",
    why_of_one="{withheld} of its {cells} cells would be withheld from the public",
    why="{withheld} of its {cells} cells would be withheld from the public",
    counted="withheld",
    remedy="print it for the city or for larger units where the public reads it",
    severity=Severity.WARNING,
)
NEVER_COUNTED = declare(
    "IND-074",
    why="in none of the twelve months to {month} did anything count",
    remedy="look at the conditions and at the unit and chain; perhaps a value is never entered",
    severity=Severity.WARNING,
)
DATES_MISSING = declare(
    "IND-075",
    why_of_one="{missing} of {rows} rows that meet the conditions has no “{column}”, so it counts "
    "in no month",
    why="{missing} of {rows} rows that meet the conditions have no “{column}”, so they count in no "
    "month",
    counted="missing",
    remedy="have the days entered, or choose another date",
    severity=Severity.WARNING,
)
BEGINS_LATER = declare(
    "IND-076",
    why="for {months} of the twelve months it is not known: {reason}",
    remedy="do not print it for those months",
    severity=Severity.WARNING,
)
