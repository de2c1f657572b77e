"""What is done for firms: financing, land, rewards."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from chainchief.core.rounding import split_by_largest_remainder
from chainchief.core.units import to_steps, unit
from chainchief.demo.chance import WAN, Chance
from chainchief.demo.firms import Firm
from chainchief.demo.happenings import FIRST, LAST, Scene, bureau_record, happened, known, numbered
from chainchief.demo.projects.fates import Fate, Project
from chainchief.demo.records import DemoRecord

DAY = dt.timedelta(days=1)


def financing(scene: Scene, holders: Sequence[Firm]) -> Iterator[DemoRecord]:
    """Needs presented at one meeting by holders of the title, others that were not, offers."""
    chance = scene.chance("financing")
    codes = numbered("RZ")
    presented = list(holders)[: scene.size("presented")]
    amounts = chance.parts(scene.happenings.targets["presented"], len(presented))
    for firm, amount in zip(presented, amounts, strict=True):
        raised = chance.day(dt.date(2023, 6, 1), dt.date(2023, 8, 15))
        code = next(codes)
        yield _need(chance, code, firm, amount, raised, consent=raised + 2 * DAY)
        row = {
            "need": code,
            "event": "EVT-2023-BANK",
            "presented_on": dt.date(2023, 8, 23),
            "title": "SRDI",
        }
        yield bureau_record(dt.date(2023, 8, 23), "presentation", f"{code}/EVT-2023-BANK", row)
        if chance.happens(45):
            yield _offer(chance, code, amount)
    yield from _presented_without_counting(scene, chance, codes, holders)
    for number in range(scene.size("needs_unpresented")):
        firm = chance.choice(scene.firms)
        raised = chance.day(dt.date(2022, 5, 1), dt.date(2023, 11, 20))
        amount = chance.randrange(2, 60) * 100 * WAN
        consent = raised + 3 * DAY if number % 3 else None
        yield _need(chance, next(codes), firm, amount, raised, consent=consent)


def _presented_without_counting(
    scene: Scene, chance: Chance, codes: Iterator[str], holders: Sequence[Firm]
) -> Iterator[DemoRecord]:
    """Firms without the title at the same meeting, and holders at that of the year before."""
    held = {firm.code for firm in holders}
    others = [firm for firm in scene.firms if firm.code not in held]
    for firms, event, title, day in (
        (others[: scene.size("presented_untitled")], "EVT-2023-BANK", None, dt.date(2023, 8, 23)),
        (
            list(holders)[: scene.size("presented_before")],
            "EVT-2022-BANK",
            "SRDI",
            dt.date(2022, 8, 30),
        ),
    ):
        for firm in firms:
            code, amount = next(codes), chance.randrange(3, 40) * 100 * WAN
            yield _need(chance, code, firm, amount, day - 40 * DAY, consent=day - 30 * DAY)
            row = {"need": code, "event": event, "presented_on": day, "title": title}
            yield bureau_record(day, "presentation", f"{code}/{event}", row)


def _need(
    chance: Chance, code: str, firm: Firm, amount: int, raised: dt.date, consent: dt.date | None
) -> DemoRecord:
    values = {
        "name": f"{firm.short}融资需求",
        "enterprise": firm.code,
        "purpose": chance.choice(("working", "investment", "renovation", "research")),
        "amount": amount,
        "term_months": chance.choice((6, 12, 24, 36)),
        "raised_on": raised,
        "consent_on": consent,
    }
    return bureau_record(consent or raised, "financing_need", code, values)


def _offer(chance: Chance, need: str, amount: int) -> DemoRecord:
    bank = f"ORG-BANK-{1 + chance.randrange(3)}"
    offered = dt.date(2023, 8, 28) + chance.randrange(50) * DAY
    concluded = offered + 20 * DAY if chance.happens(60) else None
    offer = chance.times(amount, 40, 100) or amount
    values = {
        "need": need,
        "bank": bank,
        "offered_on": offered,
        "amount": offer,
        "rate": 10_000 * chance.choice((3, 4)) + 5_000,
        "concluded_on": concluded,
        "concluded_amount": offer if concluded else None,
    }
    return bureau_record(
        concluded or offered, "financing_offer", f"{need}/{bank}/{offered}", values
    )


def land(scene: Scene, projects: Sequence[Project]) -> Iterator[DemoRecord]:
    """Provincial quotas that add up; city quotas and one refused grant beside them."""
    chance = scene.chance("land")
    started = [each for each in projects if each.fate is Fate.STARTED]
    count, others = scene.size("land_provincial"), scene.size("land_others")
    chosen = chance.sample(started, min(count + others, len(started)))
    total: Fraction = scene.happenings.targets["land_provincial"]
    areas = split_by_largest_remainder(
        round(total), [chance.randrange(40, 260) for _ in range(count)]
    )
    for number, project in enumerate(chosen):
        provincial = number < count
        mu = areas[number] if provincial else chance.randrange(20, 200)
        evidence = "accepted" if provincial or number % 2 else "refused"
        day = chance.day(max(FIRST, project.signed), LAST)
        dates = happened(day, chance, LAST, evidence)
        grant = f"演示土资〔2023〕{number + 1}号"
        values = {
            "project": project.code,
            "quota": "provincial" if provincial or evidence == "refused" else "city",
            "grant_number": grant,
            "area": to_steps(mu, unit("亩")),
            **dates,
        }
        yield bureau_record(known(dates), "land_grant", f"{project.code}/{grant}", values)


def rewards(scene: Scene, leaders: Sequence[Firm]) -> Iterator[DemoRecord]:
    chance = scene.chance("rewards")
    for row in scene.rows("policies"):
        values = {
            "name": row["name"],
            "number": row["number"],
            "issued_by": "市政府",
            "rule": row["rule"],
            "fairness_reviewed_on": row["reviewed"],
            "valid_from": row["from"],
        }
        yield bureau_record(row["from"], "policy", row["code"], values)
    for code, firm in zip(numbered("JL"), leaders[: scene.size("rewarded")], strict=False):
        paid = chance.day(dt.date(2023, 4, 10), dt.date(2023, 6, 30))
        values = {
            "name": f"{firm.short}开门红奖励",
            "policy": "POL-OPENING",
            "enterprise": firm.code,
            "chain": firm.chain,
            "ground": "一季度营业收入增长快、带动能力强",
            "amount": chance.choice((20, 30, 50)) * WAN,
            "paid_on": paid,
        }
        yield bureau_record(paid, "reward", code, values)
