"""The register of divisions."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.core.codes.regions import is_code
from chainchief.core.faults import declare
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.facts import Fact, FactColumn, FactType
from chainchief.ledger.kinds.division.models import Division, Level
from chainchief.ledger.registers import Register

NOT_SIX_DIGITS = declare(
    "CHK-020",
    why="a division's code has six digits (GB/T 2260, or a local code of that form), a township's "
    "nine (GB/T 10114)",
    remedy="look the code up in the list of divisions",
)


def check_code_has_six_digits(row: Row) -> list[RowFault]:
    return [] if is_code(str(row["code"])) else [RowFault(NOT_SIX_DIGITS, "code", {})]


REGISTERS = (
    Register(
        model=Division,
        title="division",
        plural="divisions",
        policy_class="reference",
        columns_in_order=("name", "level", "parent", "of_which", "valid_from", "valid_to"),
        scopes=Scopes(
            division="code",
            chain=NoScope("a unit has several chains"),
            enterprise=NoScope("a unit is of no firm"),
            organisation=NoScope("a unit is of no single office"),
        ),
        checks=(check_code_has_six_digits,),
        facts=(
            Fact(
                name="division",
                division="code",
                columns={
                    "level": FactColumn("level", FactType.CODE, choices=tuple(Level.values)),
                    "parent": FactColumn("parent_id", FactType.CODE),
                    "of_which": FactColumn("of_which", FactType.FLAG),
                    "valid_from": FactColumn("valid_from", FactType.DATE),
                    "valid_to": FactColumn("valid_to", FactType.DATE),
                },
            ),
        ),
    ),
)
