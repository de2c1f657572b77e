"""Why a step in the follow-up of a lead is refused."""

from chainchief.core.faults import declare

NOT_NOW = declare(
    "DSK-420",
    why="the lead is “{state}”, and from there this step is not made",
    remedy="look at it again; somebody may have been faster",
)
NOT_YOURS = declare(
    "DSK-421",
    why="{viewer} may not take this step in this lead",
    remedy="ask the unit in charge, or have a role granted",
)
NO_UNIT = declare(
    "DSK-422",
    why="no unit is named that is to take it over",
    remedy="choose a county or district other than the one in charge",
)
NO_SUBJECT = declare(
    "DSK-423", why="it is empty", remedy="write in one line who would invest in what"
)
NO_INVESTOR = declare(
    "DSK-424",
    why="no investor is named",
    remedy="choose an organisation, or write its name",
)
DAY_OUT_OF_ORDER = declare(
    "DSK-425",
    why="{day} is not between {first}, the last step, and today ({today})",
    remedy="name the day on which it happened; correct the earlier step first where that is wrong",
)
NEXT_TOO_LATE = declare(
    "DSK-426",
    why="{due} is after {limit}, by when something is to be entered at the latest",
    remedy="name an earlier day, and a next step that can be seen by then",
)
NEXT_IS_PAST = declare(
    "DSK-427", why="{due} is before {today}", remedy="name a day that is still to come"
)
PROTECTED = declare(
    "DSK-428",
    why="the investor is protected until {until} for {unit}, which followed it first ({since})",
    remedy="agree on a hand-over with that unit, or have the chain office enter the signing",
)
NO_PROJECT = declare(
    "DSK-429",
    why="no project “{code}” is open to you",
    remedy="choose one that the list offers, or enter the project first",
)
NOT_A_UNIT_OF_YOURS = declare(
    "DSK-430",
    why="no unit “{code}” is open to you",
    remedy="choose the unit that has the first talk",
)
UNKNOWN_RECORD = declare(
    "DSK-431",
    why="the ledger has no “{code}” that is open to you",
    remedy="choose one that the list offers, or leave it blank",
)
