"""Why a step of financing is refused."""

from chainchief.core.faults import declare

NOT_NOW = declare(
    "FIN-010",
    why="the need is “{state}”, and from there this step is not taken",
    remedy="look at it again; somebody may have been faster",
)
NOT_YOURS = declare(
    "FIN-011",
    why="{viewer} may not take this step for this need",
    remedy="ask the firm, its county or the chain office; a bank answers for itself alone",
)
NO_BANK = declare(
    "FIN-012",
    why="no bank is named",
    remedy="tick the banks that the firm opens its need to",
)
NOT_A_BANK = declare(
    "FIN-013",
    why="the ledger has no bank “{code}”",
    remedy="choose one that the list offers, or enter the bank as an organisation first",
)
OPENS_NOTHING = declare(
    "FIN-014",
    why="no field is ticked, so that the bank would read nothing",
    remedy="tick what the firm opens: the amount at least, and whatever the bank must know",
)
NO_INFORMANT = declare(
    "FIN-015",
    why="it is said on behalf of another, and not who there said so",
    remedy="name the person in the firm or bank who said it",
)
NO_DOCUMENT = declare(
    "FIN-016",
    why="no document is attached, and this step is proved by one",
    remedy="attach the signed letter of consent, the contract, or the bank's receipt",
)
NOT_OPENED = declare(
    "FIN-017",
    why="no consent of the firm that is in force opens this need to {bank}",
    remedy="ask the firm for its consent; what it withdrew is closed at once",
)
NO_SUCH_CONSENT = declare(
    "FIN-018",
    why="this consent is not in force any more",
    remedy="look at the need again: it was withdrawn, replaced, or ran out",
)
NO_SUCH_OFFER = declare(
    "FIN-019",
    why="this offer does not stand: it was taken back, turned down, or ran out",
    remedy="look at the offers again, and choose one that stands",
)
NOT_THE_CHOSEN = declare(
    "FIN-020",
    why="the firm did not choose this offer",
    remedy="a contract is concluded on the offer that the firm chose",
)
NO_REASON = declare(
    "FIN-021",
    why="it is empty, and this step needs words",
    remedy="write the reason in one sentence; whoever it concerns reads it",
)
NO_AMOUNT = declare(
    "FIN-022",
    why="it is no amount above zero",
    remedy="write a number of 万元 above zero, as 500 or 37.5",
)
NOT_A_DAY = declare(
    "FIN-023",
    why="it is no day, lies before {first}, or is still to come",
    remedy="write it like 2026-12-08, or choose it from the calendar",
)
NOT_A_NUMBER = declare(
    "FIN-024",
    why="it is no number that can stand here",
    remedy="write months as a whole number, and the yearly rate in % like 3.85",
)
OVER_CONTRACT = declare(
    "FIN-025",
    why="{drawn} were drawn, {amount} more exceed the contract of {contract}",
    remedy="write at most what is left of it: {rest}",
)
NO_OUTCOME = declare(
    "FIN-026",
    why="it does not say what became of the need",
    remedy="choose: met by a contract, met elsewhere, no longer needed, or no bank met it",
)
NO_CONTRACT = declare(
    "FIN-027",
    why="no contract was concluded, so that it was not met by one",
    remedy="choose another outcome, or have the bank enter its contract first",
)
NO_SUBJECT = declare(
    "FIN-028", why="it is empty", remedy="write in one line what the money is needed for"
)
NOT_A_FIRM = declare(
    "FIN-029",
    why="no firm “{code}” is open to you",
    remedy="choose one that the list offers",
)
NO_CHOICE = declare(
    "FIN-030",
    why="it is none of the choices",
    remedy="choose one that the form offers",
)
NOT_ITS_PRODUCT = declare(
    "FIN-031",
    why="{bank} has no product “{code}” that can be had today",
    remedy="choose one of the bank's own products, or none",
)
PRESENTED_ALREADY = declare(
    "FIN-032",
    why="the need {need} was presented at this meeting already",
    remedy="a need is presented at a meeting once; choose others",
)
NOT_A_NEED = declare(
    "FIN-033",
    why="no need “{need}” is open to you that could be presented",
    remedy="choose one of the open needs that the page offers",
)
CLOSED_TO_BANK = declare(
    "FIN-034",
    why="the firm takes no such answer for this need any more",
    remedy="look at your room again; ask the firm where you have its contact",
)
