"""Codes of other records: there, in force, and not leading back to where they began."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from chainchief.core.choices import alike
from chainchief.core.faults import FaultKind
from chainchief.core.i18n import _
from chainchief.ledger.queries.reach import codes_in_reach, in_reach
from chainchief.ledger.queries.stored_values import withdrawn_by_code
from chainchief.ledger.registers import Register, all_registers
from chainchief.ledger.validation import faults
from chainchief.ledger.validation.drafts import DraftRecord
from chainchief.ledger.validation.keys import folded_code
from chainchief.ledger.validation.review import Review

#: So many records are looked through for a near code or name, for so many unknown codes.
_MOST_COMPARED = 20_000
_SUGGESTED = 200
#: The column of a duplicate names the record that counts, so that record may not be one.
_DUPLICATE = "duplicate_of"

#: (draft, column) by the code that is wanted.
_Wanted = dict[str, list[tuple[DraftRecord, str]]]


def check_references_exist(review: Review) -> None:
    """Only references that are new or changed: what the ledger holds already stands."""
    proposed = {(draft.register.kind, draft.code): draft for draft in review.drafts}
    for kind, wanted in _wanted(review).items():
        target = all_registers()[kind]
        known = _known(target, wanted, review)
        suggestions = _Suggestions(target, review)
        for code, places in wanted.items():
            coming = proposed.get((kind, code))
            day = coming.withdrawn_on if coming is not None else known.get(code)
            if day is not None:
                _refuse(review, places, faults.WITHDRAWN_REFERENCE, target, day=day)
            elif code not in known and coming is None:
                hint = suggestions.hint(code)
                _refuse(review, places, faults.UNKNOWN_REFERENCE, target, hint=hint)


def _known(target: Register, wanted: _Wanted, review: Review) -> Mapping[str, dt.date | None]:
    """The codes that there are, each with the day of its withdrawal.

    Where to name a record is to come to see it, one that is out of reach is not there.
    """
    known = withdrawn_by_code(target, wanted)
    if target.scopes.through is None:
        return known
    seen = codes_in_reach(review.viewer, target, known)
    return {code: day for code, day in known.items() if code in seen}


def _wanted(review: Review) -> dict[str, _Wanted]:
    wanted: dict[str, _Wanted] = defaultdict(lambda: defaultdict(list))
    for register, drafts in review.by_register():
        for name, kind in register.references.items():
            for draft in drafts:
                code = draft.after[name]
                if code and name in draft.in_question and name not in draft.bad:
                    wanted[kind][str(code)].append((draft, name))
    return wanted


def _refuse(
    review: Review,
    places: list[tuple[DraftRecord, str]],
    kind: FaultKind,
    target: Register,
    /,
    **facts: object,
) -> None:
    for draft, name in places:
        review.refuse(kind, draft, name, kind=target.name, **facts)


class _Suggestions:
    """The code that was probably meant: of the record with that name, or a near code or name.

    Only of records that the viewer may see.
    """

    def __init__(self, target: Register, review: Review) -> None:
        self.target, self.viewer = target, review.viewer
        self.given = 0

    @cached_property
    def code_by_text(self) -> Mapping[str, str]:
        model = self.target.model
        named = any(field.name == "name" for field in model._meta.get_fields())
        texts = ("code", "name") if named else ("code",)
        codes: dict[str, str] = {}
        rows = in_reach(self.viewer, self.target).filter(withdrawn_on__isnull=True)
        for row in rows.order_by("code").values_list(*texts)[:_MOST_COMPARED]:
            for text in reversed(row):
                codes.setdefault(str(text), str(row[0]))
        return codes

    @cached_property
    def folded(self) -> Mapping[str, str]:
        return {folded_code(text): text for text in self.code_by_text}

    def hint(self, text: str) -> str:
        self.given += 1
        if self.given > _SUGGESTED:
            return ""
        nearest = self._meant(text)
        if not nearest:
            return ""
        code = self.code_by_text[nearest]
        suggestion = code if code == nearest else f"{code} {nearest}"
        return _(" (perhaps {})").format(suggestion)

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


def check_references_lead_nowhere_back(review: Review) -> None:
    """A record that refers to its own kind never comes back to itself, and a duplicate to no
    duplicate. What the change says goes before what the ledger holds."""
    for register, drafts in review.by_register():
        for name, kind in register.references.items():
            if kind == register.kind:
                _check_loops(review, register, name, drafts)


def _check_loops(review: Review, register: Register, name: str, drafts: list[DraftRecord]) -> None:
    faulty = {(finding.position, finding.column) for finding in review.findings}
    changed = [
        draft
        for draft in drafts
        if name in draft.in_question
        and draft.after[name]
        and name not in draft.bad
        and (draft.position, name) not in faulty
    ]
    if not changed:
        return
    leads_to = _held(register, name)
    leads_to |= {draft.code: str(draft.after[name] or "") for draft in drafts if draft.code}
    for draft in changed:
        _follow(review, draft, name, leads_to)


def _held(register: Register, name: str) -> dict[str, str]:
    attribute = register.column(name).attribute
    records = register.model._default_manager.filter(withdrawn_on__isnull=True)
    named = records.exclude(**{attribute: None}).values_list("code", attribute)
    return dict(named)


def _follow(review: Review, draft: DraftRecord, name: str, leads_to: Mapping[str, str]) -> None:
    first = str(draft.after[name])
    passed, at = [draft.code], first
    while at and at not in passed:
        passed.append(at)
        at = leads_to.get(at, "")
    if at:
        review.refuse(faults.LEADS_BACK, draft, name, way=" → ".join([*passed, at]))
    elif name == _DUPLICATE and leads_to.get(first):
        facts = {"code": first, "other": leads_to[first]}
        review.refuse(faults.DUPLICATE_OF_DUPLICATE, draft, name, **facts)
