"""What firms open to banks, the banks' products, and what was drawn; needs that were closed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chainchief.demo.chance import WAN, Chance
from chainchief.demo.happenings import Scene, bureau_record
from chainchief.demo.projects.stages import BUREAU
from chainchief.demo.records import Correction, DemoRecord

DAY = dt.timedelta(days=1)
BANKS = ("ORG-BANK-1", "ORG-BANK-2", "ORG-BANK-3")
_SINCE = dt.date(2022, 3, 1)
#: Name, amounts in 万元, months, rates in ppm, what is taken, industries, chain.
_PRODUCTS = (
    ("链企信用贷", 50, 1_000, 24, 36_000, 48_000, ("unsecured", "receivables"), "", None),
    ("设备更新贷", 100, 5_000, 60, 32_000, 42_000, ("equipment", "property"), "", None),
    ("园区厂房贷", 500, 20_000, 120, 30_000, 39_000, ("property", "guarantee"), "", None),
)
_SPECIAL = (
    ("科创知识产权贷", 50, 2_000, 36, 35_000, 45_000, ("ip", "unsecured"), "26, 27, 39", None),
    ("算力产业链贷", 200, 8_000, 36, 33_000, 43_000, ("receivables", "equipment"), "", "NEW-IT"),
    ("惠农食品贷", 30, 800, 12, 38_000, 52_000, ("guarantee", "unsecured"), "13, 14", None),
)
_TAKES = ("unsecured", "guarantee", "property", "equipment", "receivables", "ip")
_COLLATERAL = ("unsecured", "guarantee", "property", "equipment", "receivables", "")
_DETAILS = ("采购原材料", "扩建生产线", "更新关键设备", "新产品研发投入", "补充季节性周转")
#: Which fields firms open: all of them, without the contact, or without their name.
_EVERYTHING = ("firm", "industry", "amount", "term", "purpose", "collateral", "contact", "finances")
_OPENED = (
    _EVERYTHING,
    _EVERYTHING,
    _EVERYTHING[:6],
    _EVERYTHING[1:6],
)
_REASONS = ("不在本行准入行业目录", "抵押物价值不足", "近两年经营现金流不达标", "本行授信已覆盖")


def products(scene: Scene) -> Iterator[DemoRecord]:
    """Three that every bank has, and one of each bank's own."""
    for number, bank in enumerate(BANKS):
        for place, product in enumerate((*_PRODUCTS, _SPECIAL[number]), start=1):
            name, least, most, months, low, high, taken, industries, chain = product
            known = {one.code for one in scene.city.chains}
            values: dict[str, object] = {
                "name": name,
                "bank": bank,
                "amount_least": least * WAN,
                "amount_most": most * WAN,
                "term_most": months,
                "rate_least": low + 1_000 * number,
                "rate_most": high + 1_000 * number,
                **{f"takes_{kind}": kind in taken for kind in _TAKES},
                "chain": chain if chain in known else None,
                "industries": industries,
                "valid_from": _SINCE,
            }
            yield bureau_record(_SINCE, "bank_product", f"CP-{number + 1}-{place}", values)


def opened_and_drawn(scene: Scene, made: Iterable[DemoRecord]) -> Iterator[DemoRecord]:
    """Needs and offers with what the process adds to them, its consents, declines and drawings."""
    records = list(made)
    offers = {str(one.values["need"]): one for one in records if one.kind == "financing_offer"}
    for record in records:
        if record.kind == "financing_need":
            chance = scene.chance(f"banking of {record.code}")
            yield replace(record, values={**record.values, **_more_of_need(chance)})
            offer = offers.get(record.code)
            bank = str(offer.values["bank"]) if offer else ""
            yield from _consents(scene, chance, record, bank)
        elif record.kind == "financing_offer":
            chance = scene.chance(f"drawings of {record.code}")
            yield replace(record, values={**record.values, **_more_of_offer(scene, record)})
            yield from _drawings(scene, chance, record)
        else:
            yield record


def _more_of_need(chance: Chance) -> dict[str, object]:
    return {
        "collateral": chance.choice(_COLLATERAL),
        "contact": f"财务部 0534-{chance.randrange(2_000_000, 8_000_000)}",
        "detail": chance.choice(_DETAILS),
    }


def _consents(
    scene: Scene, chance: Chance, need: DemoRecord, offering: str
) -> Iterator[DemoRecord]:
    """To two or three banks, the one that offers among them; a few were withdrawn again."""
    day = need.values["consent_on"]
    if not isinstance(day, dt.date):
        return
    chosen = {offering} | set(chance.sample(BANKS, 2 + chance.randrange(2)))
    fields = chance.choice(_OPENED)
    for bank in sorted(chosen - {""}):
        revoked = None
        if bank != offering and chance.happens(12):
            revoked = day + chance.randrange(20, 60) * DAY
        values: dict[str, object] = {
            "need": need.code,
            "bank": bank,
            "number": 1,
            "valid_from": day,
            **{f"opens_{field}": True for field in fields},
            "revoked_on": revoked,
            "informant": "企业联系人",
            "document": scene.documents["consent"],
        }
        known = revoked or day
        yield bureau_record(known, "financing_consent", f"{need.code}/{bank}/1", values)
        if bank != offering and revoked is None and chance.happens(25):
            declined = day + chance.randrange(4, 25) * DAY
            row = {
                "need": need.code,
                "bank": bank,
                "declined_on": declined,
                "reason": chance.choice(_REASONS),
            }
            yield bureau_record(
                declined, "financing_decline", f"{need.code}/{bank}/{declined}", row
            )


def _more_of_offer(scene: Scene, offer: DemoRecord) -> dict[str, object]:
    """A firm chooses ten days before the contract; it is drawn within half a year."""
    concluded = offer.values["concluded_on"]
    if not isinstance(concluded, dt.date):
        return {"process": "desk"}
    return {
        "process": "desk",
        "chosen_on": concluded - 10 * DAY,
        "draw_by": concluded + 180 * DAY,
        "document": scene.documents["contract"],
    }


def _drawings(scene: Scene, chance: Chance, offer: DemoRecord) -> Iterator[DemoRecord]:
    """In one to three parts; of some contracts the last part was not drawn."""
    concluded, amount = offer.values["concluded_on"], offer.values["concluded_amount"]
    if not isinstance(concluded, dt.date) or not isinstance(amount, int):
        return
    parts = 1 + chance.randrange(3)
    share = amount // parts // WAN * WAN
    amounts = [share] * (parts - 1) + [amount - share * (parts - 1)]
    if parts > 1 and chance.happens(30):
        amounts.pop()
    for number, part in enumerate(amounts, start=1):
        drawn = concluded + (3 + 21 * (number - 1)) * DAY
        row = {
            "offer": offer.code,
            "number": number,
            "drawn_on": drawn,
            "amount": part,
            "document": scene.documents["receipt"],
        }
        yield bureau_record(drawn, "financing_drawing", f"{offer.code}/{number}", row)


def closings(records: Sequence[DemoRecord]) -> list[Correction]:
    """Needs that came to an end: those drawn in full, and those of the meeting of 2022."""
    drawn: dict[str, int] = {}
    last: dict[str, dt.date] = {}
    for one in records:
        amount, day = one.values.get("amount"), one.values.get("drawn_on")
        if one.kind == "financing_drawing" and isinstance(amount, int) and isinstance(day, dt.date):
            need = str(one.values["offer"]).split("/", maxsplit=1)[0]
            drawn[need] = drawn.get(need, 0) + amount
            last[need] = max(day, last.get(need, day))
    contracts = {
        str(one.values["need"]): one.values["concluded_amount"]
        for one in records
        if one.kind == "financing_offer" and one.values["concluded_on"]
    }
    found = [
        _closing(need, last[need] + 7 * DAY, "met")
        for need, amount in contracts.items()
        if drawn.get(need) == amount
    ]
    before = [
        str(one.values["need"])
        for one in records
        if one.kind == "presentation" and one.values["event"] == "EVT-2022-BANK"
    ]
    outcomes = ("elsewhere", "unmet", "dropped")
    found += [
        _closing(need, dt.date(2023, 1, 16), outcomes[at % len(outcomes)])
        for at, need in enumerate(before)
    ]
    return found


def _closing(need: str, day: dt.date, outcome: str) -> Correction:
    values: dict[str, object] = {"closed_on": day, "outcome": outcome}
    return Correction(day, BUREAU, "financing_need", need, values, "融资需求办结")
