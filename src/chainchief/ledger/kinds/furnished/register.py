"""The register of furnished numbers."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.facts import Fact, FactColumn, FactType
from chainchief.ledger.kinds.furnished.models import FurnishedNumber
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=FurnishedNumber,
        title="furnished number",
        plural="furnished numbers",
        policy_class="statistics",
        columns_in_order=(
            "name",
            "item",
            "division",
            "chain",
            "month",
            "quantity",
            "unit",
            "office",
            "provider",
            "confirmed_by",
            "confirmed_on",
            "publishable",
            "document",
        ),
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise=NoScope("it is a number of a whole unit"),
            organisation="provider_id",
        ),
        checks=(in_order("month", "confirmed_on", other="as at the end of"),),
        facts=(
            Fact(
                name="furnished_number",
                division="division_id",
                chain="chain_id",
                columns={
                    "item": FactColumn("item", FactType.CODE),
                    "month": FactColumn("month", FactType.MONTH),
                    "quantity": FactColumn("quantity", FactType.STEPS),
                    "unit": FactColumn("unit", FactType.CODE),
                    "office": FactColumn("office", FactType.TEXT),
                    "confirmed_by": FactColumn("confirmed_by", FactType.TEXT),
                    "confirmed_on": FactColumn("confirmed_on", FactType.DATE),
                    "publishable": FactColumn("publishable", FactType.FLAG),
                },
            ),
        ),
    ),
)
