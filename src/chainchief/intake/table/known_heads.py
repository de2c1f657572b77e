"""Which column a head means: machine name, Chinese or English label, with or without its unit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from chainchief.core.characters import ends_in_mark, half_width
from chainchief.core.choices import alike
from chainchief.core.i18n import LANGUAGES, speaking
from chainchief.core.units import UNITS
from chainchief.intake.table.normalising import AnyColumn
from chainchief.intake.table.qualifiers import without_other_sense
from chainchief.ledger.registers import Register

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
BRACKETED_END = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]$")
_AROUND_UNIT = re.compile(r"[()\[\]【】,、/:;_*-]|单位|人民币|^unit|^in")
_REMARKS = {"", "必填", "选填", "required", "optional", "文本", "text", "yyyymmdd", "yyyymm"}
_CODE = ("编号", "编码", "代码", " code")
_RUNNING_NUMBER = {"序号", "no.", "no", "#", "行号"}


def folded(text: str) -> str:
    """A head without what does not tell heads apart: width, case, spaces, footnotes, marks."""
    text = _SPACE.sub("", half_width(_without_footnote(text))).casefold()
    return text.strip("*:").strip()


def _without_footnote(text: str) -> str:
    """从业人员① and 营业收入²(万元) without their marks; the ² of (m²) is none."""
    name, bracket, rest = re.split(r"([(（].*|$)", text, maxsplit=1, flags=re.DOTALL)
    while ends_in_mark(name):
        name = name.rstrip()[:-1]
    return name + bracket + rest


def is_running_number(text: str) -> bool:
    return folded(text) in _RUNNING_NUMBER


@dataclass(frozen=True)
class Meant:
    """The column a head means; `unit` is the unit it claims where that is another one."""

    column: AnyColumn
    other_unit: str = ""


class KnownHeads:
    """All names of a register's columns, in both languages."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.columns: tuple[AnyColumn, ...] = (*register.columns, *register.extra)

    @cached_property
    def by_name(self) -> Mapping[str, AnyColumn]:
        names: dict[str, AnyColumn] = {}
        shortened: dict[str, dict[str, AnyColumn]] = {}
        longer: dict[str, AnyColumn] = {}
        for language in LANGUAGES:
            with speaking(language):
                for column in self.columns:
                    for name in (column.name, column.title, column.label):
                        names.setdefault(folded(name), column)
                    short = BRACKETED_END.sub("", folded(column.title))
                    shortened.setdefault(short, {})[column.name] = column
                    for name in self._spelt_out(column):
                        longer.setdefault(folded(name), column)
        # 到位资金 alone may be 自报, 核实 or 认定: then it is none of them.
        plain = {n: next(iter(c.values())) for n, c in shortened.items() if len(c) == 1}
        return {**longer, **plain, **names}

    def _spelt_out(self, column: AnyColumn) -> tuple[str, ...]:
        """项目编号 and 项目名称 in the table of projects; 企业编号 for a firm's code elsewhere."""
        if column.name in ("code", "name"):
            return (self.register.name + column.title,)
        if column.type.target:
            return tuple(column.title + end for end in _CODE)
        return ()

    def meant_by(self, text: str) -> Meant | None:
        """The column that a head means, or None."""
        head = folded(text)
        if head in self.by_name:
            return Meant(self.by_name[head])
        for name in sorted(self.by_name, key=len, reverse=True):
            if name and head.startswith(name):
                meant = _with_tail(self.by_name[name], head[len(name) :])
                if meant is not None:
                    return meant
        return None

    @cached_property
    def computed(self) -> frozenset[str]:
        """Heads of columns that a workbook shows and no import reads."""
        heads = set()
        for language in LANGUAGES:
            with speaking(language):
                heads |= {folded(column.label) for column in self.register.computed}
        return frozenset(heads)

    def is_computed(self, text: str) -> bool:
        return folded(text) in self.computed

    def near(self, text: str) -> str:
        """The label in the current language that comes nearest to a head, or ""."""
        head = folded(text)
        near = alike(head, without_other_sense(head, self.by_name), most=1, cutoff=0.5)
        return self.by_name[near[0]].label if near else ""


def _with_tail(column: AnyColumn, tail: str) -> Meant | None:
    """A head that goes on after a column's name: its unit, another unit, a remark, or no match."""
    rest = _AROUND_UNIT.sub("", tail)
    if rest in _REMARKS:
        return Meant(column)
    if rest not in UNITS:
        return None
    if rest == column.type.unit:
        return Meant(column)
    takes_units = bool(column.type.unit) or bool(column.type.unit_column)
    return Meant(column, other_unit=rest) if takes_units else None
