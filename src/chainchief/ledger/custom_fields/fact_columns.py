"""Custom fields as columns of the fact tables of their kind, so that indicators know them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chainchief.ledger.columns import Choice
from chainchief.ledger.custom_fields.column import CustomField
from chainchief.ledger.facts import EXTRA, Fact, FactColumn, FactType

#: What adds up, and so is apportioned where the amounts of a table are.
_AMOUNTS = (FactType.STEPS, FactType.WHOLE)


def with_custom_fields(fact: Fact, fields: Sequence[CustomField]) -> Fact:
    """The fact table with a column for each field of its rows' kind.

    Where amounts are apportioned among divisions those of a city's own are too: their parts must
    add up to what was entered.
    """
    if not fields:
        return fact
    added = {field.name: _column(field) for field in fields}
    divided = tuple(name for name, column in added.items() if column.type in _AMOUNTS)
    apportionment = fact.apportionment and replace(
        fact.apportionment, amounts=(*fact.apportionment.amounts, *divided)
    )
    return replace(fact, columns={**fact.columns, **added}, apportionment=apportionment)


def _column(field: CustomField) -> FactColumn:
    kind = field.type
    labels: Mapping[str, str] = {}
    if isinstance(kind, Choice):
        labels = dict(kind.options())
    return FactColumn(
        f"{EXTRA}{field.name}",
        kind.fact_type,
        choices=("", *labels) if labels else (),
        unit=kind.fact_unit,
        names=dict(field.labels),
        choice_labels=labels,
    )
