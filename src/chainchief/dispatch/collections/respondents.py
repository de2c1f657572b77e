"""Respondents: units, chains' task forces, organisations and firms that a collection asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chainchief.access import policy
from chainchief.access.reach import contained_in
from chainchief.access.scopes import Dimension, ScopeCodes
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable
from chainchief.dispatch.models import Request
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import register_of

#: What a respondent of a dimension is a record of.
KINDS: Mapping[Dimension, str] = {
    Dimension.DIVISION: "division",
    Dimension.CHAIN: "chain",
    Dimension.ORGANISATION: "organisation",
    Dimension.ENTERPRISE: "enterprise",
}


@dataclass(frozen=True, order=True)
class Respondent:
    """Whom a collection asks: `KINDS[dimension]` with this code."""

    dimension: Dimension
    code: str

    @property
    def kind(self) -> str:
        return KINDS[self.dimension]

    @cached_property
    def name(self) -> str:
        """The name; of a chain, that of its task force; the code where the ledger has no such."""
        return names_of((self,))[self]

    @property
    def scope(self) -> ScopeCodes:
        """The codes of what is this respondent's and nobody else's."""
        return ScopeCodes(**{self.dimension.value: frozenset({self.code})})

    def as_json(self) -> list[str]:
        return [self.dimension.value, self.code]


def respondents_of(kept: Iterable[Iterable[str]]) -> tuple[Respondent, ...]:
    """The respondents that a collection keeps as JSON, in order of their codes."""
    pairs = (tuple(one) for one in kept)
    return tuple(sorted(Respondent(Dimension(one[0]), one[1]) for one in pairs))


def respondent_of(request: Request) -> Respondent:
    return Respondent(Dimension(request.dimension), request.code)


def names_of(respondents: Iterable[Respondent]) -> dict[Respondent, str]:
    """The names of many, read kind by kind."""
    found: dict[Respondent, str] = {}
    by_dimension: dict[Dimension, list[Respondent]] = {}
    for one in respondents:
        by_dimension.setdefault(one.dimension, []).append(one)
    for dimension, same in by_dimension.items():
        manager: Any = register_of(KINDS[dimension]).model._default_manager
        named: dict[str, str] = {}
        for part in chunks(sorted({one.code for one in same})):
            named.update(manager.filter(code__in=part).values_list("code", "name"))
        for one in same:
            name = named.get(one.code) or one.code
            is_chain = dimension is Dimension.CHAIN
            found[one] = _("task force of {}").format(name) if is_chain else name
    return found


def codes_within(respondent: Respondent, others: Iterable[Respondent]) -> frozenset[str]:
    """The codes whose records a respondent answers for; a unit leaves out those inside it that are
    asked themselves, with all within them."""
    if respondent.dimension is not Dimension.DIVISION:
        return frozenset({respondent.code})
    inside = contained_in(respondent.code)
    answering = {one.code for one in others if one.dimension is Dimension.DIVISION} & inside
    apart = answering.union(*(contained_in(code) for code in answering))
    return (frozenset({respondent.code}) | inside) - apart


def may(
    viewer: Viewer, verb: str, respondent: Respondent, tables: Iterable[QuestionnaireTable]
) -> bool:
    """Whether the viewer may do this with an answer of the respondent, in every asked table."""
    classes = {table.register.policy_class for table in tables}
    return bool(classes) and all(
        policy.covers(viewer, policy_class, respondent.scope, verb) for policy_class in classes
    )
