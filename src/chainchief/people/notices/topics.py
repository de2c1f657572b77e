"""What notices are about, and their words: codes of records alone, for names lie behind rights."""

from collections.abc import Mapping
from enum import StrEnum

from chainchief.access import policy
from chainchief.core.i18n import _, in_language
from chainchief.ledger.registers import all_registers


class Topic(StrEnum):
    """Topics, in the order in which the page offers them."""

    ASSIGNED = "assigned"
    RETURNED = "returned"
    DUE = "due"
    REVISED = "revised"
    WORKBOOK = "workbook"
    CASE_TURN = "case-turn"
    CASE_LATE = "case-late"
    CASE_DECLINED = "case-declined"
    CASE_REPORTED = "case-reported"
    TASK_ENDED = "task-ended"
    FINANCING_TURN = "financing-turn"
    LEAD_CLAIMED = "lead-claimed"
    LEAD_TAKEN_OVER = "lead-taken-over"
    WORK_TAKEN_OVER = "work-taken-over"
    MONTH_REOPENED = "month-reopened"
    ANSWER_WANTED = "collection-asked"
    ANSWER_TO_CHECK = "answer-to-check"
    ANSWER_SUBMITTED = "answer-submitted"
    ANSWER_RETURNED = "answer-returned"
    ANSWER_DISAGREES = "answer-disagrees"
    ANSWER_DUE = "answer-due"
    ANSWER_LATE = "answer-late"
    GRANT_PROPOSED = "grant-proposed"
    GRANT_GIVEN = "grant-given"
    GRANT_ENDING = "grant-ending"
    CERTIFICATE_PROPOSED = "certificate-proposed"
    CERTIFICATE_SET = "certificate-set"
    ALARM_REFUSALS = "alarm-refusals"
    ALARM_EXPORTS = "alarm-exports"
    ALARM_HOURS = "alarm-hours"

    @property
    def label(self) -> str:
        return _(_TOPICS[self][0])

    @property
    def is_alarm(self) -> bool:
        return self.value.startswith("alarm-")


#: Topic → its name, and its sentence with the facts in it.
_TOPICS = {
    Topic.ASSIGNED: ("assigned to you", "{kind} {code} is to be answered by {due}"),
    Topic.RETURNED: ("sent back", "{kind} {code} was sent back: the firm says it is not solved"),
    Topic.DUE: ("due soon", "The answer to {kind} {code} is due on {due}"),
    Topic.REVISED: ("revised by another", "{who} revised what you entered: {kind} {codes}"),
    Topic.WORKBOOK: (
        "workbook taken in",
        "Your workbook {file} was taken in; new: {created}, revised: {revised}",
    ),
    Topic.CASE_TURN: (
        "your turn in a case",
        "It is your turn in {kind} {code}; the step is due on {due}",
    ),
    Topic.CASE_LATE: (
        "case that is late",
        "A step of {kind} {code} was due on {due}; working days late: {days}; with: {who}",
    ),
    Topic.CASE_DECLINED: ("case declined", "{kind} {code} was declined; the reason stands in it"),
    Topic.CASE_REPORTED: (
        "opinion of an office that helps",
        "{who} gave its opinion on {kind} {code}",
    ),
    Topic.TASK_ENDED: ("task accepted or taken back", "{kind} {code} is over: see its last step"),
    Topic.FINANCING_TURN: (
        "your turn in financing",
        "The financing need {code} has moved on, and waits for you",
    ),
    Topic.LEAD_CLAIMED: (
        "investor of two units",
        "The investor of {kind} {code} is also with {who}, since {since}, protected until {due}",
    ),
    Topic.LEAD_TAKEN_OVER: ("lead taken over", "{who} took over {kind} {code}; you read it on"),
    Topic.WORK_TAKEN_OVER: (
        "work handed over to you",
        "{who} handed over to you, matters: {number}",
    ),
    Topic.MONTH_REOPENED: ("month reopened", "{month} was reopened by {who}"),
    Topic.ANSWER_WANTED: ("asked in a collection", "{collection}: your answer is due on {due}"),
    Topic.ANSWER_TO_CHECK: (
        "answer to check",
        "{collection}: {who} filled in the answer; a second person checks it",
    ),
    Topic.ANSWER_SUBMITTED: ("answer submitted", "{collection}: {code} was submitted by {who}"),
    Topic.ANSWER_RETURNED: ("answer returned", "{collection}: {who} returned the answer of {code}"),
    Topic.ANSWER_DISAGREES: (
        "answers that do not agree",
        "{collection}: the answer of {code} does not agree with that of others; places: {count}",
    ),
    Topic.ANSWER_DUE: ("answer due soon", "{collection}: the answer of {code} is due on {due}"),
    Topic.ANSWER_LATE: (
        "answer late",
        "{collection}: the answer of {code} was due on {due}; working days late: {days}",
    ),
    Topic.GRANT_PROPOSED: (
        "grant to decide on",
        "{who} proposed a role for {account}: {role}",
    ),
    Topic.GRANT_GIVEN: ("role given to you", "You hold the role of {role} from {since} on"),
    Topic.GRANT_ENDING: ("role that ends", "The role of {role} of {account} ends on {end}"),
    Topic.CERTIFICATE_PROPOSED: (
        "certificate to decide on",
        "{who} proposed a certificate for {account} to log in with",
    ),
    Topic.CERTIFICATE_SET: (
        "certificate of yours",
        "{who} entered a certificate: whoever holds its key logs in as you",
    ),
    Topic.ALARM_REFUSALS: (
        "alarm: refusals",
        "{who} was refused, times: {number}, within (min): {minutes}, the last from {address}",
    ),
    Topic.ALARM_EXPORTS: (
        "alarm: exports",
        "{who}: number of files taken out {number}, within (min): {minutes}, the last to {address}",
    ),
    Topic.ALARM_HOURS: (
        "alarm: odd hours",
        "{who} logged in at {time}, outside of office hours, from {address}",
    ),
}


class _Facts(dict[str, str]):
    """A fact that an older notice lacks stands as a dash."""

    def __missing__(self, _name: str) -> str:
        return "—"


def sentence(topic: str, facts: Mapping[str, object]) -> str:
    """The notice in the reader's language; of a topic that is no more, its code."""
    if topic not in set(Topic):
        return topic
    shown = _Facts({name: _shown(name, value) for name, value in facts.items()})
    return _(_TOPICS[Topic(topic)][1]).format_map(shown)


def label(topic: str) -> str:
    return Topic(topic).label if topic in set(Topic) else topic


def _shown(name: str, value: object) -> str:
    """Kinds and roles by their names in the reader's language."""
    if name == "kind" and value in all_registers():
        return all_registers()[str(value)].name
    if name == "role":
        return in_language(dict(policy.table().roles.get(str(value), {"zh": str(value)})))
    return str(value)


def reminder(number: int) -> str:
    """Text for another messenger: that there is something, and nothing of what it is."""
    return _("You have new matters: {number}. Log in to ChainChief to read them.").format(
        number=number
    )
