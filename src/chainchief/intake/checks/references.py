"""Codes of other records must exist, in the ledger or in the same table, and be in force."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from chainchief.core.choices import alike
from chainchief.core.faults import FaultKind
from chainchief.core.i18n import _
from chainchief.intake.cell_faults import UNKNOWN_REFERENCE, WITHDRAWN_REFERENCE
from chainchief.intake.checks.duplicates import folded_code
from chainchief.intake.staging import Row, Staging
from chainchief.intake.stored import withdrawn_by_code
from chainchief.ledger.registers import Register, register_of

#: So many records are looked through for a near code or name, for so many unknown codes.
_LOOKED_THROUGH = 20_000
_SUGGESTED = 200


def check_references_exist(staging: Staging) -> None:
    """Only references that are new or changed: what the ledger holds already stands."""
    register = staging.table.register
    for name, kind in register.references.items():
        if not staging.table.has(name):
            continue
        wanted = _wanted(staging, name)
        target = register_of(kind)
        known = withdrawn_by_code(target, wanted)
        in_file = {row.code for row in staging.rows} if kind == register.kind else set()
        suggestions = _Suggestions(target)
        for code, rows in wanted.items():
            if code in known and known[code] is not None:
                for row in rows:
                    _refuse(staging, row, name, WITHDRAWN_REFERENCE, target, day=known[code])
            elif code not in known and code not in in_file:
                hint = suggestions.hint(code)
                for row in rows:
                    _refuse(staging, row, name, UNKNOWN_REFERENCE, target, hint=hint)


def _wanted(staging: Staging, name: str) -> dict[str, list[Row]]:
    wanted: dict[str, list[Row]] = defaultdict(list)
    for row in staging.rows:
        value = row.after[name]
        if (
            value
            and name not in row.bad
            and (row.stored is None or row.stored.values[name] != value)
        ):
            wanted[str(value)].append(row)
    return wanted


def _refuse(
    staging: Staging, row: Row, name: str, kind: FaultKind, target: Register, /, **facts: object
) -> None:
    row.bad.add(name)
    staging.add(kind, row, name, kind=target.name, **facts)


class _Suggestions:
    """The code that was probably meant: of the record with that name, or a near code or name."""

    def __init__(self, target: Register) -> None:
        self.target = target
        self.given = 0

    @cached_property
    def code_by_text(self) -> Mapping[str, str]:
        model = self.target.model
        named = any(field.name == "name" for field in model._meta.get_fields())
        texts = ("code", "name") if named else ("code",)
        found: dict[str, str] = {}
        rows = model._default_manager.filter(withdrawn_on__isnull=True).order_by("code")
        for row in rows.values_list(*texts)[:_LOOKED_THROUGH]:
            for text in reversed(row):
                found.setdefault(str(text), str(row[0]))
        return found

    @cached_property
    def folded(self) -> Mapping[str, str]:
        return {folded_code(text): text for text in self.code_by_text}

    def hint(self, text: str) -> str:
        self.given += 1
        if self.given > _SUGGESTED:
            return ""
        found = self._meant(text)
        if not found:
            return ""
        code = self.code_by_text[found]
        told = code if code == found else f"{code} {found}"
        return _(" (perhaps {})").format(told)

    def _meant(self, text: str) -> str:
        """A known code or name: this one in other capitals, the code before a name, a near one."""
        first = text.split()[0] if text.split() else ""
        for known in (self.folded.get(folded_code(text)), self.folded.get(folded_code(first))):
            if known:
                return known
        holding = [known for known in self.code_by_text if len(text) > 1 and text in known]
        if len(holding) == 1:
            return holding[0]
        return next(iter(alike(text, self.code_by_text, most=1, cutoff=0.6)), "")
