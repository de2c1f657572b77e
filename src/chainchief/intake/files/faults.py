"""What can be wrong with a file as a whole (CHK-2xx). Free of Django: a process imports it."""

from chainchief.core.faults import FaultKind, Severity, declare


class RefusedError(Exception):
    """A file that cannot be read on: which kind of fault, the sheet it is in, and its facts."""

    def __init__(self, kind: FaultKind, *, sheet: str = "", cell: str = "", **facts: object):
        super().__init__(kind.code)
        self.kind, self.sheet, self.cell, self.facts = kind, sheet, cell, facts


EMPTY_FILE = declare(
    "CHK-201",
    why="the file is empty (0 bytes)",
    remedy="save the workbook again and send that file",
)
ENCRYPTED = declare(
    "CHK-202",
    why="the workbook is protected by a password",
    remedy="take the password off, save it and try again",
)
OLD_EXCEL = declare(
    "CHK-203",
    why="this is a workbook of the old form .xls",
    remedy="open it and save it as “Excel workbook (.xlsx)”",
)
MACROS = declare(
    "CHK-204",
    why="the workbook contains macros, which are not accepted",
    remedy="save it as “Excel workbook (.xlsx)”, which leaves the macros out",
)
OTHER_FORM = declare(
    "CHK-205",
    why="this is a file of the form {form}, not an .xlsx workbook",
    remedy="open it and save it as “Excel workbook (.xlsx)”",
)
NOT_A_WORKBOOK = declare(
    "CHK-206",
    why="its content is not an .xlsx workbook, whatever its name says",
    remedy="save it from Excel or WPS as “Excel workbook (.xlsx)”; name a text table .csv",
)
NOT_CSV = declare(
    "CHK-207",
    why="its name ends in .csv, but its content is not text",
    remedy="save it from Excel or WPS as CSV; name a workbook .xlsx",
)
DAMAGED = declare(
    "CHK-208",
    why="the workbook is damaged or was not transferred whole",
    remedy="open it once to see that it is sound, save it and send it again",
)
TOO_LARGE = declare(
    "CHK-209",
    why="unpacked, the file is larger than allowed: {found} (at most {limit})",
    remedy="send only the sheet with the table, in parts if need be",
)
TOO_FAR = declare(
    "CHK-210",
    why="there is content beyond row {rows} or column {columns}",
    remedy="delete what stands outside the table, or send it in parts",
)
UNSAFE_XML = declare(
    "CHK-211",
    why="the workbook has a part that Excel and WPS never write ({part})",
    remedy="open it, save it as a new .xlsx file and send that",
)
READING_STOPPED = declare(
    "CHK-212",
    why="reading it was stopped: it needed more than {limit}",
    remedy="copy the table into a new workbook and send that, in parts if need be",
)
NO_SUCH_SHEET = declare(
    "CHK-213",
    why="there is no sheet of that name; the sheets are: {sheets}",
    remedy="name one of them, or leave --sheet out",
)
NO_TABLE = declare(
    "CHK-214",
    why="no row with the column heads of “{kind}” stands in the first {rows} rows{hint}",
    remedy="start from the template: chainchief export {machine} FILE --template",
)
SEVERAL_TABLES = declare(
    "CHK-215",
    why="several sheets hold such a table: {sheets}",
    remedy="name the one to take with --sheet",
)
TWO_HEADS = declare(
    "CHK-216",
    why="rows {first} and {second} both look like the row of column heads",
    remedy="keep one of them",
)
NOT_DECODED = declare(
    "CHK-217",
    why="line {line} has characters that are neither UTF-8 nor GB18030",
    remedy="save it from Excel or WPS as CSV UTF-8, or as .xlsx",
)
NO_ROWS = declare(
    "CHK-218",
    why="there is no row below the column heads",
    remedy="nothing was taken in",
    severity=Severity.WARNING,
)
SHEETS_LEFT_OUT = declare(
    "CHK-219",
    why="sheets without such a table were left out: {sheets}",
    remedy="check that none of them was meant",
    severity=Severity.WARNING,
)
BAD_CSV = declare(
    "CHK-220",
    why="a quotation mark that opens before line {line} is never closed, or stands astray",
    remedy="save it from Excel or WPS as CSV, which sets the quotation marks",
)
CUT_OFF = declare(
    "CHK-221",
    why=("the file ends in the middle of row {row}: columns {found} of {heads}, no line break"),
    remedy="have the file sent again, whole; if the row is complete, end it with a line break",
)
CUT_IN_CHARACTER = declare(
    "CHK-222",
    why="the file ends in the middle of a character, in line {line}",
    remedy="have the file sent again, whole",
)
ROW_TOO_LONG = declare(
    "CHK-223",
    why=("columns in row {row}: {found}, in the heads: {heads}; a comma may stand inside a value"),
    remedy="put the value that has a comma in it in quotation marks, or take the comma out",
    severity=Severity.WARNING,
)
BAD_PARQUET = declare(
    "CHK-224",
    why="the file begins as Parquet, but is damaged or was not transferred whole",
    remedy="write it anew and send that file",
)
BEYOND_DAYS = declare(
    "CHK-225",
    why="the number {found} is formatted as a day and lies beyond every calendar",
    remedy="put in the day, or format the cell as a number",
)
