"""Clauses of policies as data, a list up to its decision, contacts of officers, requirements."""

import datetime as dt
from collections.abc import Iterator, Sequence

from chainchief.core.units import UNITS, quantity
from chainchief.demo.chance import WAN
from chainchief.demo.firms import Firm
from chainchief.demo.happenings import FIRST, LAST, Scene, bureau_record
from chainchief.demo.projects.fates import Fate, Project
from chainchief.demo.records import DemoRecord
from chainchief.desk.policies.clauses.words import money

DAY = dt.timedelta(days=1)
POLICY, YEAR = "POL-SCALE", 2022
CODE = f"{POLICY}/{YEAR}/1"
#: The clause that the list is of: small firms above scale from so much revenue on.
LEAST, CEILING = 15_000 * WAN, 20 * WAN
_NEARLY = LEAST * 8 // 10
_STEPS = (
    ("computed", dt.date(2023, 2, 6), "按2022年12月关账数据计算"),
    ("reviewed", dt.date(2023, 2, 10), "逐户核对无误"),
    ("published", dt.date(2023, 2, 13), ""),
    ("decided", dt.date(2023, 2, 27), "公示无异议"),
)
_ENDS = _STEPS[-1][1]


def clauses(scene: Scene) -> Iterator[DemoRecord]:
    """The clauses of the demo's policies; one is worded as no clause should be."""
    for row in scene.rows("clauses"):
        budget, ceiling = row.get("budget"), row.get("ceiling")
        values = {
            "policy": row["policy"],
            "number": row["number"],
            "wording": row["wording"],
            "qualifies": row["qualifies"],
            "formula": row["formula"],
            "ceiling": quantity(ceiling)[0] if ceiling else None,
            "budget": quantity(budget)[0] if budget else None,
            "overrun": row.get("overrun", "reported"),
            "first_year": row.get("first_year"),
            "last_year": row.get("last_year"),
            "excludes": row.get("excludes", ""),
        }
        yield bureau_record(
            row["from"], "policy_clause", f"{row['policy']}/{row['number']}", values
        )


def decided_list(scene: Scene) -> Iterator[DemoRecord]:
    """The list of 2022 as the clause gives it: who is on it and who is out by little."""
    amounts = [int(str(line["amount"])) for line in map(_line, scene.firms) if line]
    days = {name: day for name, day, _note in _STEPS}
    values = {
        "policy": POLICY,
        "year": YEAR,
        "round": 1,
        "month": f"{YEAR}-12",
        "snapshot": "",
        "process": "five-days",
        "firms": sum(amount > 0 for amount in amounts),
        "total": sum(amounts),
        "computed_on": days["computed"],
        "reviewed_on": days["reviewed"],
        "published_on": days["published"],
        "objections_until": dt.date(2023, 2, 20),
        "decided_on": days["decided"],
    }
    yield bureau_record(_ENDS, "reward_list", CODE, values)
    for firm in scene.firms:
        line = _line(firm)
        if line:
            code = f"{CODE}/{POLICY}/1/{firm.code}"
            yield bureau_record(_ENDS, "reward_line", code, line)
    for number, (step, day, note) in enumerate(_STEPS, start=1):
        row = {
            "reward_list": CODE,
            "number": number,
            "step": step,
            "acted_on": day,
            "note": note,
        }
        yield bureau_record(_ENDS, "reward_step", f"{CODE}/{number}", row)
    objected = next(firm for firm in scene.firms if _line(firm))
    row = {
        "reward_list": CODE,
        "number": 1,
        "enterprise": objected.code,
        "raised_on": dt.date(2023, 2, 16),
        "informant": "企业财务负责人",
        "objection": "公示金额与本企业测算不一致",
        "answered_on": dt.date(2023, 2, 20),
        "upheld": False,
        "answer": "金额按上年营业收入的0.1%计算、以万元为单位舍去尾数，企业已了解",
    }
    yield bureau_record(_ENDS, "reward_objection", f"{CODE}/1", row)


def _line(firm: Firm) -> dict[str, object] | None:
    """A firm under the clause as at the end of 2022, None where it is out by more than a little."""
    end = dt.date(YEAR, 12, 31)
    above = (
        firm.above_from and firm.above_from <= end and not (firm.above_to and firm.above_to < end)
    )
    if not above or firm.size_class != "small" or firm.revenue < _NEARLY:
        return None
    said = f"上年营业收入 {money(firm.revenue)}"
    values: dict[str, object] = {
        "reward_list": CODE,
        "clause": f"{POLICY}/1",
        "enterprise": firm.code,
    }
    if firm.revenue < LEAST:
        short = money(LEAST - firm.revenue)
        lacks = f"上年营业收入：现为{money(firm.revenue)}，要求≥ {money(LEAST)}（差{short}）"
        return {**values, "standing": "nearly", "computed": 0, "amount": 0, "lacks": lacks}
    by_rate = firm.revenue // 1000 // WAN * WAN
    amount = min(by_rate, CEILING)
    basis = f"入规 是；企业规模 小型；{said}（≥ {money(LEAST)}）；{said} × 0.1% = {money(by_rate)}"
    if amount < by_rate:
        basis += f"；上限{money(CEILING)}"
    return {
        **values,
        "standing": "included",
        "computed": amount,
        "amount": amount,
        "basis": basis,
    }


def contacts(scene: Scene, officers: Sequence[DemoRecord]) -> Iterator[DemoRecord]:
    """Contacts of officers: most go on, some are overdue, some officers never called."""
    chance = scene.chance("contacts")
    ways = ("visit", "phone", "message", "office", "writing")
    matters = ("了解生产经营情况", "宣讲惠企政策", "核实用工需求", "回访问题办理", "了解项目进度")
    for number, officer in enumerate(officers):
        if number % 5 == 4:
            continue
        since = officer.values["valid_from"]
        assert isinstance(since, dt.date)  # noqa: S101 - memberships have a first day
        day = max(since, FIRST) + chance.randrange(5, 40) * DAY
        days: list[dt.date] = []
        while day <= LAST and len(days) < 4:
            days.append(day)
            day += chance.randrange(40, 110) * DAY
        for at, contacted in enumerate(days):
            row = {
                "officer": officer.code,
                "contacted_on": contacted,
                "number": 1,
                "way": chance.choice(ways),
                "matter": chance.choice(matters),
                "next_due_on": contacted + 90 * DAY,
                "followed_on": days[at + 1] if at + 1 < len(days) else None,
            }
            known = days[at + 1] if at + 1 < len(days) else contacted
            code = f"{officer.code}/{contacted}/1"
            yield bureau_record(known, "officer_contact", code, row)


_NEEDS = (
    ("land", "项目用地", "亩", (30, 180), "ORG-DEPT-ZR"),
    ("energy", "年新增用电量", "万千瓦时", (50, 900), "ORG-DEPT-FG"),
    ("labour", "一线技工", "人", (20, 150), "ORG-DEPT-RS"),
    ("permit", "施工许可", "件", (1, 2), "ORG-DEPT-SP"),
    ("supporting", "厂区道路接入", "处", (1, 4), "ORG-DEPT-JT"),
)


def requirements(scene: Scene, projects: Sequence[Project]) -> Iterator[DemoRecord]:
    """Needs of some started projects: granted in full, in part, or open."""
    chance = scene.chance("requirements")
    started = [each for each in projects if each.fate is Fate.STARTED]
    for number, project in enumerate(started[::7]):
        for what, subject, unit, (low, high), office in _NEEDS[number % 3 :: 2]:
            raised = chance.day(max(FIRST, project.signed), LAST)
            needed = raised + chance.randrange(20, 120) * DAY
            amount = chance.randrange(low, high)
            turn = chance.randrange(3)
            granted_on = min(raised + chance.randrange(10, 60) * DAY, LAST) if turn else None
            granted = (amount if turn == 1 else amount * 3 // 4) if granted_on else None
            steps = int(UNITS[unit].steps)
            row = {
                "project": project.code,
                "requirement": what,
                "number": 1,
                "subject": subject,
                "quantity": amount * steps,
                "unit": unit,
                "raised_on": raised,
                "needed_by": needed,
                "office": office,
                "granted_on": granted_on,
                "granted": None if granted is None else granted * steps,
            }
            code = f"{project.code}/{what}/1"
            yield bureau_record(granted_on or raised, "project_requirement", code, row)
