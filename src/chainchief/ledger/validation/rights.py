"""Whose records a change touches: within the viewer's reach before it, and after it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from chainchief.access import policy
from chainchief.access.reach import Reach
from chainchief.access.scopes import Dimension, ScopeCodes, codes_of_all, codes_of_rows
from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.i18n import _, in_language
from chainchief.ledger.changesets import Reinstatement, Withdrawal
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import Register, all_registers
from chainchief.ledger.validation import faults
from chainchief.ledger.validation.drafts import DraftRecord, by_register
from chainchief.ledger.validation.review import Review

#: In the order in which a person would say whose a record is.
_DIMENSION_NAMES: Mapping[Dimension, str] = {
    Dimension.DIVISION: "division",
    Dimension.CHAIN: "chain",
    Dimension.ENTERPRISE: "enterprise",
    Dimension.ORGANISATION: "organisation",
}


def verb_of(draft: DraftRecord) -> str:
    """The verb that the viewer must be allowed for this change."""
    withdraws = isinstance(draft.change, Withdrawal | Reinstatement)
    return "withdraw" if withdraws else "enter"


def check_rights(review: Review) -> None:
    """Each record is in reach as it is and as it would be.

    Of one that is not, nothing else is told: what is wrong with it would tell what it holds.
    """
    proposed: dict[type[Model], dict[str, Model]] | None = None
    for register, drafts in by_register(review.drafts):
        for verb in sorted({review.verb or verb_of(draft) for draft in drafts}):
            reach = policy.reach(review.viewer, verb, register.policy_class)
            if reach.everything:
                continue
            if proposed is None:
                proposed = _proposed(review.drafts)
            own = [draft for draft in drafts if (review.verb or verb_of(draft)) == verb]
            _check(review, register, own, verb, reach, proposed)


def _proposed(drafts: Iterable[DraftRecord]) -> dict[type[Model], dict[str, Model]]:
    proposed: dict[type[Model], dict[str, Model]] = {}
    for draft in drafts:
        proposed.setdefault(draft.register.model, {})[draft.code] = _record(draft)
    return proposed


def _record(draft: DraftRecord) -> Model:
    values = {column.attribute: draft.after[column.name] for column in draft.register.columns}
    return draft.register.model(uid=draft.uid, **values)


def _check(
    review: Review,
    register: Register,
    drafts: list[DraftRecord],
    verb: str,
    reach: Reach,
    proposed: Mapping[type[Model], Mapping[str, Model]],
) -> None:
    if register.scopes.through is not None:
        _check_through(review, register, drafts, verb, reach)
        return
    held: dict[Any, ScopeCodes] = {}
    for part in chunks([draft.uid for draft in drafts if draft.stored]):
        rows = register.model._default_manager.filter(uid__in=part)
        held |= codes_of_rows(rows, register.scopes)
    records = [proposed[register.model][draft.code] for draft in drafts]
    would_be = codes_of_all(records, register.scopes, proposed)
    sees = policy.reach(review.viewer, "see", register.policy_class)
    words = _Words(review.viewer, register, verb)
    for draft, after in zip(drafts, would_be, strict=True):
        before = held.get(draft.uid) if draft.stored else after
        if before is None or not reach.covers(before):
            whose = before if before is not None and sees.covers(before) else None
            review.put_aside(faults.NOT_IN_REACH, draft, **words.facts(whose))
        elif not reach.covers(after):
            review.put_aside(faults.OUT_OF_REACH_AFTERWARDS, draft, **words.facts(after))


def _check_through(
    review: Review, register: Register, drafts: list[DraftRecord], verb: str, reach: Reach
) -> None:
    """Of a kind that is reached through the records that name its rows: no change moves a row, and
    a new one is of whoever brings it."""
    held: set[Any] = set()
    for part in chunks([draft.uid for draft in drafts if draft.stored]):
        rows = register.model._default_manager.filter(reach.q(register.scopes), uid__in=part)
        held |= set(rows.values_list("uid", flat=True))
    words = _Words(review.viewer, register, verb)
    for draft in drafts:
        if reach.nothing or (draft.stored and draft.uid not in held):
            review.put_aside(faults.NOT_IN_REACH, draft, **words.facts(None))


class _Words:
    """The facts of a refusal, in words."""

    def __init__(self, viewer: Viewer, register: Register, verb: str) -> None:
        table = policy.table()
        roles = (in_language(dict(table.roles[role])) for role in sorted(viewer.roles))
        self.common = {
            "viewer": viewer.name,
            "roles": listed(roles) or "—",
            "verb": in_language(dict(table.verbs[verb])),
            "what": in_language(dict(table.classes[register.policy_class])),
        }

    def facts(self, codes: ScopeCodes | None) -> dict[str, object]:
        """`codes` None is for a record that the viewer may not even see."""
        return {**self.common, "whose": _whose(codes) if codes else _("others")}


def _whose(codes: ScopeCodes) -> str:
    for dimension, kind in _DIMENSION_NAMES.items():
        for code in sorted(codes.of(dimension) or ()):
            named: Any = all_registers()[kind].model._default_manager.filter(code=code)
            name = named.values_list("name", flat=True).first() if dimension in _PLAIN else ""
            return f"{code} {name or ''}".strip()
    return _("nobody in particular")


#: Names of units and chains are public; those of firms may not be.
_PLAIN = (Dimension.DIVISION, Dimension.CHAIN)
