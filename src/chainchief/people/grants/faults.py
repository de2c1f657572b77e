"""What can be wrong about a grant."""

from chainchief.core.faults import declare

UNKNOWN_ROLE = declare(
    "PPL-110",
    why="“{name}” is no role that can be granted; those are {choices}",
    remedy="choose one of them",
)
MACHINE_ROLE = declare(
    "PPL-111",
    why="the role of this machine's administrator is nobody's to grant: whoever works at the "
    "machine has it",
    remedy="choose another role",
)
UNKNOWN_SCOPE = declare(
    "PPL-112",
    why="there is no {what} “{code}” in the ledger",
    remedy="choose one that is there, or enter it first",
)
SCOPE_NEEDED = declare(
    "PPL-113",
    why="the role “{role}” reaches nothing without its own {what}",
    remedy="choose it",
)
SCOPE_WITHOUT_EFFECT = declare(
    "PPL-114",
    why="the role “{role}” reaches everything of its kind: a limit to a {what} would promise what "
    "it does not keep",
    remedy="leave it blank, or choose a role that is limited",
)
DATES_REVERSED = declare(
    "PPL-115",
    why="the last day {until} is before the first day {since}",
    remedy="correct one of them",
)
OVER_ALREADY = declare(
    "PPL-116",
    why="the last day {until} has passed: the grant would give nothing",
    remedy="give a later day, or none",
)
ACCOUNT_DISABLED = declare(
    "PPL-117",
    why="the account “{name}” is disabled",
    remedy="enable it first, or choose another",
)
EXCLUSIVE = declare(
    "PPL-118",
    why="“{name}” has, or waits for, the role “{other}”; an administrator holds no other role",
    remedy="use an account of another person, or end that role first",
)
ONE_ROLE = declare(
    "PPL-119",
    why="“{name}” has, or waits for, the role “{other}”; here one person holds one role",
    remedy="end that role first; a small office says small_office: true in presets/log-in.yaml",
)
FOR_ONESELF = declare(
    "PPL-120",
    why="nobody proposes or decides on a role of their own",
    remedy="let another person do it",
)
TWO_PERSONS = declare(
    "PPL-121",
    why="{proposer} proposed it: a second person has to decide",
    remedy="let another administrator look at it",
)
NOT_WAITING = declare(
    "PPL-122",
    why="the grant {number} is not waiting: it is {state}",
    remedy="look at the list of grants; propose it anew where it is needed",
)
REVOKED_ALREADY = declare(
    "PPL-123",
    why="the grant {number} is over already",
    remedy="nothing needs to be done",
)
UNKNOWN_GRANT = declare(
    "PPL-124",
    why="there is no grant {number}",
    remedy="look its number up in the list of grants",
)
STANDS_FOR_ITSELF = declare(
    "PPL-125",
    why="an account stands for another, not for itself",
    remedy="leave it blank for a role of its own",
)
NOT_HELD = declare(
    "PPL-126",
    why="{other} does not hold the role “{role}” there and for that time: nobody stands for "
    "another in more than that one may",
    remedy="take a role, limits and days that {other} has",
)
NO_DELEGATE = declare(
    "PPL-127",
    why="nobody stands for an administrator: each of them is a person",
    remedy="propose the role itself to a second person",
)
THE_SAME = declare(
    "PPL-128",
    why="“{name}” has the same grant already, or it waits for a decision",
    remedy="nothing needs to be done",
)
ALONE_REFUSED = declare(
    "PPL-129",
    why="one person alone cannot do this: it is no small office (presets/log-in.yaml), or it is "
    "about an administrator",
    remedy="let a second person do it",
)
