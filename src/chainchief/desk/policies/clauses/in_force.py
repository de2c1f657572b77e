"""The clauses of policies as they are in the ledger, read; those in force in a year."""

from collections.abc import Sequence

from chainchief.desk.policies.clauses.clause import Clause
from chainchief.desk.policies.clauses.reading import Reading, read
from chainchief.ledger.kinds.policy_clause.models import PolicyClause


def readings(policy: str) -> list[Reading]:
    """Every clause of a policy, in order, with its faults."""
    records = list(
        PolicyClause.objects.filter(policy__code=policy, withdrawn_on=None).order_by("number")
    )
    numbers = tuple(each.number for each in records)
    return [read(each, numbers) for each in records]


def in_force(found: Sequence[Reading], year: int) -> list[Clause]:
    """Readable clauses whose years contain `year`."""
    return [
        each.clause
        for each in found
        if each.clause is not None
        and (each.record.first_year or year) <= year <= (each.record.last_year or year)
    ]


def all_in_force(year: int) -> dict[str, list[Clause]]:
    """Policy → its readable clauses of a year, of policies that are not withdrawn."""
    codes = PolicyClause.objects.filter(withdrawn_on=None, policy__withdrawn_on=None)
    found = {}
    for policy in codes.order_by("policy__code").values_list("policy__code", flat=True).distinct():
        clauses = in_force(readings(policy), year)
        if clauses:
            found[policy] = clauses
    return found
