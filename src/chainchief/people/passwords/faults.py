"""What can be wrong with a password, and with asking for a new one."""

from chainchief.core.faults import declare

TOO_SHORT = declare(
    "PPL-021",
    why="it has {length} characters, {shortest} are asked for",
    remedy="make it longer; several words in a row are remembered more easily than signs",
)
TOO_FEW_KINDS = declare(
    "PPL-022",
    why="it has {found} of the four kinds of characters, {needed} are asked for",
    remedy="mix capital letters, small letters, digits and other characters",
)
COMMON = declare(
    "PPL-023",
    why="it is one of the passwords that are tried first everywhere",
    remedy="choose one that is on no list",
)
OWN_NAME = declare(
    "PPL-024",
    why="it contains the name of its account, “{name}”",
    remedy="leave the name out, in pinyin too",
)
CONTEXT_WORD = declare(
    "PPL-025",
    why="without “{word}”, which anybody here would try, too little of it is left",
    remedy="leave the word out, or add words that have nothing to do with this program",
)
FORMER = declare(
    "PPL-026",
    why="it is the present password, or one of the {former} before",
    remedy="choose one that this account has not had",
)
SAME = declare(
    "PPL-027",
    why="it is the present password",
    remedy="choose another one",
)
NOT_TWICE_THE_SAME = declare(
    "PPL-028",
    why="the two entries of the new password differ",
    remedy="type the same one twice",
)
WRONG_NOW = declare(
    "PPL-029",
    why="the present password is wrong",
    remedy="type the one that you have just logged in with",
)
SAME_PERSON = declare(
    "PPL-031",
    why="{person} asked for this new password, and a second person gives it",
    remedy="let another administrator do it",
)
OWN_RESET = declare(
    "PPL-032",
    why="nobody asks for or gives a new password to themselves",
    remedy="let two other administrators do it; whoever knows the password changes it under “My "
    "account”",
)
DONE_ALREADY = declare(
    "PPL-033",
    why="this new password was given already, by {person}",
    remedy="ask for another one where it got lost",
)
NO_REASON = declare(
    "PPL-034",
    why="a new password is asked for without a reason",
    remedy="write how you know that it is really this person who asks",
)
DISABLED = declare(
    "PPL-035",
    why="the account “{name}” is disabled",
    remedy="enable it first, where its holder is to work here",
)
