"""The reference page of the kinds of record: `chainchief kinds --reference`.

The page is made from the registers, the layout of their workbooks and the shipped catalogue, in
both languages; a test holds the file in docs to it.
"""

from collections.abc import Iterable, Iterator, Mapping

from chainchief.core.choices import listed
from chainchief.core.i18n import CHINESE, ENGLISH, _, speaking
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.sources import LOOKUP_TABLES, all_sources
from chainchief.ledger.exchange.export_workbook import sheet_name
from chainchief.ledger.exchange.layout import ColumnExplanation, column_explanations
from chainchief.ledger.registers import Register, all_registers, register_of

_HEAD = """\
# Kinds of record · 记录种类

This page is generated from the registers (`chainchief kinds --reference > docs/kinds.md`); do not
edit it by hand. 本页由各种类的登记表生成，请勿手工修改。

`chainchief export KIND FILE` writes a workbook or CSV with these columns, `chainchief import KIND
FILE` reads it back; a head may be the column's title, with or without its unit, in either language,
or its machine name. `chainchief kinds KIND` tells one kind.
表头可写中文或英文列名（带不带单位均可）或字段名；`chainchief kinds 种类` 说明一种。
"""
Used = Mapping[str, tuple[Indicator, ...]]


def page(entries: Iterable[Indicator]) -> str:
    """The whole page as Markdown; `entries` are the indicators and claims to be told of."""
    used = used_by(entries)
    lines = [_HEAD]
    for register in all_registers().values():
        lines.append(f"## {register.kind}\n")
        for language in (CHINESE, ENGLISH):
            with speaking(language):
                lines += [*section(register, used.get(register.kind, ())), ""]
    return "\n".join(lines).rstrip() + "\n"


def used_by(entries: Iterable[Indicator]) -> Used:
    """Kind → the indicators that read its rows themselves, not those made of other indicators."""
    found: dict[str, tuple[Indicator, ...]] = {}
    for indicator in entries:
        table = table_of(indicator)
        if table:
            kind = all_sources()[table].row_kind
            found[kind] = (*found.get(kind, ()), indicator)
    return found


def table_of(indicator: Indicator) -> str:
    """The fact table whose rows an entry reads itself; "" for one made of other indicators."""
    return indicator.source or LOOKUP_TABLES.get(indicator.nature, "")


def section(register: Register, used: Iterable[Indicator] = ()) -> Iterator[str]:
    """One kind in the current language, as lines of Markdown."""
    yield f"**{register.name}**"
    yield ""
    yield register.meaning
    yield ""
    for label, text in _facts(register, tuple(used)):
        yield f"- {label}: {text}"
    yield ""
    heads = (_("Column"), _("Machine name"), _("Type"), _("Unit"), _("Required"), _("Rule"))
    yield _row(heads)
    yield _row(["---"] * len(heads))
    for column in column_explanations(register):
        yield _row(_cells(column))


def _facts(register: Register, used: tuple[Indicator, ...]) -> Iterator[tuple[str, str]]:
    yield _("sheet of the workbook"), sheet_name(register)
    yield _("policy class"), register.policy_class
    if register.model.composed_of:
        titles = "/".join(register.column(name).title for name in register.model.composed_of)
        yield _("its code is composed"), titles
    for label, kinds in (
        (_("names records of"), set(register.references.values())),
        (_("named by records of"), set(_naming(register.kind))),
    ):
        if kinds:
            yield label, listed(f"{register_of(kind).name} (`{kind}`)" for kind in sorted(kinds))
    if register.facts:
        yield _("tables of a snapshot"), listed(f"`{fact.name}`" for fact in register.facts)
    if used:
        yield _("indicators that read it"), listed(f"{each.name} [{each.code}]" for each in used)


def _naming(kind: str) -> Iterator[str]:
    """The kinds with a column that names records of `kind`."""
    for register in all_registers().values():
        if kind in register.references.values():
            yield register.kind


def _cells(column: ColumnExplanation) -> tuple[str, ...]:
    rules = [_("one of: {}").format(listed(column.choices))] if column.choices else []
    return (
        column.column.title,
        f"`{column.column.name}`",
        column.type_name,
        column.column.type.unit,
        _("yes") if column.required else _("no"),
        "; ".join([*rules, *([column.rule] if column.rule else [])]),
    )


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |"
