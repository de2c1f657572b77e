"""What is wrong with a workbook that came back, beyond what is wrong with its cells."""

from chainchief.core.faults import Severity, declare

OTHER_WORKBOOK = declare(
    "COL-070",
    why="this row is from the workbook of {respondent} for {month} ({collection})",
    remedy="fill in the workbook of {mine} for {my_month}, which its page gives",
)
ALTERED_MARK = declare(
    "COL-071",
    why="the hidden mark of the row was altered",
    remedy="take the workbook from its page anew, and copy your values alone into it",
)
NO_MARKS = declare(
    "COL-072",
    why="the file has none of the marks of the workbook that was handed out",
    remedy="rows were told by their columns; look at the preview closely, or use that workbook",
    severity=Severity.WARNING,
)
TABLE_MISSING = declare(
    "COL-073",
    why="the table “{table}” is not in the file",
    remedy="its cells stay as they are; send it too if something in it is to be said",
    severity=Severity.WARNING,
)
COLUMN_MISSING = declare(
    "COL-074",
    why="the column “{column}” is asked and is not there",
    remedy="its cells stay as they are; take the workbook from its page anew to fill it in",
    severity=Severity.WARNING,
)
FOREIGN_ROW = declare(
    "COL-075",
    why="{code} is not asked of {respondent}",
    remedy="take the row out; ask the chain office where you think it belongs",
)
ROWS_MISSING = declare(
    "COL-076",
    why="{count} rows of the workbook are not there any more: {which}",
    why_of_one="{count} row of the workbook is not there any more: {which}",
    counted="count",
    remedy="they stay as they are; a row is not taken back by deleting it",
    severity=Severity.WARNING,
)
NOT_OPEN = declare(
    "COL-077",
    why="the ledger holds {held} already, and it was not asked again",
    remedy="it stays; correct it on the page of the record where it is wrong",
    severity=Severity.WARNING,
)
OTHER_RECORD = declare(
    "COL-078",
    why="the mark of the row says {code}, the row itself something else",
    remedy="the row was overwritten in part; take the workbook anew, and fill in the right row",
)
TWO_SHEETS = declare(
    "COL-079",
    why="two sheets, “{first}” and “{second}”, hold the same table",
    remedy="keep one of them",
)
NOTHING_FOUND = declare(
    "COL-080",
    why="no sheet holds a table that is asked ({tables})",
    remedy="use the workbook that its page gives",
)
ET_FILE = declare(
    "COL-081",
    why="this is a table of WPS in its own form (.et)",
    remedy="save it as .xlsx in WPS (文件 → 另存为 → Excel 文件 *.xlsx), then upload that",
)
EMPTY_ZIP = declare(
    "COL-082", why="there is no workbook in the archive", remedy="put the .xlsx files into it"
)
BAD_ZIP = declare(
    "COL-083",
    why="the archive cannot be unpacked: {why}",
    remedy="pack the workbooks anew, without a password, at most {most} files",
)
