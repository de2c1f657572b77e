"""Fact tables, their columns and the codes in them, in the words of the registers and feeds.

An entry of the catalogue names machine names (`stage: started`); a reader is told the words that
stand in the head and in the cells of the workbook, with the machine names behind them.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from chainchief.core.choices import listed
from chainchief.core.i18n import _, in_language
from chainchief.indicators.catalogue.indicator import Scalar
from chainchief.indicators.catalogue.sources import DIMENSIONS, Attribute, Source, source_of
from chainchief.lake.feeds.declared import FEEDS
from chainchief.ledger.fact_columns import field_at
from chainchief.ledger.registers import all_registers, register_of


def table_in_words(name: str) -> str:
    """ "项目阶段 [project_stage]": whose rows a table holds."""
    kind = source_of(name).row_kind
    return _coded(kind_in_words(kind), name)


def kind_in_words(kind: str) -> str:
    """A kind of record, or a feed, by its title."""
    return _(_titles_of_feeds().get(kind) or register_of(kind).title)


def entity_in_words(name: str, source: Source) -> str:
    """The entity of the table that is counted, or a column of it."""
    return _coded(kind_in_words(name), name) if name in all_registers() else named(name, source)


def named(column: str, source: Source) -> str:
    """ "认定日期 [recognised_on]"."""
    return _coded(label_of(column, source), column)


def label_of(column: str, source: Source) -> str:
    """The label of what an entry calls `column`, without its machine name."""
    if column in DIMENSIONS:
        return _(column)
    attribute = source.attributes[column]
    kind = attribute.table or (column.split(".")[0] if "." in column else "")
    label = _label(attribute, source)
    return _("{kind}: {label}").format(kind=kind_in_words(kind), label=label) if kind else label


def values_in_words(column: str, values: Iterable[Scalar], source: Source) -> str:
    """The codes of a column by their labels; what has none (a day, a name, a code) as it is."""
    labels = _labels(source.attributes[column], source)
    return listed(_value(each, labels) for each in values)


def _value(value: Scalar, labels: dict[str, str]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _(labels[str(value)]) if labels.get(str(value)) else str(value)


def _label(attribute: Attribute, source: Source) -> str:
    if attribute.column.names:
        return in_language(dict(attribute.column.names))
    if attribute.column.title:
        return _(attribute.column.title)
    stem = attribute.name.rpartition(".")[2]
    if stem in ("code", "name") and not attribute.column.path:
        return _(stem)
    field = _field(attribute, source)
    return _(str(field.verbose_name))


def _labels(attribute: Attribute, source: Source) -> dict[str, str]:
    if attribute.column.is_custom:
        return dict(attribute.column.choice_labels)
    field = _field(attribute, source)
    own = {str(code): str(label) for code, label in field.flatchoices} if field else {}
    return own | {code: in_language(dict(words)) for code, words in attribute.column.added.items()}


def _field(attribute: Attribute, source: Source) -> Any:
    """The field that fills a column; None for one of a feed, which has none, and for a code."""
    table = source_of(attribute.table) if attribute.table else source
    path = attribute.column.path
    if not path or table.row_kind not in all_registers():
        return None
    return field_at(register_of(table.row_kind).model, path)


@cache
def _titles_of_feeds() -> dict[str, str]:
    return {feed.table: feed.title for feed in FEEDS.values()}


def _coded(words: str, code: str) -> str:
    return f"{words} [{code}]"
