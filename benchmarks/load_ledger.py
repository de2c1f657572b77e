"""A demo city grown to so many records: firms, projects, difficulties and reports of its own."""

import datetime as dt
import random
from collections.abc import Callable, Mapping

from benchmarks import records as made

_WAN = 10_000 * 100


def grow(records: int) -> int:
    """Add records until there are so many, from a seed; how many there are afterwards."""
    from chainchief.ledger.kinds.chain.models import Chain
    from chainchief.ledger.kinds.division.models import Division
    from chainchief.ledger.kinds.organisation.models import Organisation
    from chainchief.ledger.registers import all_registers

    draw = random.Random(11)
    held = sum(each.model._default_manager.count() for each in all_registers().values())
    more = max(0, records - held)
    firms, projects, difficulties = more // 3, more // 15, more // 15
    reports = more - firms - 2 * projects - difficulties
    counties = list(Division.objects.filter(level="county").values_list("code", flat=True))
    chains = list(Chain.objects.values_list("code", flat=True))
    host = Organisation.objects.filter(category="department").values_list("code", flat=True)[0]

    def called(number: int) -> str:
        return made.called(draw, number)

    def put(kind: str, count: int, of: Callable[[int], Mapping[str, object]]) -> None:
        made.put(kind, count, of, origin="synthetic")

    def place(number: int) -> dict[str, object]:
        return {
            "division_id": counties[number % len(counties)],
            "chain_id": chains[number % len(chains)],
        }

    put("enterprise", firms, lambda n: {
        "code": f"JZ-{n:06d}", "name": f"{called(n)}有限公司", **place(n),
    })  # fmt: skip
    put("project", projects, lambda n: {
        "code": f"JX-{n:05d}", "name": f"{called(n)}项目", "enterprise_id": f"JZ-{n:06d}",
        "total_investment": (1_000 + n % 90_000) * _WAN, **place(n),
    })  # fmt: skip
    put("project_stage", projects, lambda n: {
        "code": f"JX-{n:05d}/{_stage(n)}/{place(n)['division_id']}", "project_id": f"JX-{n:05d}",
        "stage": _stage(n), "reported_by_id": place(n)["division_id"],
        "occurred_on": dt.date(2023, 1 + n % 11, 3), "reported_on": dt.date(2023, 1 + n % 11, 9),
    })  # fmt: skip
    put("difficulty", difficulties, lambda n: {
        "code": f"JK-{n:05d}", "name": f"{called(n)}反映用地难", "enterprise_id": f"JZ-{n:06d}",
        "category": "land", "source": "visit", "host_id": host, **place(n),
        "received_on": dt.date(2023, 1 + n % 11, 5), "due_on": dt.date(2023, 1 + n % 11, 25),
        "answered_on": dt.date(2023, 1 + n % 11, 20) if n % 20 else None,
        "confirmed_on": dt.date(2023, 1 + n % 11, 28) if n % 20 else None,
    })  # fmt: skip
    put("project_report", reports, lambda n: _report(n, projects))
    return held + more


def _stage(number: int) -> str:
    return ("signed", "started", "completed", "producing")[number % 4]


def _report(number: int, projects: int) -> dict[str, object]:
    return {
        **made.report(number, projects, "JX"),
        "invested": number % 7_000 * _WAN, "funds_reported": number % 5_000 * _WAN,
    }  # fmt: skip
