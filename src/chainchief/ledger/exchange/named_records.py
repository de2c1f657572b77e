"""How a cell names another record: by its code, its name, or both as drop-down lists show them.

A code is always taken for what it is. A name stands for a record only if no other has it; a code
with a name behind it must fit that record. Anything else stays as it was written, and the checks
say that there is no such record.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from chainchief.core.choices import listed
from chainchief.core.faults import declare
from chainchief.ledger.columns import BadCell
from chainchief.ledger.registers import Register

AMBIGUOUS_NAME = declare(
    "CHK-118",
    why="{count} records have that name: {candidates}",
    remedy="write the code of the one that is meant",
)
OTHER_NAME = declare(
    "CHK-119",
    why="the code {code} belongs to “{name}”, and another name stands beside it",
    remedy="find out which of the two is meant, and write its code alone",
)
#: Codes longer than this (hashes of documents) stand behind the name.
_LONG_CODE = 32
_BETWEEN = re.compile(r"[\s()\[\]【】,、:/_-]+")
_CANDIDATES = 5


def _folded(text: str) -> str:
    """A name without what does not tell names apart: width and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _squeezed(text: str) -> str:
    """Code and name together, however they were set apart."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text))


class NamedRecords:
    """The records of one kind, those of the table at hand included, found by what a cell says.

    `tellable` are those whose names the reader of a workbook may know; without it, all.
    """

    def __init__(
        self,
        register: Register,
        in_table: Iterable[tuple[str, str]] = (),
        *,
        tellable: "QuerySet[Any, Any] | None" = None,
    ) -> None:
        self.register = register
        self.in_table = tuple(in_table)
        self.tellable = tellable

    @cached_property
    def name_of(self) -> Mapping[str, str]:
        """Names by code, of records in force that may be told, in order of codes."""
        names = {code: name for code, name, withdrawn in self._stored if not withdrawn}
        if self.tellable is None:
            return names
        visible = set(self.tellable.values_list("code", flat=True))
        return {code: name for code, name in names.items() if code in visible}

    @cached_property
    def codes(self) -> frozenset[str]:
        stored = (code for code, _name, _withdrawn in self._stored)
        return frozenset((*stored, *(code for code, _name in self.in_table)))

    @cached_property
    def _stored(self) -> list[tuple[str, str, bool]]:
        named = any(field.name == "name" for field in self.register.model._meta.get_fields())
        wanted = ("code", "name" if named else "code", "withdrawn_on")
        rows = self.register.model._default_manager.order_by("code").values_list(*wanted)
        return [
            (code, "" if name == code else _one_line(name), day is not None)
            for code, name, day in rows.iterator(chunk_size=5000)
        ]

    @cached_property
    def _by_name(self) -> Mapping[str, set[str]]:
        """A name that only withdrawn records have still says which is meant."""
        in_force, withdrawn = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for code, name, gone in self._stored:
            (withdrawn if gone else in_force)[_folded(name)].add(code)
        for code, name in self.in_table:
            in_force[_folded(name)].add(code)
        return {**withdrawn, **in_force}

    @cached_property
    def _by_both(self) -> Mapping[str, set[str]]:
        codes = defaultdict[str, set[str]](set)
        for code, name in (*((code, name) for code, name, _gone in self._stored), *self.in_table):
            codes[_squeezed(code + name)].add(code)
            codes[_squeezed(name + code)].add(code)
        return codes

    def code_of(self, text: str) -> str:
        """The code that `text` stands for, or `text` itself where it names nothing.

        Raises `BadCell` for a name that several records have, and for a code with another's name.
        """
        if not text or text in self.codes:
            return text
        codes = self._by_both.get(_squeezed(text)) or self._by_name.get(_folded(text)) or set()
        if len(codes) > 1:
            candidates_shown = [self.shown(code) for code in sorted(codes)]
            more = "…" if len(candidates_shown) > _CANDIDATES else ""
            candidates = listed(candidates_shown[:_CANDIDATES]) + more
            raise BadCell(AMBIGUOUS_NAME, count=len(candidates_shown), candidates=candidates)
        if codes:
            return next(iter(codes))
        self._refuse_other_name(text)
        return text

    def _refuse_other_name(self, text: str) -> None:
        parts = text.split()
        for code in (parts[0], parts[-1]) if len(parts) > 1 else ():
            if code in self.name_of:
                raise BadCell(OTHER_NAME, code=code, name=self.name_of[code])

    def shown(self, code: str) -> str:
        """The code with its name, as a person knows it; see `written` for cells."""
        name = self.name_of.get(code, "")
        if not name:
            return code
        return f"{name} {code}" if len(code) > _LONG_CODE else f"{code} {name}"

    def written(self, code: str) -> str:
        """The text of a cell: code and name, or the code alone where both would mean another."""
        shown = self.shown(code)
        if shown in self.codes or self._by_both.get(_squeezed(shown), {code}) != {code}:
            return code
        return shown

    def choices(self) -> Iterator[str]:
        """The options of a drop-down list, in order of codes."""
        return (self.written(code) for code in self.name_of)


def _one_line(name: object) -> str:
    return " ".join(str(name).split())
