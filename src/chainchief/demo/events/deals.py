"""Agreements, who takes part in them, and leads."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from chainchief.demo.chance import WAN, Chance
from chainchief.demo.happenings import FIRST, LAST, Scene, bureau_record, happened, known, numbered
from chainchief.demo.records import DemoRecord


def agreements(scene: Scene) -> Iterator[DemoRecord]:
    chance = scene.chance("agreements")
    codes = numbered("XY")
    yield from _last_year(scene, codes)
    yield from _promoted(scene, chance, codes)
    yield from _from_headquarters(scene, chance, codes)
    yield from _research(scene, chance, codes)
    yield from _sales(scene, chance, codes)
    yield from _consortium(scene)


def _agreement(scene: Scene, code: str, dates: dict[str, object], **values: object) -> DemoRecord:
    plain = {"division": scene.city.code, "chain": None, **values, **dates}
    return bureau_record(known(dates), "agreement", code, plain)


def _promoted(scene: Scene, chance: Chance, codes: Iterator[str]) -> Iterator[DemoRecord]:
    """Signed at one meeting; a few more whose contract did not stand up."""
    day = dt.date(2023, 4, 18)
    count = scene.size("promotion_signed")
    amounts = chance.parts(scene.happenings.targets["promotion"], count)
    unproven = [
        chance.randrange(2, 30) * 10**4 * WAN for _ in range(scene.size("promotion_unproven"))
    ]
    for number, amount in enumerate([*amounts, *unproven], start=1):
        evidence = "accepted" if number <= count else "refused"
        yield _agreement(
            scene,
            next(codes),
            happened(day, chance, dt.date(2023, 5, 8), evidence),
            name=f"推介会集中签约项目{number}号(演示)",
            category="investment",
            channel="promotion",
            event="EVT-2023-SZSY-PROMO",
            chain=chance.choice(scene.landmark),
            division=chance.choice(scene.city.units).code,
            amount=amount,
        )


def _last_year(scene: Scene, codes: Iterator[str]) -> Iterator[DemoRecord]:
    """What was agreed in 2022: not of this year, and what this year is held against."""
    chance = scene.chance("agreements/last year")
    last = dt.date(2022, 12, 29)
    for name, category, channel in (
        ("headquarters_deals_last_year", "cooperation", "headquarters"),
        ("research_last_year", "research", "university"),
    ):
        for number in range(1, scene.size(name) + 1):
            chain = chance.choice(scene.landmark)
            amount = chance.randrange(5, 90) * 10**3 * WAN if channel == "headquarters" else None
            yield _agreement(
                scene,
                next(codes),
                happened(chance.uneven(dt.date(2022, 1, 10), last), chance, last),
                name=f"{scene.city.chain(chain).short}{_WORDS[category]}〔2022〕{number}号(演示)",
                category=category,
                channel=channel,
                chain=chain,
                division=chance.choice(scene.city.units).code,
                amount=amount,
            )


_WORDS = {"cooperation": "合作项目", "research": "产学研合作协议"}


def _from_headquarters(scene: Scene, chance: Chance, codes: Iterator[str]) -> Iterator[DemoRecord]:
    count = scene.size("headquarters_deals")
    amounts = chance.parts(scene.happenings.targets["headquarters_deals"], count)
    for number, amount in enumerate(amounts, start=1):
        partner = 1 + chance.randrange(scene.size("headquarters"))
        yield _agreement(
            scene,
            next(codes),
            happened(chance.uneven(FIRST, LAST), chance, LAST),
            name=f"遍访总部合作项目〔2023〕{number}号(演示)",
            category="cooperation",
            channel="headquarters",
            counterpart=f"ORG-HQ-{partner:05d}",
            chain=chance.choice(scene.landmark),
            division=chance.choice(scene.city.units).code,
            amount=amount,
        )
    for number in range(4):
        # Agreed last year, and in December after the month was closed.
        day = dt.date(2022, 10, 9) if number % 2 else dt.date(2023, 12, 5)
        yield _agreement(
            scene,
            next(codes),
            happened(day, chance, day + dt.timedelta(days=12)),
            name=f"遍访总部合作项目〔{day.year}〕补{number + 1}号(演示)",
            category="cooperation",
            channel="headquarters",
            chain=chance.choice(scene.landmark),
            amount=chance.randrange(1, 9) * 10**4 * WAN,
        )


def _research(scene: Scene, chance: Chance, codes: Iterator[str]) -> Iterator[DemoRecord]:
    others = [chain for chain in scene.landmark if chain != "NEW-ENERGY"]
    chains = ["NEW-ENERGY"] * scene.size("research_new_energy")
    chains += [others[n % len(others)] for n in range(scene.size("research_others"))]
    for number, chain in enumerate(chains, start=1):
        yield _agreement(
            scene,
            next(codes),
            happened(chance.uneven(FIRST, LAST), chance, LAST),
            name=f"{scene.city.chain(chain).short}产学研合作协议〔2023〕{number}号(演示)",
            category="research",
            channel="university",
            counterpart="ORG-SDU" if number % 2 else "ORG-DZU",
            chain=chain,
        )
    yield _agreement(
        scene,
        next(codes),
        happened(dt.date(2023, 7, 3), chance, LAST, "pending"),
        name="产学研合作意向(佐证待核)(演示)",
        category="research",
        channel="university",
        counterpart="ORG-SDU",
        chain="NEW-ENERGY",
    )


def _sales(scene: Scene, chance: Chance, codes: Iterator[str]) -> Iterator[DemoRecord]:
    count = scene.size("exhibition_sales")
    total: Fraction = scene.happenings.targets["exhibition_sales"]
    makers = [firm for firm in scene.firms if firm.chain == "FOOD"] or list(scene.firms)
    for number, amount in enumerate(chance.parts(total, count), start=1):
        yield _agreement(
            scene,
            next(codes),
            happened(dt.date(2023, 6, 10), chance, dt.date(2023, 6, 28)),
            name=f"预制菜博览会现场订单{number}号(演示)",
            category="sale",
            channel="exhibition",
            event="EVT-2023-READY-MEALS",
            enterprise=makers[number % len(makers)].code,
            chain="FOOD",
            amount=amount,
        )


def _consortium(scene: Scene) -> Iterator[DemoRecord]:
    day = dt.date(2023, 5, 16)
    dates = {"occurred_on": day, "reported_on": day, "recognised_on": day, "evidence": "accepted"}
    yield _agreement(
        scene,
        "XY-DISHANG",
        dates,
        name="与威海迪尚集团达成纺织创新联合体合作项目",
        category="consortium",
        channel="other",
        counterpart="ORG-DISHANG",
        chain="TEXTILE",
    )
    count, left = scene.size("consortium_members"), scene.size("consortium_left")
    weavers = [firm for firm in scene.firms if firm.chain == "TEXTILE"]
    others = [firm for firm in scene.firms if firm.chain != "TEXTILE"]
    for number, firm in enumerate([*weavers, *others][: count + left]):
        joined = dt.date(2023, 6, 1) + dt.timedelta(days=number % 80)
        values = {
            "agreement": "XY-DISHANG",
            "enterprise": firm.code,
            "valid_from": joined,
            "valid_to": dt.date(2023, 9, 30) if number >= count else None,
        }
        yield bureau_record(joined, "agreement_member", f"XY-DISHANG/{firm.code}", values)
