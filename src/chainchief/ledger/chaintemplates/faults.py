"""The kinds of fault that a file of a chain template can have."""

from chainchief.core.faults import declare

NOT_YAML = declare(
    "CHN-001",
    why="it cannot be read as YAML: {reason}",
    remedy="check indentation, colons and quotation marks at this line",
)
NOT_A_TEMPLATE = declare(
    "CHN-002",
    why="{part} is a list of keys with their values",
    remedy="write it as in the templates that come with the program",
)
KEY_TWICE = declare("CHN-003", why="this key is written twice", remedy="keep one of the two")
KEY_MISSING = declare("CHN-004", why="{part} needs the key “{key}”", remedy="add it")
KEY_NOT_TAKEN = declare(
    "CHN-005",
    why="{part} takes no such key; it takes: {choices}",
    remedy="remove it or correct its name{hint}",
)
WRONG_TYPE = declare(
    "CHN-006", why="“{key}” takes {expected}", remedy="write for example {example}"
)
BAD_CODE = declare(
    "CHN-007",
    why="a code has capital letters, digits and hyphens, {most} characters at most",
    remedy="choose a code like {example}",
)
OTHER_FILE = declare(
    "CHN-008",
    why="a template stands in the file of its code, {expected}",
    remedy="rename the file, or correct the code",
)
CODE_TWICE = declare(
    "CHN-009",
    why="line {other} has this code already",
    remedy="give one of the two segments another code",
)
NAME_TWICE = declare(
    "CHN-010",
    why="line {other} has this name already",
    remedy="give one of the two segments another name, or make them one",
)
NOT_A_CHOICE = declare(
    "CHN-011", why="“{key}” is one of: {choices}", remedy="choose one of them{hint}"
)
UNKNOWN_INDUSTRY = declare(
    "CHN-012",
    why="GB/T 4754-2017 has no such industry",
    remedy="write two to four digits in quotation marks, with the leading zero{near}",
)
INDUSTRY_TWICE = declare(
    "CHN-013", why="the segment has this industry already", remedy="keep it once"
)
DANGLING = declare(
    "CHN-014", why="there is no segment of this code", remedy="add it or correct the code{hint}"
)
SELF_LINK = declare(
    "CHN-015", why="a segment does not supply itself", remedy="remove the link, or name another"
)
LINK_TWICE = declare(
    "CHN-016", why="line {other} says the same link already", remedy="keep one of the two"
)
ACCIDENTAL_CYCLE = declare(
    "CHN-017",
    why="the links go round in a ring: {ring}",
    remedy="remove one of these links, or declare the ring under “cycles” with its reason",
)
NO_CYCLE = declare(
    "CHN-018",
    why="no link leads from {supplier} to {buyer}, so this is no ring",
    remedy="add the link, or correct the order of the segments",
)
BACKWARDS = declare(
    "CHN-019",
    why="{supplier} is {later} and {buyer} is {earlier}: goods would flow backwards",
    remedy="correct a stream or turn the link round; declare a ring that is meant under “cycles”",
)
NO_LINK = declare("CHN-020", why="no link touches this segment", remedy="link it or remove it")
NO_SOURCE = declare(
    "CHN-021",
    why="no path leads here from an upstream, equipment or services segment",
    remedy="add the link from what it is made of",
)
NO_END = declare(
    "CHN-022",
    why="no path leads from here to a downstream segment",
    remedy="add the link to what is made of it",
)
HOW_MANY = declare(
    "CHN-023",
    why="a chain has {least} to {most} segments, this one has {count}",
    remedy="split coarse segments, or bring fine ones together",
)
TOO_LONG = declare(
    "CHN-024", why="“{key}” has {count} characters, {most} at most", remedy="shorten it"
)
TRAIT_TWICE = declare(
    "CHN-025",
    why="line {other} says the same of this segment already",
    remedy="keep one of the two",
)
MATURITY_OF_TECHNOLOGY = declare(
    "CHN-026",
    why="a technology route has a maturity, and nothing else has one",
    remedy="add or remove “maturity”",
)
PLACE_OF_BENCHMARK = declare(
    "CHN-027",
    why="a benchmark firm has the province or city that it sits in, and nothing else has one",
    remedy="add or remove “place”",
)
