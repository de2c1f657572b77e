"""What is done for firms: difficulties, financing, land, rewards."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from chainchief.core.rounding import split_by_largest_remainder
from chainchief.core.units import to_steps, unit
from chainchief.demo.chance import WAN, Chance
from chainchief.demo.entries import Entry
from chainchief.demo.fates import Fate, Project
from chainchief.demo.firms import Firm
from chainchief.demo.happenings import FIRST, LAST, Scene, entry, happened, known, numbered

_OFFICES = ("ORG-DEPT-GX", "ORG-DEPT-FG", "ORG-DEPT-ZR", "ORG-DEPT-JR", "ORG-DEPT-RS")
_KINDS = ("land", "finance", "labour", "energy", "approval", "supporting", "logistics", "policy")
_NAMES = ("用地", "融资", "用工", "用能", "审批", "配套", "物流", "政策兑现")
DAY = dt.timedelta(days=1)


def difficulties(scene: Scene) -> Iterator[Entry]:
    """Solved ones counted exactly; others answered only, overdue, sent back, of other years."""
    chance = scene.chance("difficulties")
    codes = numbered("KN")
    late = dt.date(2023, 12, 1)
    for case, first, last in (
        ("solved", FIRST, dt.date(2023, 10, 20)),
        ("solved_before", dt.date(2022, 2, 1), dt.date(2022, 10, 30)),
        ("solved_later", dt.date(2023, 11, 1), dt.date(2023, 11, 20)),
        ("answered_only", FIRST, dt.date(2023, 11, 10)),
        ("sent_back", FIRST, dt.date(2023, 10, 20)),
        ("overdue", dt.date(2023, 9, 1), dt.date(2023, 11, 10)),
        ("received_late", late, dt.date(2023, 12, 8)),
    ):
        for _number in range(scene.size(case)):
            yield from _difficulty(scene, chance, next(codes), case, chance.day(first, last))


def _difficulty(
    scene: Scene, chance: Chance, code: str, case: str, received: dt.date
) -> Iterator[Entry]:
    firm, kind = chance.choice(scene.firms), chance.randrange(len(_KINDS))
    extended = chance.happens(12)
    due = received + (14 if extended else 7) * DAY
    answered = due + chance.choice((-5, -3, -2, -1, 0, 0, 2)) * DAY
    open_case = case in ("overdue", "received_late")
    confirmed = _confirmed(case, answered, chance)
    values: dict[str, object] = {
        "name": f"{firm.short}反映{_NAMES[kind]}问题",
        "enterprise": firm.code,
        "division": firm.unit.code,
        "chain": firm.chain,
        "category": _KINDS[kind],
        "source": ("visit", "hotline", "platform", "officer")[chance.randrange(4)],
        "host": _OFFICES[kind % len(_OFFICES)],
        "received_on": received,
        "due_on": due,
        "answered_on": None if open_case else answered,
        "outcome": "" if open_case else "partly" if case == "sent_back" else "solved",
        "confirmed_on": confirmed,
        "sent_back_on": answered + 3 * DAY if case == "sent_back" else None,
        "satisfaction": chance.choice((3, 4, 4, 5, 5)) if confirmed else None,
        "informant": "企业联系人",
    }
    # What became of it stands in the record; it is entered when the last of it is known.
    last = max(day for day in values.values() if isinstance(day, dt.date))
    day = last if not open_case else received
    yield entry(day, "difficulty", code, values)
    yield from _steps(code, values, extended, day)


def _confirmed(case: str, answered: dt.date, chance: Chance) -> dt.date | None:
    if case == "solved_later":
        return dt.date(2023, 12, 4) + chance.randrange(6) * DAY
    if case in ("solved", "solved_before"):
        return answered + chance.randrange(1, 12) * DAY
    return None


def _steps(code: str, values: dict[str, object], extended: bool, day: dt.date) -> Iterator[Entry]:
    steps = [("accepted", "received_on"), ("assigned", "received_on")]
    steps += [("extended", "received_on")] if extended else []
    steps += [
        ("answered", "answered_on"),
        ("confirmed", "confirmed_on"),
        ("sent-back", "sent_back_on"),
    ]
    told = [(step, values[column]) for step, column in steps if values[column]]
    for number, (step, acted) in enumerate(told, start=1):
        row = {
            "difficulty": code,
            "number": number,
            "step": step,
            "acted_on": acted,
            "office": values["host"],
            "new_due_on": values["due_on"] if step == "extended" else None,
        }
        yield entry(day, "difficulty_action", f"{code}/{number}", row)


def financing(scene: Scene, holders: Sequence[Firm]) -> Iterator[Entry]:
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
        yield entry(dt.date(2023, 8, 23), "presentation", f"{code}/EVT-2023-BANK", row)
        if chance.happens(45):
            yield _offer(chance, code, amount)
    for number in range(scene.size("needs_unpresented")):
        firm = chance.choice(scene.firms)
        raised = chance.day(dt.date(2022, 5, 1), dt.date(2023, 11, 20))
        amount = chance.randrange(2, 60) * 100 * WAN
        consent = raised + 3 * DAY if number % 3 else None
        yield _need(chance, next(codes), firm, amount, raised, consent=consent)


def _need(
    chance: Chance, code: str, firm: Firm, amount: int, raised: dt.date, consent: dt.date | None
) -> Entry:
    values = {
        "name": f"{firm.short}融资需求",
        "enterprise": firm.code,
        "purpose": chance.choice(("working", "investment", "renovation", "research")),
        "amount": amount,
        "term_months": chance.choice((6, 12, 24, 36)),
        "raised_on": raised,
        "consent_on": consent,
    }
    return entry(consent or raised, "financing_need", code, values)


def _offer(chance: Chance, need: str, amount: int) -> Entry:
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
    return entry(concluded or offered, "financing_offer", f"{need}/{bank}/{offered}", values)


def land(scene: Scene, projects: Sequence[Project]) -> Iterator[Entry]:
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
        dates = happened(chance.day(FIRST, LAST), chance, LAST, evidence)
        grant = f"演示土资〔2023〕{number + 1}号"
        values = {
            "project": project.code,
            "quota": "provincial" if provincial or evidence == "refused" else "city",
            "grant_number": grant,
            "area": to_steps(mu, unit("亩")),
            **dates,
        }
        yield entry(known(dates), "land_grant", f"{project.code}/{grant}", values)


def rewards(scene: Scene, leaders: Sequence[Firm]) -> Iterator[Entry]:
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
        yield entry(row["from"], "policy", row["code"], values)
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
        yield entry(paid, "reward", code, values)
