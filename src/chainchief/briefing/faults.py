"""The kinds of fault of this room: templates (BRF-0xx) and issued documents (BRF-1xx)."""

from chainchief.core.faults import Severity, declare

NOT_A_DOCUMENT = declare(
    "BRF-001",
    why="it is not a Word document ({reason})",
    remedy="save it in Word or WPS as .docx, without a password",
)
UNCLOSED = declare(
    "BRF-002",
    why="the tag that begins here is not closed in its paragraph",
    remedy="end it with {close}",
)
SYNTAX = declare(
    "BRF-003",
    why="the tag cannot be read: {reason}",
    remedy='write it like {{{{ fig("IND-PRJ-STARTED") }}}}',
)
UNKNOWN_FUNCTION = declare(
    "BRF-004",
    why="there is no function {name}",
    remedy="use one of: {choices}{hint}",
)
NOT_A_CALL = declare(
    "BRF-005",
    why="a tag calls one of the template's functions, and nothing else is carried out",
    remedy="use one of: {choices}",
)
UNKNOWN_ARGUMENT = declare(
    "BRF-006",
    why="{function} has no argument {name}",
    remedy="use one of: {choices}{hint}",
)
WRONG_ARGUMENT = declare(
    "BRF-007",
    why="{function} cannot take {value} for {name}",
    remedy="write {expected}",
)
MISSING_ARGUMENT = declare(
    "BRF-008",
    why="{function} needs {name}",
    remedy="write {expected}",
)
UNKNOWN_INDICATOR = declare(
    "BRF-010",
    why="the catalogue has no indicator {code}",
    remedy="look the code up with `chainchief figures MONTH`{hint}",
)
UNKNOWN_DIVISION = declare(
    "BRF-011",
    why="there is no division {code} in snapshot {snapshot}",
    remedy="write the six digits of a unit{hint}",
)
UNKNOWN_CHAIN = declare(
    "BRF-012",
    why="there is no chain {code} in snapshot {snapshot}",
    remedy="write the code of a chain: {choices}{hint}",
)
ABSENT = declare(
    "BRF-013",
    why="{name} has no value for {span}: {reason}",
    remedy="enter what is missing, take the sentence out, or let the draft mark the gap"
    " (--with-gaps)",
)
WOULD_LIE = declare(
    "BRF-014",
    why="{word} would not be true: the value is {value}",
    remedy="use another word, give `places`, or let the draft mark the gap (--with-gaps)",
)
UNKNOWN_RECORD = declare(
    "BRF-015",
    why="{name} has no record {record} in snapshot {snapshot}",
    remedy="write the record's code as it stands in the ledger{hint}",
)
NOT_COMPARABLE = declare(
    "BRF-016",
    why="{name} cannot be compared in this way: {reason}",
    remedy="choose another `compare`, or take it out",
)
NOT_FILLED_HERE = declare(
    "BRF-018",
    why="tags are not filled in {part}",
    remedy="move it into the text, a table, a header, a footer or a footnote",
)
NOT_NAMES = declare(
    "BRF-019",
    why="{name} is printed as a number: its entry names nothing",
    remedy="write fig(…) instead of names(…), or let the entry say `names:`",
)
NO_SUCH_CLAIM = declare(
    "BRF-020",
    why="the catalogue has no claim {code}",
    remedy="look the code up with `chainchief claims MONTH`{hint}",
)
NOT_A_STATEMENT = declare(
    "BRF-021",
    why="this is neither a condition nor a list",
    remedy='write {{% if has("IND-PRJ-STARTED") %}} … {{% else %}} … {{% endif %}}, or'
    ' {{% for chain in counted("IND-CHAIN-LANDMARK") %}} … {{% endfor %}}',
)
NOT_OPENED = declare(
    "BRF-022",
    why="{word} ends or divides nothing that was begun",
    remedy="write {opening} before it, or take it out",
)
NOT_ENDED = declare(
    "BRF-023",
    why="what begins here is not ended",
    remedy="write {closing} where it ends",
)
NOT_ALONE = declare(
    "BRF-024",
    why="{word} neither ends in its own paragraph nor stands alone in one, beside its end",
    remedy="for a sentence, write its end in the same paragraph; for whole paragraphs or rows, put"
    " each of these tags alone in a paragraph (or row) of the same text, cell or table",
)
LIST_IN_SENTENCE = declare(
    "BRF-025",
    why="a list repeats whole paragraphs or rows of a table",
    remedy="put {word} and its end alone in paragraphs or rows; inside a sentence use names(…)",
)
COUNTS_NOTHING_SUCH = declare(
    "BRF-026",
    why="{name} does not count what the list is over ({variable})",
    remedy="give an indicator that counts chains for chain, units for division",
)
WRONG_METRIC_TYPE = declare(
    "BRF-027",
    why="{name} is {nature}: {what} does not go with it",
    remedy="take {what} out, or choose another figure",
)
NO_SPAN = declare(
    "BRF-028",
    why="nothing before it says for which time {name} stands (assumed is {span})",
    remedy="write {{{{ span() }}}}, {{{{ month() }}}} or words like 今年以来 before it, or give"
    " `span`",
    severity=Severity.WARNING,
)
TOO_LONG = declare(
    "BRF-029",
    why="{what} has {length} characters, and at most {limit} are customary",
    remedy="shorten it, or set another limit in presets/writing.yaml",
    severity=Severity.WARNING,
)
RULES_UNREADABLE = declare(
    "BRF-030",
    why="the rules of wording cannot be read: {reason}",
    remedy="mend the file, or take it out of the home folder's presets",
)
RULE_MISSING = declare(
    "BRF-031", why="the rules of wording need “{key}”", remedy="add a line “{key}: …”"
)
RULE_NOT_IN_RANGE = declare(
    "BRF-032",
    why="“{key}” takes a whole number from {least} to {most}",
    remedy="write it like “{key}: {least}”",
)
RULE_NOT_NAMES = declare(
    "BRF-037",
    why="`names` is a list of names that hold a word besides a number",
    remedy="write one name on a line, like “- 双#强”; # stands for any number",
)
TAG_TOO_LONG = declare(
    "BRF-038",
    why="the tag has {length} characters, and no tag needs more than {limit}",
    remedy="end it where it was meant to end",
)
NESTED_TOO_DEEP = declare(
    "BRF-039",
    why="it stands in more than {limit} conditions or lists, one in the other",
    remedy="join conditions with `and`, or write a paragraph of its own",
)
TOO_MUCH = declare(
    "BRF-040",
    why="it asks for more than one document may: {what}",
    remedy="divide it, or copy its text into a new document and save that as .docx",
)
FORM_OF_TEMPLATE = declare(
    "BRF-041",
    why="it is a Word template or a file for macros ({form}), and not a document",
    remedy="save it in Word or WPS as .docx, then issue that",
)
NO_WORDING = declare(
    "BRF-033",
    why="{text} is not a number with one of 余, 超过, 突破, 近, 约 and a unit",
    remedy="write it like 240余次, 超过1000万元 or 约50家",
)
ADOPTED_NOT_TRUE = declare(
    "BRF-034",
    why="{text} would not be true of {name}, or says more than its value: {value}",
    remedy="adopt a wording that is true and not above the value, or take it back with"
    " `chainchief wording CODE MONTH --withdraw`",
)
ADOPTED_ALONE = declare(
    "BRF-035",
    why="a wording is adopted for a reason and approved by somebody else than {actor}",
    remedy="give --reason and, in --approved-by, who approved it",
)
NO_UNITS = declare(
    "BRF-036",
    why="there is no unit in snapshot {snapshot} yet, so no document can be about one",
    remedy="enter the province, the city and its counties: `chainchief import division FILE`",
)
DIFFERS = declare(
    "BRF-101",
    why="{name} is {display} in snapshot {snapshot}",
    remedy="put the ledger right and close again, or give a reason with --accept-differences",
)
UNBOUND = declare(
    "BRF-102",
    why="this number has no receipt",
    remedy="let a tag of the template print it, or check it by hand",
    severity=Severity.WARNING,
)
NOT_UNDERSTOOD = declare(
    "BRF-103",
    why="the control of this figure no longer says which figure it is ({reason})",
    remedy="take the sentence from a fresh draft",
)
NOT_CLOSED = declare(
    "BRF-104",
    why="{month} is not closed, and a working snapshot is not kept",
    remedy="close the month first: chainchief close {month}",
)
OTHER_MONTH = declare(
    "BRF-105",
    why="this figure is of {found}, not of {month}",
    remedy="give the month of the document, or take the sentence from a fresh draft",
)
GAP_LEFT = declare(
    "BRF-106",
    why="the place of a figure that did not exist yet is still open",
    remedy="make the draft again when the number has come, or take the sentence out",
)
LOST_CONTROL = declare(
    "BRF-107",
    why="{name} was a figure here, and its control is gone: the number has no receipt any more",
    remedy="take the sentence from a fresh draft, or check it by hand",
    severity=Severity.WARNING,
)
WORD_NOT_TRUE = declare(
    "BRF-108",
    why="“{word}” before this number is not true: {name} is {value}",
    remedy="take the word out, or round the number and give a reason with --accept-differences",
    severity=Severity.WARNING,
)
EMPTIED = declare(
    "BRF-109",
    why="{name} stood here, and its control is empty: the figure was taken out",
    remedy="take the sentence from a fresh draft, or read whether it stands without the number",
    severity=Severity.WARNING,
)
NOT_PUBLIC = declare(
    "BRF-140",
    why="{name} must not leave the bureau: {reason}",
    remedy="take it out of what is published, or have its release confirmed in the ledger",
)
FOR_THE_BUREAU = declare(
    "BRF-141",
    why="{name} is for use inside the bureau: {reason}",
    remedy="keep the document inside, or leave the figure out of it",
    severity=Severity.WARNING,
)
ISSUED_MISSING = declare(
    "BRF-110",
    why="the file of an issued document is not in its place",
    remedy="bring it back from the backup; its SHA-256 is {sha256}",
)
ISSUED_ALTERED = declare(
    "BRF-111",
    why="the file of an issued document was altered: its SHA-256 is no longer {sha256}",
    remedy="bring the file back from the backup, and find out who changed it",
)
NO_LONGER_THE_SAME = declare(
    "BRF-112",
    why="{name} was issued as {issued}, and the same snapshot and definition now give {now}",
    remedy="find out what changed: the snapshot's files, the catalogue, or the register",
)
NOT_REPRODUCED = declare(
    "BRF-113",
    why="{name} cannot be computed again: {reason}",
    remedy="bring back the snapshot or the definition that the document was issued with",
)
TRACKED_CHANGES = declare(
    "BRF-120",
    why="this paragraph holds tracked changes ({what}), so what it says is not decided",
    remedy="accept or reject them in Word or WPS, then issue the file",
)
HIDDEN_TEXT = declare(
    "BRF-121",
    why="this paragraph holds hidden text, which would be published unseen",
    remedy="show it and decide on it, or delete it",
)
FILE_WITHIN = declare(
    "BRF-122",
    why="another file is inserted here as a whole, and its text cannot be read",
    remedy="open the document in Word or WPS, save it once, so that the text becomes its own",
)
EMBEDDED_OBJECT = declare(
    "BRF-123",
    why="an object of another program is embedded here, and its whole file would be published",
    remedy="cut it out and paste it as a picture",
)
CROPPED_PICTURE = declare(
    "BRF-124",
    why="a picture here is cropped, and what was cut off is still in the file",
    remedy="compress the picture with “delete cropped areas” in Word or WPS",
)
LINKED_PICTURE = declare(
    "BRF-125",
    why="a picture here is only linked to a file of this machine, and readers would not see it",
    remedy="insert the picture itself",
)
PICTURE_NOT_CLEANED = declare(
    "BRF-126",
    why="what the picture {file} says of its making cannot be taken out (place, time, names)",
    remedy="save it as PNG or JPEG, and insert that instead",
)
UNREAD = declare(
    "BRF-127",
    why="{what} stands here and was not read, so numbers in it have no receipt",
    remedy="check them by hand",
    severity=Severity.WARNING,
)
WOULD_DIFFER = declare(
    "BRF-130",
    why="{name} was issued as {issued}; today it is {now} ({cause})",
    remedy="see which records with `chainchief issued {document} --today`",
    severity=Severity.WARNING,
)
TWO_VALUES = declare(
    "BRF-131",
    why="{name} was issued as {one} in “{first}” and as {other} in “{second}”",
    remedy="say in the later document why it differs, or correct one of them",
    severity=Severity.WARNING,
)
SECOND_PERSON = declare(
    "BRF-150",
    why="{name} signed this file, and who signed does not issue",
    remedy="let another person with the right to issue look at it and issue it",
)
NOT_WAITING = declare(
    "BRF-151",
    why="this file does not wait to be issued any more: {state}, by {by}",
    remedy="look it up in the register, or sign the corrected file",
)
NO_REASON_BACK = declare(
    "BRF-152",
    why="a file is sent back for a reason",
    remedy="say what is to be corrected",
)
RETYPED = declare(
    "BRF-160",
    why="the figure {figure} was changed; figures come from the ledger and are not typed",
    remedy="leave it as it is: words around it are yours",
)
NO_SUCH_TOKEN = declare(
    "BRF-161",
    why="{token} is no figure of this paragraph, or stands there twice",
    remedy="take it out, or begin again from the paragraph as it was",
)
NOT_EDITED_HERE = declare(
    "BRF-162",
    why="this paragraph holds more than words and figures",
    remedy="edit it in Word and bring the file back",
)
UNCONFIRMED = declare(
    "BRF-165",
    why="not confirmed by the offices that answer for them: {number} of the draft's figures",
    remedy="collect the signatures first, or let the preset writing.yaml warn only",
)
NOBODY_SIGNED = declare(
    "BRF-166",
    why="a sheet on paper has a name, a day that has come, and a scan",
    remedy="say who signed and when, and add the scan of the sheet",
)
TYPED_NUMBER = declare(
    "BRF-163",
    why="{number} was typed and has no receipt",
    remedy="bind it to a figure, or say where it comes from",
)
NOT_THAT_FIGURE = declare(
    "BRF-164",
    why="that figure ({figure}) reads {display}: not {number}",
    remedy="bind the number to the figure that it is",
)
