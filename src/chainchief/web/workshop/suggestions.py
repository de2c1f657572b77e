"""What a field offers while one types: records by code and name, texts that the ledger holds."""

from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.indicators.catalogue.sources import LOOKUP_TABLES, Source, source_of
from chainchief.indicators.figures import MetricType
from chainchief.ledger.registers import all_registers
from chainchief.web.frame.visible import records_of
from chainchief.web.registers.selection import is_named
from chainchief.workshop.drafts import vocabulary
from chainchief.workshop.drafts.vocabulary import Choice

_MOST = 300


def values(column: str, source: Source, viewer: Viewer) -> list[Choice]:
    """Records that a column may name, or words that stand in it, as far as the viewer sees them."""
    kind = vocabulary.names_records(column, source)
    if kind:
        return records(kind, viewer)
    attribute = source.attributes[column]
    table = source_of(attribute.table) if attribute.table else source
    path = attribute.column.path
    if not path or table.row_kind not in all_registers():
        return []
    return _texts(records_of(table.row_kind, viewer), path)


def records(kind: str, viewer: Viewer) -> list[Choice]:
    """The first records of a kind, each by its code with its name."""
    register = all_registers().get(kind)
    if register is None:
        return []
    name = "name" if is_named(register) else "code"
    found = records_of(kind, viewer).order_by("code").values_list("code", name)[:_MOST]
    return [Choice(str(code), str(label)) for code, label in found]


def stated(nature: MetricType, column: str, viewer: Viewer) -> list[Choice]:
    """The series of statistics and lists, or the furnished items, that the ledger holds."""
    source = source_of(LOOKUP_TABLES[nature])
    return _texts(records_of(source.row_kind, viewer), source.columns[column].path)


def _texts(rows: Any, path: str) -> list[Choice]:
    found = rows.exclude(**{path: None}).values_list(path, flat=True).order_by(path).distinct()
    return [Choice(str(each), str(each)) for each in found[:_MOST] if str(each)]
