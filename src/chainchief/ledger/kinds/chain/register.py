"""The register of chains."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.core.faults import declare
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.fact_columns import flag_between
from chainchief.ledger.facts import Fact, FactColumn, FactType
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.registers import Register

CODE_TOO_LONG = declare(
    "CHK-021",
    why="a chain's code has at most 12 letters, digits or hyphens",
    remedy="choose a short code, like NEW-IT",
)


def check_code_is_short(row: Row) -> list[RowFault]:
    code = str(row["code"])
    good = len(code) <= 12 and code.isascii() and code.replace("-", "").isalnum()
    return [] if good else [RowFault(CODE_TOO_LONG, "code", {})]


REGISTERS = (
    Register(
        model=Chain,
        title="chain",
        plural="chains",
        policy_class="reference",
        columns_in_order=(
            "name",
            "short_name",
            "position",
            "landmark_from",
            "landmark_to",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division=NoScope("a chain runs through all units"),
            chain="code",
            enterprise=NoScope("a chain is of all its firms"),
            organisation=NoScope("a chain is of no single office"),
        ),
        checks=(check_code_is_short,),
        facts=(
            Fact(
                name="chain",
                chain="code",
                columns={
                    "short_name": FactColumn("short_name", FactType.TEXT),
                    "position": FactColumn("position", FactType.WHOLE),
                    "landmark": flag_between("landmark_from", "landmark_to", "landmark chain"),
                    "valid_from": FactColumn("valid_from", FactType.DATE),
                    "valid_to": FactColumn("valid_to", FactType.DATE),
                },
            ),
        ),
    ),
)
