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
        named: Any = register_of(self.kind).model._default_manager.filter(code=self.code)
        name = str(named.values_list("name", flat=True).first() or self.code)
        return _("task force of {}").format(name) if self.dimension is Dimension.CHAIN else name

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


def codes_within(respondent: Respondent, others: Iterable[Respondent]) -> frozenset[str]:
    """The codes whose records a respondent answers for; a unit leaves out those inside it that are
    asked themselves, with all within them."""
    if respondent.dimension is not Dimension.DIVISION:
        return frozenset({respondent.code})
    inside = contained_in(respondent.code)
    questionnaire = {one.code for one in others if one.dimension is Dimension.DIVISION} & inside
    apart = (
        questionnaire.union(*(contained_in(code) for code in questionnaire))
        if questionnaire
        else questionnaire
    )
    return (frozenset({respondent.code}) | inside) - apart


def may(
    viewer: Viewer, verb: str, respondent: Respondent, tables: Iterable[QuestionnaireTable]
) -> bool:
    """Whether the viewer may do this with an answer of the respondent, in every asked table."""
    classes = {table.register.policy_class for table in tables}
    return bool(classes) and all(
        policy.covers(viewer, policy_class, respondent.scope, verb) for policy_class in classes
    )
