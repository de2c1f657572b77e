"""What is wrong with a collection before it is opened."""

from chainchief.core.faults import Severity, declare

NO_SUCH_KIND = declare(
    "COL-010", why="there is no kind of record “{kind}”", remedy="choose one of: {choices}"
)
NO_SUCH_COLUMN = declare(
    "COL-011", why="{kind} has no column “{column}”", remedy="choose among: {choices}"
)
NO_COLUMNS = declare(
    "COL-012", why="no column of {kind} is asked", remedy="choose what is to be filled in"
)
NOT_A_SUBJECT = declare(
    "COL-013",
    why="“{by}” is not what a record of this kind is about: {kind}",
    remedy="name the column of the record that is reported on, one of: {choices}",
)
COMPUTED_KEY = declare(
    "COL-014",
    why="“{column}” is part of the code of {kind}, which the program fills in",
    remedy="leave it out",
)
MISSING_REQUIRED = declare(
    "COL-015",
    why="a new record of {kind} cannot do without {columns}, which is not asked",
    remedy="ask for it too",
)
OUT_OF_SCOPE = declare(
    "COL-016",
    why="{kind} does not say of which {dimension} a record is",
    remedy="ask other respondents, or for another kind of record",
)
NO_RESPONDENT = declare(
    "COL-020", why="nobody is asked", remedy="choose at least one unit, chain, office or firm"
)
NO_SUCH_RESPONDENT = declare(
    "COL-021", why="there is no {kind} of the code {code}", remedy="choose one that is in force"
)
NO_TABLES = declare(
    "COL-022", why="no table is asked for", remedy="choose at least one kind of record"
)
NO_FORM_NUMBER = declare(
    "COL-023",
    why="firms are asked, and the form shows no {missing}",
    remedy="give 表号, 制表机关, 批准或备案文号 and 有效期; without them no firm fills it in",
)
FORM_RAN_OUT = declare(
    "COL-024",
    why="the form was valid until {day}",
    remedy="have it approved anew, and give its new number and its new term",
)
SHORT_NOTICE = declare(
    "COL-025",
    why="from {begin} to {due} are {days} working days, and at least {least} are to be given",
    why_of_one="from {begin} to {due} is {days} working day, and at least {least} are to be given",
    counted="days",
    remedy="choose {earliest} or later, or say why it must be sooner; that is logged",
)
CALENDAR_UNKNOWN = declare(
    "COL-026",
    why="the holidays of {years} are not known yet; only weekends were left out",
    remedy="add the year to working-days.yaml once its notice is out",
    severity=Severity.WARNING,
)
REQUESTED_TWICE = declare(
    "COL-027",
    why="{respondent}: {count} cells are asked by the open collection “{other}” already ({what})",
    why_of_one=(
        "{respondent}: {count} cell is asked by the open collection “{other}” already ({what})"
    ),
    counted="count",
    remedy="leave them out here, or wait for the other collection; nobody is asked twice",
)
NOTHING_TO_FILL = declare(
    "COL-028",
    why="{respondent} has no record that is asked for, so there is nothing to fill in",
    remedy="leave it out, or check whose the records are",
    severity=Severity.WARNING,
)
ALL_HELD = declare(
    "COL-029",
    why="the ledger holds every cell that is asked",
    remedy="do not ask; or say that the values are to be confirmed",
)
MONTH_CLOSED = declare(
    "COL-030",
    why="{month} is closed",
    remedy="reopen the month first, for a reason",
)
