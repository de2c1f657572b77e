"""The form of a step as the pages of cases, tasks and leads offer it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chainchief.core.i18n import _

#: Its button, what it does, the fields it asks for, the label of the words typed with it.
ActWords = tuple[str, str, tuple[str, ...], str]


@dataclass(frozen=True)
class ActForm:
    """A step that this viewer may take now, and the fields that it asks for."""

    act: str
    words: str
    hint: str
    fields: frozenset[str]
    note_words: str
    note_required: bool
    is_main: bool


def act_form(
    act: StrEnum,
    said: ActWords,
    fields: Iterable[str],
    *,
    is_main: bool,
    note_required: bool = False,
) -> ActForm:
    """The form of an act in the reader's language, with these of its fields."""
    words, hint, _fields, note = said
    return ActForm(
        act.value,
        _(words),
        _(hint),
        frozenset(fields),
        _(note) if note else "",
        note_required,
        is_main,
    )
