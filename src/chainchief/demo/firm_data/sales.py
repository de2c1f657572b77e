"""Sales from firm to firm along the chains: a buyer buys what its segment's template says."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chainchief.demo.chance import WAN, Chance
from chainchief.demo.firm_data.chains import Place, Placed
from chainchief.demo.firm_data.months import Columns, keep
from chainchief.demo.firms import Firm
from chainchief.demo.happenings import Scene
from chainchief.lake.feeds.declared import SUPPLY_LINK
from chainchief.ledger.chaintemplates import Segment

#: How often a firm buys what is essential to its segment, and what is not, in percent.
_ESSENTIAL, _OTHER = 85, 45
#: How many of the purchases that no firm of the city could serve are told all the same.
_FROM_ELSEWHERE = 40


@dataclass
class Accounts:
    """What each firm sold and bought so far: links never exceed its revenue and its costs."""

    sold: dict[str, int] = field(default_factory=dict)
    bought: dict[str, int] = field(default_factory=dict)

    def room_to_buy(self, firm: Firm) -> int:
        return firm.revenue * 6 // 10 - self.bought.get(firm.code, 0)

    def room_to_sell(self, firm: Firm) -> int:
        return firm.revenue * 8 // 10 - self.sold.get(firm.code, 0)

    def book(self, amount: int, buyer: Firm, seller: Firm | None) -> None:
        self.bought[buyer.code] = self.bought.get(buyer.code, 0) + amount
        if seller is not None:
            self.sold[seller.code] = self.sold.get(seller.code, 0) + amount


def keep_sales(scene: Scene, placed: Placed, year: int) -> None:
    """The sales of a year: few large and many small, some uncertain, some from elsewhere."""
    chance, accounts = scene.chance(f"sales/{year}"), Accounts()
    rows: Columns = {name: [] for name in SUPPLY_LINK.columns}
    sellers = _sellers(scene, placed)
    for buyer in scene.firms:
        for segment, seller in _purchases(scene, placed, sellers, buyer, chance):
            room = accounts.room_to_buy(buyer)
            if seller is not None:
                room = min(room, accounts.room_to_sell(seller))
            amount = _share(chance, room)
            if amount > 0:
                accounts.book(amount, buyer, seller)
                _link(rows, chance, year, buyer, seller, segment, amount)
    keep(SUPPLY_LINK, rows, f"企业购销{year}.csv")


def _sellers(scene: Scene, placed: Placed) -> Mapping[Place, Sequence[Firm]]:
    """Chain and segment → the firms in it."""
    sellers: dict[Place, list[Firm]] = {}
    for firm in scene.firms:
        if firm.code in placed.firms:
            sellers.setdefault((firm.chain, placed.firms[firm.code].code), []).append(firm)
    return sellers


def _purchases(
    scene: Scene,
    placed: Placed,
    sellers: Mapping[Place, Sequence[Firm]],
    buyer: Firm,
    chance: Chance,
) -> Iterator[tuple[Segment | None, Firm | None]]:
    """What a firm buys, each from one seller; None is one from elsewhere."""
    met = {buyer.code}
    for segment, essential in placed.inputs(buyer):
        if not chance.happens(_ESSENTIAL if essential else _OTHER):
            continue
        near = sellers.get((buyer.chain, segment.code), ())
        seller = chance.choice(near) if near else None
        if seller is None and chance.happens(_FROM_ELSEWHERE):
            yield segment, None
        elif seller is not None and seller.code not in met:
            met.add(seller.code)
            yield segment, seller
    # Chains buy from one another too: packaging, transport, machines.
    other = chance.choice(scene.firms)
    if other.code not in met and (len(met) == 1 or chance.happens(35)):
        yield None, other


def _share(chance: Chance, room: int) -> int:
    share = math.exp(chance.gauss(-2.2, 0.9))
    return int(max(room, 0) * min(share, 0.9)) // WAN * WAN


def _link(
    rows: Columns,
    chance: Chance,
    year: int,
    buyer: Firm,
    seller: Firm | None,
    segment: Segment | None,
    amount: int,
) -> None:
    values = {
        "supplier": seller.code if seller else "",
        "supplier_name": "" if seller else f"外地供应商{chance.randrange(400)}",
        "buyer": buyer.code,
        "buyer_name": "",
        "year": year,
        "amount": amount,
        "confidence": 1_000_000 if chance.happens(80) else chance.randrange(40, 95) * 10_000,
        "product": segment.name if segment else "",
    }
    for column, value in values.items():
        rows[column].append(value)
