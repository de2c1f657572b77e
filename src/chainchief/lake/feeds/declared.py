"""The feeds: bulk data that lives in the lake alone, declared as the kinds of record are.

A feed is a table with a key. What its rows are about is an enterprise of the ledger, so that a
snapshot can give each row its unit and chain. Feeds do not pass through the change log; that a
batch came in, on which legal basis, does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.units import UNITS
from chainchief.ledger.facts import Fact, FactColumn, FactType


@dataclass(frozen=True)
class FeedColumn:
    """A column of a feed's file.

    `unit` is the unit in which the file states STEPS. `refers` is the kind of record whose code
    stands there. `instead` names the column that must be filled where this one is blank.
    """

    type: FactType
    label: str
    unit: str = ""
    refers: str = ""
    required: bool = False
    instead: str = ""
    negative: bool = False

    @property
    def base(self) -> str:
        """The unit in which exact values are told, "" where the column has none."""
        return UNITS[self.unit].base if self.unit else ""


@dataclass(frozen=True)
class Feed:
    """A feed: `table` is its fact table in snapshots, `key` tells its rows apart.

    `entity` are the columns with the code of the enterprise that a row is about: the first one
    that is filled.
    """

    name: str
    table: str
    title: str
    columns: Mapping[str, FeedColumn]
    key: tuple[str, ...]
    entity: tuple[str, ...]

    @property
    def fact(self) -> Fact:
        """The feed as a fact table: its own columns, and whether each firm named is of the city."""
        columns = {
            name: FactColumn(name, column.type, unit=column.base, title=column.label)
            for name, column in self.columns.items()
        }
        local = {
            f"{name}_local": FactColumn(
                name, FactType.FLAG, title=f"{self.columns[name].label} of the city"
            )
            for name in self._may_be_blank
        }
        revision = {"revision": FactColumn("revision", FactType.WHOLE, title="revision")}
        return Fact(
            name=self.table,
            columns={**columns, **local, **(revision if self.is_monthly else {})},
            entity=self.entity[0],
            division="division",
            chain="chain",
        )

    @property
    def is_monthly(self) -> bool:
        return "month" in self.columns

    @property
    def partition(self) -> str:
        """The column whose values part the rows of a batch: its month, else its year."""
        return "month" if self.is_monthly else "year"

    @property
    def _may_be_blank(self) -> list[str]:
        return [name for name, column in self.columns.items() if column.instead]


def _money(label: str, *, negative: bool = False) -> FeedColumn:
    return FeedColumn(FactType.STEPS, label, unit="万元", negative=negative)


FIRM_MONTH = Feed(
    name="firm-month",
    table="firm_month",
    title="monthly data of firms, cumulative since January",
    columns={
        "enterprise": FeedColumn(FactType.CODE, "enterprise", refers="enterprise", required=True),
        "month": FeedColumn(FactType.MONTH, "month", required=True),
        "output": _money("gross output"),
        "revenue": _money("revenue"),
        "costs": _money("costs"),
        "profit": _money("profit", negative=True),
        "tax": _money("tax", negative=True),
        "electricity": FeedColumn(FactType.STEPS, "electricity", unit="万千瓦时"),
        "employees": FeedColumn(FactType.WHOLE, "employees"),
    },
    key=("enterprise", "month"),
    entity=("enterprise",),
)
SUPPLY_LINK = Feed(
    name="supply-link",
    table="supply_link",
    title="sales from one firm to another in a year",
    columns={
        "supplier": FeedColumn(
            FactType.CODE, "supplier", refers="enterprise", instead="supplier_name"
        ),
        "supplier_name": FeedColumn(FactType.TEXT, "supplier's name"),
        "buyer": FeedColumn(FactType.CODE, "buyer", refers="enterprise", instead="buyer_name"),
        "buyer_name": FeedColumn(FactType.TEXT, "buyer's name"),
        "year": FeedColumn(FactType.WHOLE, "year", required=True),
        "amount": FeedColumn(FactType.STEPS, "amount", unit="万元", required=True),
        "confidence": FeedColumn(FactType.STEPS, "confidence", unit="%"),
        "product": FeedColumn(FactType.TEXT, "product"),
    },
    key=("supplier", "supplier_name", "buyer", "buyer_name", "year", "product"),
    entity=("buyer", "supplier"),
)
FEEDS = {feed.name: feed for feed in (FIRM_MONTH, SUPPLY_LINK)}


def feed_named(name: str) -> Feed:
    """The feed `name`, or `WrongUseError` with the feeds there are."""
    if name in FEEDS:
        return FEEDS[name]
    raise WrongUseError(_("There is no feed {!r}; the feeds are {}.").format(name, listed(FEEDS)))
