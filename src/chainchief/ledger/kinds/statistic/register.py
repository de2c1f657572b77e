"""The register of official statistics."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.facts import Fact, FactColumn, FactType
from chainchief.ledger.kinds.statistic.models import Basis, OfficialStatistic, Standing
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=OfficialStatistic,
        title="official statistic",
        plural="official statistics",
        policy_class="statistics",
        columns_in_order=(
            "name",
            "series",
            "division",
            "span_from",
            "span_to",
            "quantity",
            "unit",
            "basis",
            "standing",
            "source",
            "provider",
            "released_on",
            "document",
        ),
        scopes=Scopes(
            division="division_id",
            chain=NoScope("it is a statistic of a whole unit"),
            enterprise=NoScope("it is a statistic of a whole unit"),
            organisation="provider_id",
        ),
        checks=(in_order("span_to", "released_on", other="to month"),),
        facts=(
            Fact(
                name="official_statistic",
                division="division_id",
                columns={
                    "series": FactColumn("series", FactType.CODE),
                    "span_from": FactColumn("span_from", FactType.MONTH),
                    "span_to": FactColumn("span_to", FactType.MONTH),
                    "quantity": FactColumn("quantity", FactType.STEPS),
                    "unit": FactColumn("unit", FactType.CODE),
                    "basis": FactColumn("basis", FactType.CODE, choices=tuple(Basis.values)),
                    "standing": FactColumn(
                        "standing", FactType.CODE, choices=tuple(Standing.values)
                    ),
                    "source": FactColumn("source", FactType.TEXT),
                    "released_on": FactColumn("released_on", FactType.DATE),
                },
            ),
        ),
    ),
)
