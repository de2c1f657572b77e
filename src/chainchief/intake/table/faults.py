"""What can be wrong with heads, cells and rows of a table (CHK-1xx)."""

from chainchief.core.faults import Severity, declare
from chainchief.core.i18n import _
from chainchief.ledger.columns import GARBLED, MARKUP, NO_TEXT
from chainchief.ledger.columns import INVISIBLE as INVISIBLE
from chainchief.ledger.exchange.named_records import AMBIGUOUS_NAME as AMBIGUOUS_NAME
from chainchief.ledger.exchange.named_records import OTHER_NAME as OTHER_NAME


def probably(meant: object) -> str:
    """The hint that a remedy adds where it is plain what was meant."""
    return _("; here probably {}").format(meant) if meant else ""


PLACEHOLDER = declare(
    "CHK-102",
    why="a sign that stands for “nothing” is not a value",
    remedy="leave the cell blank",
)
SAME_AS_ABOVE = declare(
    "CHK-103",
    why="every row stands for itself",
    remedy="write the value out in this row too",
)
ERROR_CELL = declare(
    "CHK-104",
    why="the cell's formula ended in an error",
    remedy="mend the formula, or put in the value itself",
)
FORMULA_UNSAVED = declare(
    "CHK-105",
    why="the cell holds a formula whose result was not saved",
    remedy="open the workbook, let it compute and save it, or put in the value itself",
)
TOTAL_ROW = declare(
    "CHK-106",
    why="this row of totals was passed over",
    remedy="nothing needs to be done; totals are computed",
    severity=Severity.WARNING,
)
TOTAL_OR_RECORD = declare(
    "CHK-139",
    why="this looks like a row of totals, but it also says “{found}”",
    remedy="delete the row if it holds totals; else name the record in its first cell",
)
OTHER_TOTAL = declare(
    "CHK-140",
    why="the rows above add up to {total}",
    remedy="check whether a row is missing or an amount is wrong; the total itself is not taken in",
    severity=Severity.WARNING,
)
REPEATED_HEAD = declare(
    "CHK-141",
    why="this row repeats the column heads and was passed over",
    remedy="nothing needs to be done",
    severity=Severity.WARNING,
)
ALL_BELOW_ONE = declare(
    "CHK-142",
    why="every value of this column is at most 1, and is read as so many percent",
    remedy="if {value} is to mean {meant}%, write {meant}",
    severity=Severity.WARNING,
)
FOOTER_ROW = declare(
    "CHK-111",
    why="this note below the table was passed over",
    remedy="nothing needs to be done",
    severity=Severity.WARNING,
)
LONG_NUMBER = declare(
    "CHK-107",
    why="it was entered as a number of more than 15 digits, of which Excel has lost the last ones",
    remedy="format the cell as text and type it again",
)
AMBIGUOUS_MONTH = declare(
    "CHK-108",
    why="as a number, {value} could be January or October",
    remedy="write year-month as text, like 2023-10",
)
DATE_SERIAL = declare(
    "CHK-109",
    why="the number was read as the day {day}",
    remedy="check it, and format the column as dates",
    severity=Severity.WARNING,
)
MERGED = declare(
    "CHK-112",
    why="the cells {range} are merged, so it is not clear for which rows the value holds",
    remedy="unmerge them and write the value into every row",
)

SPACED_CODE = declare(
    "CHK-113",
    why="a code has no spaces in it",
    remedy="write {meant}",
)
CHANGED_SINCE = declare(
    "CHK-116",
    why="{actor} changed it to “{now}” on {day}, after this workbook was exported",
    remedy="export anew, and write there the value that holds",
)
ENTERED_SINCE = declare(
    "CHK-117",
    why="{actor} entered a record of this code on {day}, after this workbook was exported",
    remedy="export anew and compare; give yours another code if it is another record",
)
LEFT_AS_CHANGED = declare(
    "CHK-115",
    why="{actor} changed it to “{now}” on {day}, after this workbook was exported",
    remedy="nothing needs to be done, that value stays; to go back to this one, export anew",
    severity=Severity.WARNING,
)
NOT_A_CODE = declare(
    "CHK-114",
    why="here stands a code of at most {most} characters",
    remedy="write the code alone, without a letter before it or its name after it",
)

MADE_A_DATE = declare(
    "CHK-146",
    why="the cell holds a day, and this column takes text; spreadsheets make days of 3-11, 2023-5",
    remedy="format the cell as text and type it again",
)

UNKNOWN_COLUMN = declare(
    "CHK-160",
    why="“{kind}” has no such column",
    remedy="correct the head, or delete the column{hint}",
)
DUPLICATE_COLUMN = declare(
    "CHK-161",
    why="column {first} has the same head",
    remedy="keep one of the two columns",
)
NO_HEAD = declare(
    "CHK-162",
    why="there are values in this column, but it has no head",
    remedy="give it its head, or delete the column",
)
OTHER_UNIT = declare(
    "CHK-163",
    why="the head says {found}, but this column is in {unit}",
    remedy="convert the values and write {unit} in the head",
)
NOTE_OF_UNIT = declare(
    "CHK-169",
    why="it says {found}, but these columns are in 万元: {columns}",
    remedy="convert the values and write 万元 in the heads; or correct the note",
)
NO_KEY_COLUMN = declare(
    "CHK-164",
    why="the column “{label}” is missing, by which a record is found",
    remedy="add it; the template has it",
)
NO_REQUIRED_COLUMN = declare(
    "CHK-165",
    why="the column “{label}” is missing, which new records need; {count} rows are new",
    why_of_one="the column “{label}” is missing, which new records need; {count} row is new",
    counted="count",
    remedy="add it, or leave out the new rows",
)
RUNNING_NUMBERS = declare(
    "CHK-166",
    why="a column of running numbers is not taken in",
    remedy="nothing needs to be done",
    severity=Severity.WARNING,
)
HIDDEN_ROWS = declare(
    "CHK-167",
    why="{count} hidden rows were taken in like the others ({rows})",
    why_of_one="{count} hidden row was taken in like the others ({rows})",
    counted="count",
    remedy="check that they are meant",
    severity=Severity.WARNING,
)
HIDDEN_COLUMN = declare(
    "CHK-168",
    why="this column is hidden and was taken in like the others",
    remedy="check that it is meant",
    severity=Severity.WARNING,
)
MARK_IN_CELL = declare(
    "CHK-170",
    why="a digit or letter in it is set as a mark (², ①, raised or lowered), not as a value",
    remedy="take the mark of the footnote away{hint}",
)
MARK_IN_NAME = declare(
    "CHK-171",
    why="a mark at its end was taken as part of the text",
    remedy="if it points to a footnote, take it away and write {meant}",
    severity=Severity.WARNING,
)
LOST_CHARACTERS = declare(
    "CHK-175",
    why="question marks stand where characters may have been lost",
    remedy="compare it with the original",
    severity=Severity.WARNING,
)
UNIFIED = declare(
    "CHK-176",
    why="characters that only look like the usual ones were replaced ({replaced}); taken: {taken}",
    remedy="check that this is what was meant",
    severity=Severity.WARNING,
)
SHOWN_OTHERWISE = declare(
    "CHK-177",
    why="the cell holds the number {value} and shows it by the format {format}",
    remedy="format the cell as text and type what is meant",
)
SHOWN_IN_OTHER_UNIT = declare(
    "CHK-178",
    why="the cell holds {value}, but its format shows it in another unit ({scale}, not {unit})",
    remedy="set the cell's format to plain numbers and see that the value is in {unit}",
)
CELL_NOT_THERE = declare(
    "CHK-179",
    why="the row ends before this column, which clears what is stored: {before}",
    remedy="check that the row is whole; to clear it knowingly, write the row out to its end",
    severity=Severity.WARNING,
)
#: Findings about how a text looks: what the ledger holds already may look so all the same.
ABOUT_LOOKS = (MARK_IN_CELL, NO_TEXT, GARBLED, MARKUP)
