"""Evidence of funds: vouchers of some projects, and a spot check per unit with what it found."""

import datetime as dt
from collections.abc import Iterator, Sequence

from chainchief.core.spans import Month
from chainchief.demo.chance import WAN, Chance
from chainchief.demo.projects.fates import YEAR, Project
from chainchief.demo.projects.stages import BUREAU, office
from chainchief.demo.records import DemoRecord
from chainchief.ledger.kinds.funds.drawing import METHOD, drawn, size_of_sample

_MONTH = Month(YEAR, 9)
_DRAWN, _JUDGED = dt.date(YEAR, 10, 12), dt.date(YEAR, 10, 20)
_PAYERS = ("示例第一银行账户转入", "示例产业投资基金", "企业自有资金账户")
_FINDINGS = ("进账单与账户流水一致", "部分款项只有合同，未见付款凭证", "自报含已退回的往来款")


def records_of(
    projects: Sequence[Project], reports: Sequence[DemoRecord], seed: int
) -> Iterator[DemoRecord]:
    """Vouchers and spot checks; `reports` are the monthly reports of the projects."""
    last = _last_reports(reports)
    reporting = [project for project in projects if project.code in last]
    for project in reporting[::6]:
        yield from _vouchers(project, seed)
    by_unit: dict[str, list[Project]] = {}
    for project in reporting:
        by_unit.setdefault(project.unit.code, []).append(project)
    for unit, those in sorted(by_unit.items()):
        yield from _spot_check(unit, those, last, seed)


def _last_reports(reports: Sequence[DemoRecord]) -> dict[str, int]:
    """What each project had reported itself by the day of the draw, of the month checked."""
    last: dict[str, tuple[str, int, int]] = {}
    for report in reports:
        month, revision = str(report.values["month"]), int(str(report.values["revision"]))
        amount = int(str(report.values["funds_reported"]))
        if str(Month(YEAR, 1)) <= month <= str(_MONTH) and report.known_on <= _DRAWN and amount:
            project = str(report.values["project"])
            last[project] = max(last.get(project, ("", 0, 0)), (month, revision, amount))
    return {project: amount for project, (_month, _revision, amount) in last.items()}


def _vouchers(project: Project, seed: int) -> Iterator[DemoRecord]:
    chance = Chance(seed, f"vouchers/{project.code}")
    for number in range(1, 3):
        day = dt.date(YEAR, 9, chance.randrange(2, 28))
        values = {
            "project": project.code,
            "number": f"PZ-{project.code}-{number}",
            "dated_on": day,
            "voucher_kind": chance.choice(("bank-receipt", "invoice", "capital-verification")),
            "payer": chance.choice(_PAYERS),
            "amount": chance.randrange(50, 900) * WAN,
            "month": str(_MONTH),
        }
        code = f"{project.code}/{values['number']}/{day}"
        yield DemoRecord(_DRAWN, office(project.unit), "funds_voucher", code, values)


def _spot_check(
    unit: str, projects: Sequence[Project], last: dict[str, int], seed: int
) -> Iterator[DemoRecord]:
    chance = Chance(seed, f"spot-check/{unit}")
    drawing = f"{chance.randrange(10**9, 10**10)}"
    code = f"CC-{unit}-{_MONTH}-1"
    codes = [project.code for project in projects]
    chosen = drawn(codes, drawing, size_of_sample(len(codes), 20, 5))
    values: dict[str, object] = {
        "division": unit,
        "month": str(_MONTH),
        "seed": drawing,
        "drawn_on": _DRAWN,
        "method": METHOD,
    }
    yield DemoRecord(_JUDGED, BUREAU, "funds_sample", code, values)
    for project in codes:
        item: dict[str, object] = {"sample": code, "project": project, "reported": last[project]}
        item["drawn"] = project in chosen
        if project in chosen:
            lot = chance.randrange(10)
            percent = 100 if lot < 6 else chance.randrange(70, 97)
            item["verified"] = last[project] * percent // 100
            item["judged_on"] = _JUDGED
            item["finding"] = _FINDINGS[0] if percent == 100 else chance.choice(_FINDINGS[1:])
        yield DemoRecord(_JUDGED, BUREAU, "funds_sample_item", f"{code}/{project}", item)
