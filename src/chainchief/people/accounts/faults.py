"""What can be wrong about an account."""

from chainchief.core.faults import declare

NO_NAME = declare(
    "PPL-100",
    why="an account needs a name to log in with",
    remedy="write one, such as the person's name in letters or digits",
)
NOT_PLAIN = declare(
    "PPL-101",
    why="“{name}” cannot be signed with: it holds “ for ”, “ via machine:” or signs that do not "
    "print",
    remedy="write the name without them",
)
TAKEN = declare(
    "PPL-102",
    why="“{name}” is taken; names that differ only in the case or width of letters are one name",
    remedy="choose another name",
)
TOO_LONG = declare(
    "PPL-103",
    why="“{name}” is too long; the most, in characters: {most}",
    remedy="write a shorter one",
)
NO_FULL_NAME = declare(
    "PPL-104",
    why="the person's full name is missing",
    remedy="write it as others know it; it stands beside what the account does",
)
NO_REASON = declare(
    "PPL-105",
    why="no reason is given",
    remedy="write why; it is kept in the log",
)
UNKNOWN_ACCOUNT = declare(
    "PPL-106",
    why="there is no account “{name}”",
    remedy="look its name up in the list of accounts",
)
ALREADY = declare(
    "PPL-107",
    why="the account “{name}” is {state} already",
    remedy="nothing needs to be done",
)
NOT_ONESELF = declare(
    "PPL-108",
    why="nobody disables the account that they work with",
    remedy="let another administrator do it",
)
LAST_ADMINISTRATOR = declare(
    "PPL-109",
    why="“{name}” is the last active account with the role “{role}”: without it nobody could do "
    "that part any more",
    remedy="give the role to another person first",
)
