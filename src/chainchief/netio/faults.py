"""The kinds of fault a network's files can have, under stable codes. docs/network.md lists them."""

from chainchief.core.faults import Severity, declare

UNREADABLE = declare(
    "NET-001",
    why="the file is neither UTF-8 nor GB18030 text, nor Parquet",
    remedy="save it as CSV in UTF-8",
)
NO_ROWS = declare(
    "NET-002",
    why="the file holds no rows below its head",
    remedy="check that the right file was given",
)
MISSING_COLUMN = declare(
    "NET-003",
    why="the column “{column}” is missing; there are: {found}{near}",
    remedy="give the column that name in the head of the file",
)
TWICE_COLUMN = declare(
    "NET-004",
    why="the column “{column}” occurs twice in the head",
    remedy="remove or rename one of them",
)
RAGGED = declare(
    "NET-005",
    why="cells in the row: {cells}, in the head: {columns}",
    remedy="put cells that contain a comma in quotes, or remove the surplus cells",
)
SEPARATOR = declare(
    "NET-006",
    why="the cells are separated by “{sign}”, not by commas",
    remedy="save it as CSV with commas",
)
NOT_ONE_VALUE = declare(
    "NET-007",
    why="the column “{column}” holds values of the type {type}, which are neither text nor numbers",
    remedy="keep one number or one text per cell",
)
BLANK_ROWS = declare(
    "NET-008",
    why="{count} rows hold nothing but spaces, the first in this line",
    why_of_one="{count} row holds nothing but spaces, in this line",
    counted="count",
    remedy="they were left out",
    severity=Severity.WARNING,
)
BLANK = declare(
    "NET-010",
    why="this cell must be filled in{also}",
    remedy="fill in the cell, or remove the row",
)
UNKNOWN_FIRM = declare(
    "NET-011",
    why="no firm of that id is in {firms}{near}{also}",
    remedy="correct the id, or add the firm to {firms}",
)
DUPLICATE_FIRM = declare(
    "NET-012",
    why="this id already stands in line {first}{also}",
    remedy="keep one row per firm",
)
NOT_A_NUMBER = declare(
    "NET-013",
    why="this column takes plain numbers only{also}",
    remedy="write digits without units or thousands separators, such as 12500.5",
)
NEGATIVE = declare(
    "NET-014",
    why="amounts are not negative{also}",
    remedy="net returns against sales, or remove the row",
)
OUT_OF_RANGE = declare(
    "NET-015",
    why="a share lies between 0 and 1{also}",
    remedy="write 30 % as 0.3",
)
NOT_A_FLAG = declare(
    "NET-016",
    why="this column takes 1 or 0 only{also}",
    remedy="write 1 for a local firm and 0 for any other",
)
NOT_WHOLE = declare(
    "NET-017",
    why="this column takes whole numbers of 0 or more{also}",
    remedy="write a whole number",
)
SELF_LINK = declare(
    "NET-018",
    why="supplier and buyer are the same firm{also}",
    remedy="remove the row: a firm cannot be cut off from itself",
)
BELOW_SALES = declare(
    "NET-019",
    why="{count} firms have a revenue below their recorded sales (in this line {sales})",
    why_of_one="{count} firm has a revenue below its recorded sales (in this line {sales})",
    counted="count",
    remedy="recorded sales were used instead; check the unit and the year",
    severity=Severity.WARNING,
)
BAD_CLASS = declare(
    "NET-020",
    why="a class is 2 (essential), 1 (not essential) or 0 (no short-term effect){also}",
    remedy="write 2, 1 or 0",
)
CONTRADICTION = declare(
    "NET-021",
    why="line {first} says “{other}” for the same {key}",
    remedy="keep one of the two rows",
)
MORE = declare(
    "NET-022",
    why="there are {count} more faults of the kind {code} in this column",
    why_of_one="there is {count} more fault of the kind {code} in this column",
    counted="count",
    remedy="mend those listed, then check the file again",
)
NO_SUCH_YEAR = declare(
    "NET-023",
    why="no row is of the year {year}; there are: {years}",
    remedy="choose one of these with --year",
)
INFINITE = declare(
    "NET-024",
    why="infinity is no number to compute with{also}",
    remedy="write the amount itself, or leave out what is not known",
)
NOT_DEFINED = declare(
    "NET-025",
    why="“not a number” (NaN) is what a program leaves where a result was not defined{also}",
    remedy="write the number itself, or leave out what is not known",
)
TOO_LARGE = declare(
    "NET-026",
    why="the number is larger than {limit}, more than is computed with{also}",
    remedy="check the digits and the exponent, or give all amounts in a larger unit",
)
TOO_SMALL = declare(
    "NET-027",
    why="the number is not 0 but smaller than {limit}, less than is computed with{also}",
    remedy="write 0 if nothing is meant, or give all amounts in a smaller unit",
)
NOT_A_RUN = declare(
    "NET-030",
    why="this file holds no interrupted run",
    remedy="name another file for --resume, or remove this one",
)
OTHER_RUN = declare(
    "NET-031",
    why="this file holds a run on other data or with other options",
    remedy="name another file for --resume, or repeat the run exactly as it was started",
)

SUMMED = declare(
    "NET-050",
    why="{count} rows repeat a supplier and buyer, the first in line {first}",
    why_of_one="{count} row repeats a supplier and buyer, in line {first}",
    counted="count",
    remedy="their amounts were added up; check that none was entered twice",
    severity=Severity.WARNING,
)
NO_AMOUNT = declare(
    "NET-051",
    why="{count} rows have the amount 0, the first in line {first}",
    why_of_one="{count} row has the amount 0, in line {first}",
    counted="count",
    remedy="they have no effect",
    severity=Severity.WARNING,
)
SEVERAL_YEARS = declare(
    "NET-052",
    why="the links are of {count} years ({years})",
    remedy="only {chosen} was used; --year chooses another",
    severity=Severity.WARNING,
)
OWN_USE = declare(
    "NET-053",
    why="{count} rows are sales of a firm to itself",
    why_of_one="{count} row is a sale of a firm to itself",
    counted="count",
    remedy="they were counted as own use (the diagonal of the table)",
    severity=Severity.WARNING,
)
COSTS_BELOW = declare(
    "NET-054",
    why="{count} firms have costs below their recorded purchases, the first in line {first}",
    why_of_one="{count} firm has costs below its recorded purchases, in line {first}",
    counted="count",
    remedy="their losses from missing inputs come out too high; check the unit and the year",
    severity=Severity.WARNING,
)
UNKNOWN_INDUSTRY = declare(
    "NET-055",
    why="no firm belongs to the industry “{industry}”{near}",
    remedy="the row has no effect; correct the industry if it was meant for one that exists",
    severity=Severity.WARNING,
)
NO_DEMAND = declare(
    "NET-056",
    why="firms without a row here: {count} of {firms}",
    remedy="their final demand was taken as 0",
    severity=Severity.WARNING,
)
AFTER_THE_END = declare(
    "NET-057",
    why="{count} rows lie after the last day {last}, the first in line {first}",
    why_of_one="{count} row lies after the last day {last}, in line {first}",
    counted="count",
    remedy="they have no effect; raise --days to see them",
    severity=Severity.WARNING,
)
SPENDS_MORE = declare(
    "NET-058",
    why="{count} firms buy more per day than they sell, the first being “{firm}”",
    why_of_one="{count} firm buys more per day than it sells: “{firm}”",
    counted="count",
    remedy="their value added is negative; check whether final demand is complete",
    severity=Severity.WARNING,
)
DEMAND_SUMMED = declare(
    "NET-059",
    why="{count} rows repeat a firm, the first in line {first}",
    why_of_one="{count} row repeats a firm, in line {first}",
    counted="count",
    remedy="their amounts were added up; check that none was entered twice",
    severity=Severity.WARNING,
)
ACTIVITY_SUMMED = declare(
    "NET-060",
    why="{count} rows repeat a place and activity, the first in line {first}",
    why_of_one="{count} row repeats a place and activity, in line {first}",
    counted="count",
    remedy="their values were added up; check that none was entered twice",
    severity=Severity.WARNING,
)
