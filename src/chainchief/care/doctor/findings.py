"""What an examination says of one subject."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Fine; works, with something to know; or a problem that somebody must mend."""

    FINE = "fine"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Examined:
    """One line: what was looked at, how it is, and, unless it is fine, what to do."""

    subject: str
    state: State
    said: str
    todo: str = ""

    def as_json(self) -> dict[str, str]:
        return {
            "subject": self.subject,
            "state": self.state.value,
            "said": self.said,
            "todo": self.todo,
        }


def fine(subject: str, said: str) -> Examined:
    return Examined(subject, State.FINE, said)


def note(subject: str, said: str, todo: str) -> Examined:
    return Examined(subject, State.NOTE, said, todo)


def problem(subject: str, said: str, todo: str) -> Examined:
    return Examined(subject, State.PROBLEM, said, todo)
