"""The kinds of fault that a file of the catalogue can have."""

from chainchief.core.faults import declare

NOT_YAML = declare(
    "IND-001",
    why="it cannot be read as YAML: {reason}",
    remedy="check indentation, colons and quotation marks at this line",
)
NOT_A_LIST = declare(
    "IND-002",
    why="a file of the catalogue is a list of entries, each with its keys",
    remedy="begin each indicator with “- code: IND-…”",
)
OMITS_NOTHING = declare(
    "IND-063",
    why="the program brings no entry of that code that could be omitted",
    remedy="check the code, or delete these lines",
)
KEY_TWICE = declare(
    "IND-003", why="this key is written twice in one entry", remedy="keep one of them"
)
KEY_MISSING = declare(
    "IND-004", why="an indicator of nature {nature} needs the key “{key}”", remedy="add it"
)
KEY_NOT_TAKEN = declare(
    "IND-005",
    why="an indicator of nature {nature} takes no such key; it takes: {choices}",
    remedy="remove it or correct its name{hint}",
)
UNKNOWN_NATURE = declare(
    "IND-006",
    why="there is no such nature of number; the natures are: {choices}",
    remedy="choose one of them{hint}",
)
BAD_CODE = declare(
    "IND-007",
    why="a code is IND- and capital letters, digits and hyphens, 24 characters at most",
    remedy="choose a code like IND-PRJ-STARTED",
)
CODE_TWICE = declare(
    "IND-008",
    why="this code is already defined at {other}",
    remedy="give one of the two another code",
)
ALIAS_TWICE = declare(
    "IND-009",
    why="{other} has the same name or alias, so a sentence could mean either",
    remedy="remove it from one of them",
)
TRANSLATION_MISSING = declare(
    "IND-010",
    why="“{key}” has no {language}",
    remedy="write it as {{zh: …, en: …}}",
)
UNKNOWN_SOURCE = declare(
    "IND-011",
    why="the ledger offers no such table; there are: {choices}",
    remedy="choose one of them{hint}",
)
UNKNOWN_COLUMN = declare(
    "IND-012",
    why="{table} has no such column; it has: {choices}",
    remedy="choose one of them{hint}",
)
IMPOSSIBLE_VALUE = declare(
    "IND-013",
    why="“{column}” never has this value; it has: {choices}",
    remedy="choose one of them{hint}",
)
WRONG_TYPE = declare(
    "IND-014", why="“{key}” takes {expected}", remedy="write for example {example}"
)
UNKNOWN_UNIT = declare(
    "IND-015",
    why="there is no unit of that name; there are: {choices}",
    remedy="choose one of them{hint}",
)
WRONG_UNIT = declare(
    "IND-016",
    why="{measured} is measured in {dimension}, which this unit does not tell",
    remedy="use a unit of {dimension}, for example {example}",
)
NO_DEFINITION = declare(
    "IND-017",
    why="an indicator without a definition says nothing",
    remedy="add “definition:” with at least one sentence and its valid_from",
)
DEFINITIONS_OVERLAP = declare(
    "IND-018",
    why="on {day} two definitions are in force",
    remedy="end the earlier one with valid_to before the later begins",
)
DEFINITION_BACKWARDS = declare(
    "IND-019", why="valid_to is before valid_from", remedy="correct one of the two dates"
)
UNKNOWN_INDICATOR = declare(
    "IND-020",
    why="“{key}” names an indicator that the catalogue does not have",
    remedy="write the code of an existing indicator{hint}",
)
CYCLE = declare(
    "IND-021",
    why="these indicators rest on each other in a ring: {ring}",
    remedy="let one of them stand by itself",
)
NOT_A_SUM = declare(
    "IND-022",
    why="“{key}” must be a number with parts that add up, but {other} is a {nature}",
    remedy="name an indicator of nature {choices}",
)
OTHER_ENTITY = declare(
    "IND-023",
    why="it counts {mine}, {other} counts {theirs}: none can be the same",
    remedy="name an indicator that counts {mine}",
)
NOT_A_DATE = declare(
    "IND-024",
    why="“{column}” is no date, so it places nothing in a span",
    remedy="choose one of: {choices}",
)
NO_SUCH_DIMENSION = declare(
    "IND-025",
    why="{table} does not say which {dimension} a row belongs to",
    remedy="remove it from the dimensions",
)
NOT_A_CHOICE = declare(
    "IND-026", why="“{key}” is one of: {choices}", remedy="choose one of them{hint}"
)
SOURCE_LACKS = declare(
    "IND-027",
    why="a {nature} needs a table with {columns}, which {table} lacks",
    remedy="choose another table, or another nature",
)
WITHOUT_UNIT = declare(
    "IND-030",
    why="“{column}” is measured in {dimension}, and this names no amount of it",
    remedy="write the number with its unit, for example {example}",
)
NO_REASON = declare(
    "IND-031",
    why="places of counties among each other are an explicit act, not a matter of course",
    remedy="say why under “reason” as {{zh: …, en: …}}, or compare each with its own last year",
)
OTHER_NUMBER = declare(
    "IND-032",
    why="“{key}” is the number of another cell, and of another indicator than {other}",
    remedy="name the same indicator on both sides, or a number that is looked up",
)
FIRMS_MATCHED = declare(
    "IND-033",
    why="amounts of firms are compared over the firms that stand in both spans alone",
    remedy="compare {other} with last year instead of making a growth of it",
)
DIVIDED_AMOUNTS = declare(
    "IND-034",
    why="the amounts of {table} may be divided among several places, so none of them is all of it",
    remedy="count by a table whose records lie in one place each",
)
PARAMETER_HIDDEN = declare(
    "IND-029",
    why="it is for one record that is named when asked, which another indicator cannot do",
    remedy="name an indicator without parameters",
)
