"""Which kind of record a file holds, among those that its folder takes in."""

from pathlib import Path

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.intake.examining import as_mapped
from chainchief.intake.files.sheets import read
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.inbox import faults
from chainchief.intake.mapping.senders import Sender
from chainchief.intake.table.heads import choose_sheet
from chainchief.intake.table.known_heads import KnownHeads
from chainchief.ledger.exchange.own_sheets import own_sheet_names
from chainchief.ledger.registers import register_of


def kind_of(path: Path, called: str, kinds: tuple[str, ...], sender: Sender) -> str:
    """The kind whose heads the file has most of; `FaultsError` where it is none, or several."""
    if len(kinds) == 1:
        return kinds[0]
    source = read(path, skipped=own_sheet_names(), called=called)
    hits: dict[str, int] = {}
    for kind in kinds:
        known = KnownHeads(register_of(kind))
        sheets, _mapping = as_mapped(source.sheets, known, sender)
        chosen, row, _found = choose_sheet(sheets, known)
        if chosen is not None:
            heads = [text_of(cell) for cell in dict(chosen.rows)[row] if cell]
            hits[kind] = sum(known.meant_by(head) is not None for head in heads)
    most = max(hits.values(), default=0)
    best = [kind for kind, count in hits.items() if count == most]
    if len(best) == 1:
        return best[0]
    names = listed(register_of(kind).name for kind in best or kinds) or "—"
    fault = faults.SEVERAL_KINDS_FIT if best else faults.NO_KIND_FITS
    raise FaultsError([Fault(fault, Place(file=called), facts={"kinds": names})])
