"""Why a clause cannot be read, or a step of a list is refused."""

from chainchief.core.faults import Severity, declare

NOT_YAML = declare(
    "DSK-300",
    why="it cannot be read: {reason}",
    remedy="write keys and values as the examples beside the field show",
)
UNKNOWN_KEY = declare(
    "DSK-301",
    why="“{key}” is none of its keys; there are {choices}{hint}",
    remedy="take it out, or write it as the key is called",
)
MISSING_KEY = declare(
    "DSK-302",
    why="it lacks “{key}”",
    remedy="add it: {example}",
)
UNKNOWN_COLUMN = declare(
    "DSK-303",
    why="“{column}” is no column of {table}{hint}",
    remedy="name one of: {choices}",
)
UNKNOWN_INDICATOR = declare(
    "DSK-304",
    why="the catalogue has no indicator “{code}”{hint}",
    remedy="name one by its code",
)
NOT_OF_FIRMS = declare(
    "DSK-305",
    why="“{name}” does not say of its records which firm they are of",
    remedy="choose a sum or count over records that name their firm",
)
NOT_AN_AMOUNT = declare(
    "DSK-306",
    why="it is no amount in {dimension}",
    remedy="write the number with its unit: {example}",
)
NOT_A_RATE = declare(
    "DSK-307",
    why="it is no rate above 0",
    remedy="write it in percent: 2%",
)
NO_MONEY_MEASURE = declare(
    "DSK-308",
    why="a rate is of money, and “{name}” is not measured in money",
    remedy="use “each” with “amount” for it, or measure an amount of money",
)
STEPS_NOT_RISING = declare(
    "DSK-309",
    why="step {number} does not begin above the one before, or gives less than it",
    remedy="put the steps in rising order of “from”, each with at least the amount before",
)
NO_ROUNDING = declare(
    "DSK-310",
    why="it does not say how the amount is rounded",
    remedy="write with “rounding” to which unit, and “down” or “half-up”",
)
NO_FORMULA = declare(
    "DSK-311",
    why="the clause has no formula as data",
    remedy="enter one: fixed: 50万元",
)
NOT_A_CLAUSE = declare(
    "DSK-312",
    why="“{number}” is no clause of this policy; there are {known}",
    remedy="write the numbers of clauses, with 、 between them",
)
NO_CONDITION = declare(
    "DSK-313",
    why="it does not say who qualifies",
    remedy="enter at least one condition, such as firm: {{above_scale: true}}",
)
THRESHOLD_MISSING = declare(
    "DSK-314",
    why="the measure has no threshold",
    remedy="add one of at_least, above, at_most, below with a number and its unit",
)
LOCAL_CONDITION = declare(
    "DSK-315",
    why="the condition on “{column}” treats firms by where they are: {rule}",
    remedy="drop it, or record the fair-competition review of the policy",
    severity=Severity.WARNING,
)
LOCAL_WORDING = declare(
    "DSK-316",
    why="“{found}”: {wording}",
    remedy="word it otherwise, or record the fair-competition review of the policy",
    severity=Severity.WARNING,
)
OVER_BUDGET = declare(
    "DSK-317",
    why="the amounts come to {total}, {over} more than the budget of {budget}",
    remedy="decide on the budget or on the list; the clause does not say that amounts are cut",
    severity=Severity.WARNING,
)

NOT_NOW = declare(
    "DSK-330",
    why="the list is “{state}”, and from there this step is not made",
    remedy="look at it again; somebody may have been faster",
)
NOT_YOURS = declare(
    "DSK-331",
    why="{viewer} may not take this step with lists of rewards",
    remedy="ask the chain office",
)
SAME_PERSON = declare(
    "DSK-332",
    why="{person} computed the list; whoever computes it neither reviews, decides nor pays it",
    remedy="have a colleague take this step",
)
NO_REASON = declare(
    "DSK-333",
    why="it is empty, and this step needs a reason",
    remedy="write why",
)
NO_DOCUMENT = declare(
    "DSK-334",
    why="no document is attached that proves the payment",
    remedy="attach the payment list or the bank's receipt",
)
TOO_EARLY = declare(
    "DSK-335",
    why="objections are taken until {day}, that day included",
    remedy="decide after it",
)
OPEN_OBJECTIONS = declare(
    "DSK-336",
    why="objections without an answer: {number}",
    remedy="answer each of them first",
)
TOO_LATE = declare(
    "DSK-337",
    why="objections were taken until {day}",
    remedy="turn to the office directly; an objection of record is no longer taken",
)
NOBODY_QUALIFIES = declare(
    "DSK-338",
    why="no firm qualifies under any clause, so there is no list",
    remedy="look at the conditions; the page says how many firms lack what",
)
NOT_A_FIRM = declare(
    "DSK-339",
    why="no firm “{code}” is open to you",
    remedy="choose one of the firms that the list offers",
)
NO_INFORMANT = declare(
    "DSK-340",
    why="it does not say who in the firm objects",
    remedy="enter the name of the person",
)
ANSWERED_ALREADY = declare(
    "DSK-341",
    why="the objection was answered on {day}",
    remedy="look at the list again",
)
NOT_PAID = declare(
    "DSK-342",
    why="this line has no payment that could be clawed back, or was clawed back already",
    remedy="look at the list again",
)
BAD_CLAWBACK = declare(
    "DSK-343",
    why="it is no amount above 0 and up to the {most} that was paid",
    remedy="enter it in 万元",
)
BAD_AMOUNT = declare(
    "DSK-344",
    why="it is no amount of money in whole 分, or above the ceiling of the clause",
    remedy="enter it in 万元",
)
NO_CLAUSES = declare(
    "DSK-345",
    why="no clause of this policy is in force in {year} and readable as data",
    remedy="enter clauses, or mend the faults that the page of the policy tells",
)
LIST_RUNS = declare(
    "DSK-346",
    why="the list {code} of this policy and year is “{state}”",
    remedy="finish or drop it before another is computed",
)
LINES_DIFFER = declare(
    "DSK-348",
    why="its lines come to {firms} and {now}, and its steps to {were} and {then}: a line was"
    " entered beside them",
    remedy="return the list and compute it again",
)
MOVED = declare(
    "DSK-347",
    why="somebody else took a step with this list a moment ago",
    remedy="look at it again, and repeat what you meant to do",
)
