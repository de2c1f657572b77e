"""Difficulties of firms and the steps taken: solved, answered only, overdue, sent back, refused."""

import datetime as dt
from bisect import bisect
from collections.abc import Iterator, Sequence

from chainchief.demo.chance import Chance
from chainchief.demo.events.activities import SURVEY, Activity, coded
from chainchief.demo.happenings import FIRST, Scene, bureau_record, known, numbered
from chainchief.demo.records import DemoRecord

#: Of each category the department that it is a matter of, and what firms say.
_MATTERS = (
    ("land", "ORG-DEPT-ZR", ("扩建用地指标不足", "已供土地未能按期交付", "厂区周边道路用地待落实")),
    ("finance", "ORG-DEPT-JR", ("流动资金紧张", "贷款到期续贷难", "设备贷款抵押物不足")),
    ("labour", "ORG-DEPT-RS", ("旺季一线用工短缺", "技术工人招聘困难", "职工技能培训需求")),
    ("energy", "ORG-DEPT-FG", ("夏季用电负荷受限", "天然气供应不足", "用能指标待协调")),
    ("approval", "ORG-DEPT-SP", ("环评审批周期长", "施工许可办理缓慢", "消防验收待办理")),
    ("supporting", "ORG-DEPT-GX", ("本地配套件供应不足", "关键零部件外地采购周期长")),
    ("logistics", "ORG-DEPT-JT", ("大件运输通行受限", "冷链运力不足", "园区货车停放困难")),
    ("policy", "ORG-DEPT-GX", ("设备奖补资金未兑现", "稳岗补贴申领受阻", "技改奖补申报咨询")),
)
_OUTCOMES = {"overdue": "", "received_late": "", "sent_back": "partly"}
DAY = dt.timedelta(days=1)


def difficulties(scene: Scene, activities: Sequence[Activity]) -> Iterator[DemoRecord]:
    """Solved ones counted exactly; others answered only, overdue, sent back, of other years."""
    surveys = sorted(
        (known(each.dates), code) for code, each in coded(activities) if SURVEY in each.purposes
    )
    chance = scene.chance("difficulties")
    codes = numbered("KN")
    late = dt.date(2023, 12, 1)
    for case, first, last in (
        ("solved", FIRST, dt.date(2023, 10, 20)),
        ("solved_before", dt.date(2022, 2, 1), dt.date(2022, 10, 30)),
        ("solved_later", dt.date(2023, 11, 1), dt.date(2023, 11, 20)),
        ("answered_only", FIRST, dt.date(2023, 11, 10)),
        ("sent_back", FIRST, dt.date(2023, 10, 20)),
        ("explained", FIRST, dt.date(2023, 10, 20)),
        ("refused", FIRST, dt.date(2023, 10, 20)),
        ("overdue", dt.date(2023, 9, 1), dt.date(2023, 11, 10)),
        ("received_late", late, dt.date(2023, 12, 8)),
    ):
        for _number in range(scene.size(case)):
            received = chance.day(first, last)
            visit = _visit(surveys, received, chance)
            yield from _difficulty(scene, chance, next(codes), case, received, visit)


def _visit(surveys: Sequence[tuple[dt.date, str]], received: dt.date, chance: Chance) -> str | None:
    """The survey in which it was told, where it was in one of the month before."""
    first = bisect(surveys, (received - 30 * DAY, ""))
    last = bisect(surveys, (received + DAY, ""))
    in_survey = first < last and chance.happens(45)
    return surveys[chance.randrange(first, last)][1] if in_survey else None


def _difficulty(
    scene: Scene, chance: Chance, code: str, case: str, received: dt.date, visit: str | None
) -> Iterator[DemoRecord]:
    firm, (category, host, wordings) = chance.choice(scene.firms), chance.choice(_MATTERS)
    extended = chance.happens(12)
    due = received + (14 if extended else 7) * DAY
    answered = due + chance.choice((-5, -3, -2, -1, 0, 0, 2)) * DAY
    open_case = case in ("overdue", "received_late")
    confirmed = _confirmed(case, answered, chance)
    values: dict[str, object] = {
        "name": f"{firm.short}反映{chance.choice(wordings)}",
        "enterprise": firm.code,
        "division": firm.unit.code,
        "chain": firm.chain,
        "category": category,
        "source": "visit" if visit else chance.choice(("hotline", "platform", "officer")),
        "visit": visit,
        "urgency": "urgent" if chance.happens(8) else "normal",
        "common": chance.happens(6),
        "host": host,
        "received_on": received,
        "due_on": due,
        "answered_on": None if open_case else answered,
        "outcome": _OUTCOMES.get(case, case if case in ("explained", "refused") else "solved"),
        "confirmed_on": confirmed,
        "sent_back_on": answered + 3 * DAY if case == "sent_back" else None,
        "followed_up_on": confirmed + 9 * DAY if confirmed and chance.happens(30) else None,
        "satisfaction": chance.choice((3, 4, 4, 5, 5)) if confirmed else None,
        "informant": "企业联系人",
    }
    values |= _on_its_way(values, case)
    # What became of it stands in the record; it is entered when the last of it is known.
    last = max(day for day in values.values() if isinstance(day, dt.date))
    day = last if not open_case else received
    values["turn_due_on"] = _turn_due(values)
    yield bureau_record(day, "difficulty", code, values)
    yield from _helpers(scene, code, values, day)
    yield from _steps(code, values, extended, day)


def _on_its_way(values: dict[str, object], case: str) -> dict[str, object]:
    """The days of the desk's steps: taken in, assigned and signed for on the day it came."""
    received = values["received_on"]
    signed = None if case == "received_late" else received
    return {
        "process": "quanzhou",
        "accepted_on": received,
        "assigned_on": received,
        "signed_on": signed,
        "begun_on": signed,
        "closed_on": values["followed_up_on"] or values["confirmed_on"],
    }


def _turn_due(values: dict[str, object]) -> object:
    """By when the next step is due; what is closed waits for none."""
    if values["closed_on"]:
        return None
    last = values["sent_back_on"] or values["answered_on"]
    return last + 7 * DAY if isinstance(last, dt.date) else values["due_on"]


def _helpers(
    scene: Scene, code: str, values: dict[str, object], day: dt.date
) -> Iterator[DemoRecord]:
    """Of every eighth one another office was asked for its opinion."""
    chance = scene.chance(f"helpers of {code}")
    received, office = values["received_on"], chance.choice(_MATTERS)[1]
    if not chance.happens(12) or office == values["host"] or not isinstance(received, dt.date):
        return
    reported = received + 2 * DAY if received + 2 * DAY <= day else None
    row: dict[str, object] = {
        "difficulty": code,
        "office": office,
        "requested_on": received,
        "due_on": received + 3 * DAY,
        "signed_on": reported,
        "reported_on": reported,
        "opinion": "已核实，按职责配合办理" if reported else "",
    }
    yield bureau_record(day, "difficulty_office", f"{code}/{office}", row)


def _confirmed(case: str, answered: dt.date, chance: Chance) -> dt.date | None:
    if case == "solved_later":
        return dt.date(2023, 12, 4) + chance.randrange(6) * DAY
    if case in ("solved", "solved_before", "explained"):
        return answered + chance.randrange(1, 12) * DAY
    return None


def _steps(
    code: str, values: dict[str, object], extended: bool, day: dt.date
) -> Iterator[DemoRecord]:
    steps = [
        ("registered", "received_on"),
        ("accepted", "received_on"),
        ("assigned", "received_on"),
        ("signed", "signed_on"),
    ]
    steps += [("extended", "received_on")] if extended else []
    steps += [
        ("answered", "answered_on"),
        ("confirmed", "confirmed_on"),
        ("sent-back", "sent_back_on"),
        ("followed-up", "followed_up_on"),
    ]
    dated = [(step, values[column]) for step, column in steps if values[column]]
    due = values["due_on"]
    if not values["answered_on"] and isinstance(due, dt.date) and due <= dt.date(2023, 11, 20):
        dated.append(("escalated", due + DAY))
    for number, (step, acted) in enumerate(dated, start=1):
        row = {
            "difficulty": code,
            "number": number,
            "step": step,
            "acted_on": acted,
            "office": values["host"],
            "new_due_on": values["due_on"] if step == "extended" else None,
        }
        yield bureau_record(day, "difficulty_action", f"{code}/{number}", row)
