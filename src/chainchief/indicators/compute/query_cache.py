"""The texts of queries, each written once per process for what it says, and then used again.

A text names tables by their content, so it holds for as long as the program runs; what it reads is
verified each time all the same.
"""

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

from chainchief.ledger.registers import stamps

if TYPE_CHECKING:
    from chainchief.indicators.compute.source_query import SourceQuery

#: Several catalogues' and spans' worth: whoever writes more than this begins again.
_MOST = 2000
_known: dict[Hashable, tuple[str, tuple[str, ...]]] = {}


def written(one: "SourceQuery", what: Hashable, write: Callable[["SourceQuery"], str]) -> str:
    """The text that `write` makes of a source query; `what` says which of its texts that is."""
    key = (what, _key(one))
    if key in _known:
        text, tables = _known[key]
        for table in tables:
            one.engine.relation(one.snapshot, table)
        return text
    named: list[str] = []
    text = write(replace(one, named=named))
    if len(_known) >= _MOST:
        _known.clear()
    _known[key] = text, tuple(dict.fromkeys(named))
    return text


def _key(one: "SourceQuery") -> Hashable:
    """All that a text is made of: the entries and what restricts them, tables, span, territory."""
    codes = [
        code for indicator in one.entries for code in (indicator.code, *indicator.restricted_by)
    ]
    hashes = one.catalogue.hashes
    kept = tuple(one.known.get(code) for code in codes)
    entries = tuple(hashes[code] for code in codes)
    dialect, fields = one.engine.dialect, stamps()
    return dialect, fields, one.tables, one.span, one.territory.held, one.root, entries, kept
