"""How a form names another record: shown as code and name, read as a cell of a workbook is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.ledger.exchange.named_records import NamedRecords
from chainchief.ledger.registers import register_of
from chainchief.web.frame.visible import rows_of
from chainchief.web.registers.selection import is_named

#: Codes longer than this (hashes of documents) stand behind the name.
_LONG_CODE = 32


def called(code: str, name: str) -> str:
    """Text that the field shows of a record, and `code_of` reads back."""
    if not name or name == code:
        return code
    return f"{name} {code}" if len(code) > _LONG_CODE else f"{code} {name}"


@dataclass
class ReferredRecords:
    """Records that fields name, told within the viewer's reach; each code is looked up once."""

    viewer: Viewer
    _names: dict[tuple[str, str], str] = field(default_factory=dict)
    _by_name: dict[str, NamedRecords] = field(default_factory=dict)
    _codes: dict[tuple[str, str], str] = field(default_factory=dict)

    def learn(self, kind: str, codes: Iterable[str]) -> None:
        unknown = {code for code in codes if code and (kind, code) not in self._names}
        if not unknown:
            return
        self._names |= dict.fromkeys(((kind, code) for code in unknown), "")
        shown = "name" if is_named(register_of(kind)) else "code"
        found = rows_of(kind, self.viewer).filter(code__in=unknown).values_list("code", shown)
        self._names |= {(kind, code): " ".join(str(name).split()) for code, name in found}

    def text(self, kind: str, code: str) -> str:
        """Code and name; the code alone of a record out of reach."""
        self.learn(kind, [code])
        return called(code, self._names.get((kind, code), ""))

    def code_of(self, kind: str, text: str) -> str:
        """The code that is meant by `text`, or `text` itself where it names nothing.

        Raises `BadCell` as reading a workbook does: of several records of that name, of a code
        beside another's name.
        """
        known = self._codes.get((kind, text))
        if known is None:
            known = self._codes[kind, text] = self._meant(kind, text)
        return known

    def _meant(self, kind: str, text: str) -> str:
        found = self._by_code(kind, text)
        if found:
            return found
        if kind not in self._by_name:
            tellable = rows_of(kind, self.viewer)
            self._by_name[kind] = NamedRecords(register_of(kind), tellable=tellable)
        return self._by_name[kind].code_of(text)

    def _by_code(self, kind: str, text: str) -> str:
        """What the field itself shows is found without reading all records of the kind."""
        register, parts = register_of(kind), text.split()
        shown = "name" if is_named(register) else "code"
        records: Any = register.model._default_manager
        possible = {text, *(parts[:1]), *(parts[-1:])}
        names = dict(records.filter(code__in=possible).values_list("code", shown))
        if text in names:
            return text
        squeezed = "".join(parts)
        for code, name in names.items():
            if squeezed in {"".join((code + name).split()), "".join((name + code).split())}:
                return str(code)
        return ""
