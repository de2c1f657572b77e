"""Why a step at the desk is refused."""

from chainchief.core.faults import declare

NOT_NOW = declare(
    "DSK-010",
    why="the case is “{state}”, and from there this step is not made",
    remedy="look at it again; somebody may have been faster",
)
NOT_YOURS = declare(
    "DSK-011",
    why="{viewer} may not take this step in this case",
    remedy="ask whoever answers for it, or have a role granted",
)
MOVED = declare(
    "DSK-012",
    why="somebody else took a step in this case a moment ago",
    remedy="look at it again, and repeat what you meant to do",
)
NO_REASON = declare(
    "DSK-013",
    why="it is empty, and this step needs words",
    remedy="write what is to be known of it: the reason, the answer, what was done",
)
NO_OUTCOME = declare(
    "DSK-014",
    why="it does not say what came of it",
    remedy="choose solved, partly solved, explained or not acceptable",
)
NO_OFFICE = declare(
    "DSK-015",
    why="no office is named",
    remedy="choose the office that is in charge",
)
NOT_AN_OFFICE = declare(
    "DSK-016",
    why="the ledger has no office “{code}”",
    remedy="choose one that the list offers, or enter the organisation first",
)
HOST_HELPS_ITSELF = declare(
    "DSK-017",
    why="{office} is in charge, and cannot help itself",
    remedy="name other offices, or none",
)
EXTENSION_TOO_LATE = declare(
    "DSK-018",
    why="an extension is asked for so many working days before {due}: {days}; today is {today}",
    remedy="answer with what is known by now, or have the desk escalate it",
)
EXTENSION_NOT_LATER = declare(
    "DSK-019",
    why="{wanted} is not after the limit of {due}",
    remedy="name a later day, or answer in time",
)
EXTENSION_REQUESTED_ALREADY = declare(
    "DSK-020",
    why="an extension until {wanted} waits for its decision",
    remedy="wait for it, or ask the desk",
)
NO_EXTENSION_REQUESTED = declare(
    "DSK-021",
    why="nobody asked for an extension",
    remedy="the office asks first, and says why and until when",
)
NO_DAY = declare(
    "DSK-022",
    why="this is no day",
    remedy="write it like 2026-12-08, or choose it from the calendar",
)
OBJECTION_TOO_LATE = declare(
    "DSK-023",
    why="an objection is made by {last}, and it is {today}",
    remedy="sign for it, and say in an entry what another office would have to do",
)
CONFIRMED_BY_WHO_ANSWERED = declare(
    "DSK-024",
    why="{person} gave the answer, and does not say for the firm whether it is solved",
    remedy="have the firm say so itself, or a colleague who asks it",
)
NO_INFORMANT = declare(
    "DSK-025",
    why="it is said on behalf of the firm, and not who in the firm said so",
    remedy="name the person, and have the confirmation slip signed",
)
WRONG_SLIP_CODE = declare(
    "DSK-026",
    why="“{code}” is not the code of the confirmation slip of this answer",
    remedy="type the code printed on the slip; after a new answer a new slip is printed",
)
NOT_A_MARK = declare(
    "DSK-027",
    why="“{mark}” is no mark of satisfaction",
    remedy="enter 1 to 5 as the firm says, or leave it blank",
)
NOT_OVERDUE = declare(
    "DSK-028",
    why="the step is due on {due}, and not late",
    remedy="wait until then, or talk to whoever has it",
)
NOBODY_RECEIVES = declare(
    "DSK-029",
    why="no office is known that takes difficulties in",
    remedy="choose one, or name it as `reception` in presets/time-limits.yaml",
)
NO_SUBJECT = declare("DSK-030", why="it is empty", remedy="write in one line what the firm needs")
NO_FIRM = declare(
    "DSK-031", why="no firm is named", remedy="choose the firm whose difficulty it is"
)
NOT_A_FIRM = declare(
    "DSK-032",
    why="no firm “{code}” is open to you",
    remedy="choose one that the list offers",
)
NOT_A_CASE = declare(
    "DSK-033",
    why="no case “{code}” is open to you",
    remedy="choose one of the cases that the page proposes",
)
CO_OFFICE_DONE = declare(
    "DSK-034",
    why="{office} reported already on {day}",
    remedy="look at it again; an opinion is given once",
)
NOBODY_TO_HAND_TO = declare(
    "DSK-035",
    why="“{name}” has no account in use that could take this over",
    remedy="choose a colleague whose role reaches the same cases",
)
HANDS_TO_SELF = declare(
    "DSK-036",
    why="the work is handed over to the person who has it",
    remedy="choose somebody else",
)
NO_TASK = declare(
    "DSK-040", why="nothing is written here", remedy="write in one line what is to be done"
)
DUE_IS_PAST = declare(
    "DSK-041",
    why="{due} is before today ({today})",
    remedy="name a day on which it can still be done",
)
NO_UNIT = declare(
    "DSK-042", why="no such unit is in the ledger", remedy="choose one that the list offers"
)
NOBODY_DOES_IT = declare(
    "DSK-043",
    why="neither an office nor a county nor a chain with its task force is named",
    remedy="choose the office that is to do it",
)
NOBODY_SAID_SO = declare(
    "DSK-044",
    why="it is entered on behalf of somebody, and not who said so",
    remedy="name the person who said it",
)
ACCEPTED_BY_WHO_REPORTED = declare(
    "DSK-045",
    why="{person} reported it done, and does not accept it as well",
    remedy="have whoever gave the task accept it, or a colleague",
)
