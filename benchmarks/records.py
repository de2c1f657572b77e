"""Records by the thousand: names of firms from a seed, reports of projects, written in portions."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from itertools import islice

NAMES = "华信恒泰瑞丰金鼎新宏安康嘉禾永昌天源佳美长青重远乐陵盛达"
_TRADES = ("生物科技", "食品", "机电", "纺织", "新材料", "医药", "木业", "化工", "电子信息", "物流")
_STEP = 2_000


def called(draw: random.Random, number: int) -> str:
    """华信恒泰医药, of two to four characters and a trade."""
    return "".join(draw.sample(NAMES, 2 + number % 3)) + draw.choice(_TRADES)


def report(number: int, projects: int, prefix: str) -> dict[str, object]:
    """Of one project after the other, month by month, then revision by revision."""
    project, turn = f"{prefix}-{number % projects:05d}", number // projects
    month, revision = f"2023-{turn % 12 + 1:02d}", turn // 12
    return {
        "code": f"{project}/{month}/{revision}", "project_id": project, "month": month,
        "revision": revision, "reported_on": dt.date(2023, 11, 1),
    }  # fmt: skip


def put(kind: str, count: int, of: Callable[[int], Mapping[str, object]], **of_all: object) -> None:
    """So many records of a kind, each as `of` its number; Django must be set up."""
    from chainchief.ledger import changelog
    from chainchief.ledger.registers import register_of

    model, numbers = register_of(kind).model, iter(range(count))
    with changelog.acting("基准", "基准"):
        while some := list(islice(numbers, _STEP)):
            model._default_manager.bulk_create([model(**of_all, **of(each)) for each in some])
