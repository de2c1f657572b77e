"""What can be wrong with a definition or template on its way to the catalogue."""

from chainchief.core.faults import declare

NOT_YOURS = declare(
    "WSH-002",
    why="the draft is of {person}, who alone changes it",
    remedy="open a copy of it and save that",
)
WRONG_STATE = declare(
    "WSH-003",
    why="“{code}” is {state}, and no longer {wanted}",
    remedy="open the list of the workshop and look what became of it",
)
NO_NAME = declare(
    "WSH-004",
    why="it has no name",
    remedy="write the name that a document would call it by",
)
NO_REASON = declare(
    "WSH-005",
    why="no reason is given",
    remedy="say in a sentence why",
)
TWO_PERSONS = declare(
    "WSH-006",
    why="{proposer} proposed it, and nobody decides on what they proposed",
    remedy="let another person with this right decide",
)
ALONE_REFUSED = declare(
    "WSH-007",
    why="one person alone may not propose and adopt here",
    remedy="let a second person decide, or declare a small office in the preset of log-in",
)
NOT_SOUND = declare(
    "WSH-008",
    why="the definition does not hold: {reason}",
    remedy="open it on the bench and mend what is marked there",
)
KEPT_ELSEWHERE = declare(
    "WSH-009",
    why="“{code}” stands in {file}, a file that is kept by hand",
    remedy="change it in that file, or take it out there first",
)
MORE_THAN_SHOWN = declare(
    "WSH-010",
    why="“{code}” says more than the bench can show ({keys})",
    remedy="change it in a preset file of the home folder",
)
NOT_IN_FORCE = declare(
    "WSH-011",
    why="no definition “{code}” of the workshop is in force",
    remedy="look it up in the list of the workshop",
)
NO_DAY = declare(
    "WSH-012",
    why="it is not said from which day on",
    remedy="give the first day on which it does not hold any more",
)
FILE_DIFFERS = declare(
    "WSH-020",
    why="{file} is not what was adopted in the workshop: it was edited, or it is lost",
    remedy="run `chainchief indicators write`; change definitions in the workshop",
)
ONE_PERSON = declare(
    "WSH-021",
    why="“{code}” was proposed and adopted by one person, {person}",
    remedy="withdraw it, and let two persons adopt it",
)
BAD_TEMPLATE_NAME = declare(
    "WSH-030",
    why="“{name}” cannot be the name of a template",
    remedy="write letters, digits or characters, and no sign but - and _",
)
SHIPPED_NAME = declare(
    "WSH-031",
    why="“{name}” is a template that comes with the program",
    remedy="give it another name",
)
FAULTY_TEMPLATE = declare(
    "WSH-032",
    why="the template has faults: {reason}",
    remedy="mend what is marked beside its lines",
)
