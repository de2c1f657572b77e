"""Why a step of an answer is refused."""

from chainchief.core.faults import declare

NOT_NOW = declare(
    "COL-040",
    why="the answer of {respondent} is “{state}”, and from there this step is not made",
    remedy="look at it again; somebody may have been faster",
)
NOT_YOURS = declare(
    "COL-041",
    why="{viewer} may not do this with the answer of {respondent}",
    remedy="ask whoever answers for it, or have a role granted",
)
SAME_PERSON = declare(
    "COL-042",
    why="{person} filled it in, and nobody checks their own answer",
    remedy="have a second person of the unit look through it and submit it",
)
SAME_APPROVER = declare(
    "COL-043",
    why="{person} filled it in or checked it, and a third person approves",
    remedy="have somebody else of the office approve it",
)
NOTHING_FILLED = declare(
    "COL-044", why="nothing is filled in yet", remedy="fill in at least one cell, then hand it over"
)
STILL_BLANK = declare(
    "COL-045",
    why="it is asked, and still blank",
    remedy="fill it in; where there is nothing to report, write 0 or say so in the remarks",
)
FILLED_MEANWHILE = declare(
    "COL-046",
    why="a colleague filled in “{theirs}” meanwhile",
    remedy="agree on one of the two, and enter that",
)
MONTH_IS_CLOSED = declare(
    "COL-047",
    why="{month} is closed; what comes late waits",
    remedy="reopen the month for a reason; then it is approved, and becomes a revision",
)
MONTH_NOT_REOPENED = declare(
    "COL-048",
    why="{month} is closed with this answer",
    remedy="reopen the month first; what was closed stays as it was",
)
MOVED = declare(
    "COL-049",
    why="somebody else changed this answer a moment ago",
    remedy="look at it again, and repeat what you meant to do",
)
