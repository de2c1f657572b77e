"""The register of annual plans."""

from fractions import Fraction

from chainchief.access.scopes import NoScope, Scopes
from chainchief.core.faults import declare
from chainchief.core.units import number
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.facts import Fact, FactColumn, FactType
from chainchief.ledger.kinds.plan.models import AnnualPlan
from chainchief.ledger.registers import Register

BAD_SCHEDULE = declare(
    "CHK-036",
    why="a time schedule is twelve rising percentages, the last one 100",
    remedy="write for example 8,16,25,33,41,50,58,66,75,83,91,100",
)


def parsed_schedule(text: str) -> tuple[Fraction, ...]:
    """Cumulative shares of the year, January to December; a twelfth each where `text` is blank.

    Raises `ValueError` unless there are twelve percentages that never fall and end at 100.
    """
    if not text.strip():
        return tuple(Fraction(month, 12) for month in range(1, 13))
    shares = tuple(number(part.strip()) / 100 for part in text.replace("\uff0c", ",").split(","))
    rising = all(a <= b for a, b in zip((Fraction(0), *shares), shares, strict=False))
    if len(shares) != 12 or shares[-1] != 1 or not rising:
        raise ValueError(text)
    return shares


def check_schedule(row: Row) -> list[RowFault]:
    try:
        parsed_schedule(str(row["schedule"] or ""))
    except ValueError:
        return [RowFault(BAD_SCHEDULE, "schedule", {})]
    return []


REGISTERS = (
    Register(
        model=AnnualPlan,
        title="annual plan",
        plural="annual plans",
        policy_class="statistics",
        columns_in_order=(
            "name",
            "year",
            "indicator",
            "division",
            "chain",
            "quantity",
            "unit",
            "schedule",
            "document",
        ),
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise=NoScope("it is a plan of a whole unit"),
            organisation=NoScope("it is a plan of a whole unit"),
        ),
        checks=(check_schedule,),
        facts=(
            Fact(
                name="annual_plan",
                division="division_id",
                chain="chain_id",
                columns={
                    "year": FactColumn("year", FactType.WHOLE),
                    "indicator": FactColumn("indicator", FactType.CODE),
                    "quantity": FactColumn("quantity", FactType.STEPS),
                    "unit": FactColumn("unit", FactType.CODE),
                    "schedule": FactColumn("schedule", FactType.TEXT),
                },
            ),
        ),
    ),
)
