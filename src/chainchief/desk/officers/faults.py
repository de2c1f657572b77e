"""Why a contact is not entered, or a firm not handed over."""

from chainchief.core.faults import declare

NOT_YOURS = declare(
    "DSK-380",
    why="{viewer} does not enter records of this firm",
    remedy="ask its county or the chain office",
)
NO_MATTER = declare(
    "DSK-381",
    why="it does not say what the contact was about",
    remedy="write it in one line",
)
NOT_A_WAY = declare(
    "DSK-382", why="“{way}” is no way of contact", remedy="choose one that the list offers"
)
BAD_DAY = declare(
    "DSK-383",
    why="“{day}” is no day from {first} on until today",
    remedy="enter the day of the contact",
)
ENDED = declare(
    "DSK-384",
    why="this officer has not looked after the firm since {day}",
    remedy="enter the contact with the officer of today",
)
NO_PERSON = declare(
    "DSK-385",
    why="the ledger has no person “{code}”",
    remedy="choose one that the list offers, or enter the person first",
)
SAME_OFFICER = declare(
    "DSK-386",
    why="the firm is or was looked after by {name}",
    remedy="choose another person; whoever had the firm before is entered with its own dates",
)
NO_REASON = declare(
    "DSK-387", why="it does not say why the firm is handed over", remedy="write the reason"
)
NOT_A_DIFFICULTY = declare(
    "DSK-388",
    why="the firm has no difficulty “{code}” that is open to you",
    remedy="register it first, or leave this blank",
)
HAS_ONE = declare(
    "DSK-389",
    why="the firm has an officer already: {name}",
    remedy="hand the firm over instead",
)
NOT_A_FIRM = declare(
    "DSK-390", why="no firm “{code}” is open to you", remedy="choose one that the page lists"
)
