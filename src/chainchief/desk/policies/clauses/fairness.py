"""The fair-competition check (公平竞争审查) of a clause: its words and its conditions."""

from collections.abc import Iterator

from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _, in_language
from chainchief.desk.policies import faults
from chainchief.desk.policies.clauses.clause import Clause
from chainchief.desk.policies.preset import rules
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.catalogue.vocabulary import label_of
from chainchief.ledger.kinds.policy_clause.models import PolicyClause
from chainchief.ledger.kinds.reward.wordings import PRESET


def check_fairness(record: PolicyClause, clause: Clause | None) -> list[Fault]:
    """Faults of all that asks for a review, also where the policy has been reviewed."""
    found = list(_wordings(record.wording))
    if clause is not None:
        found += _conditions(clause)
    return found


def _wordings(text: str) -> Iterator[Fault]:
    column = _(str(PolicyClause._meta.get_field("wording").verbose_name))
    for wording in PRESET.load():
        match = wording.pattern.search(text)
        if match:
            facts = {"found": match[0], "wording": wording}
            yield Fault(faults.LOCAL_WORDING, Place(column=column), facts=facts)


def _conditions(clause: Clause) -> Iterator[Fault]:
    column = _(str(PolicyClause._meta.get_field("qualifies").verbose_name))
    local, source = rules().local, source_of("enterprise")
    for name in dict.fromkeys(each.column for each in clause.conditions):
        if name in local:
            facts = {"column": label_of(name, source), "rule": in_language(dict(local[name]))}
            yield Fault(faults.LOCAL_CONDITION, Place(column=column), name, facts)
