"""What a person is asked about the heads of a sheet."""

from pathlib import Path

from chainchief.core.file_names import shown
from chainchief.intake.files.sheets import Sheet, read
from chainchief.intake.mapping.foreign_heads import ForeignHead, foreign_head, head_at
from chainchief.intake.mapping.proposals import Question, question_about
from chainchief.intake.mapping.remembering import said_before
from chainchief.intake.mapping.senders import Sender
from chainchief.intake.table.heads import choose_sheet
from chainchief.intake.table.known_heads import KnownHeads
from chainchief.ledger.exchange.own_sheets import own_sheet_names
from chainchief.ledger.registers import Register


def question_about_file(register: Register, path: Path, sender: Sender) -> Question | None:
    """The question about a file, whether it needs to be asked or not; None where it has no heads.

    Raises `FaultsError` where the file cannot be read.
    """
    source = read(path, skipped=own_sheet_names(), called=shown(path.name))
    known = KnownHeads(register)
    chosen, row, _found = choose_sheet(source.sheets, known)
    return question_of(source.sheets, known, sender, chosen.name if chosen else "", row)


def question_of(
    sheets: tuple[Sheet, ...], known: KnownHeads, sender: Sender, sheet: str = "", row: int = 0
) -> Question | None:
    """The question about the heads in a row of a sheet, or else where heads seem to be."""
    at = next((each for each in sheets if sheet and each.name == sheet), None)
    found = head_at(at, row) if at else None
    subject = (at, found) if at and found else _with_most_heads(sheets)
    if subject is None:
        return None
    return question_about(*subject, known, said_before(known.register.kind, sender))


def _with_most_heads(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ForeignHead] | None:
    found = [(sheet, head) for sheet in sheets if (head := foreign_head(sheet)) is not None]
    return max(found, key=lambda each: len(each[1].heads), default=None)
