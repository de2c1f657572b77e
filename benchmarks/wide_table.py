"""A table of firms in twenty columns, sixteen of the ledger and four of a city's own."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.records import NAMES, called

#: As presets/extra.yaml of the home folder.
OWN_COLUMNS = """\
source: 基准
version: 1
valid_from: 2022-01-01
kinds:
  enterprise:
    - {name: x_leader, type: text, most: 40, zh: 包联领导, en: leader}
    - {name: x_land, type: amount, unit: 亩, zh: 用地, en: land}
    - {name: x_visited, type: day, zh: 最近走访, en: last visit}
    - {name: x_patents, type: whole, zh: 发明专利, en: patents}
"""
HEADS = (
    "code", "name", "credit_code", "division", "industry", "chain", "size_class", "employees",
    "revenue", "headquarters", "branch_of", "above_scale_from", "above_scale_to", "assets",
    "valid_from", "valid_to", "x_leader", "x_land", "x_visited", "x_patents",
)  # fmt: skip
DIVISIONS = tuple(f"3714{n:02d}" for n in range(1, 13))
CHAINS = tuple(f"C-{n:02d}" for n in range(1, 14))
OFFICES = tuple(f"ORG-{n:02d}" for n in range(30))
_INDUSTRIES = ("2614", "1331", "3823", "1751", "3041", "2710", "2029", "2631", "3912", "1392")
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_OF_OFFICE = (3, 7, 9, 10, 5, 8, 4, 2)
#: Class → employees and revenue in 万元 that make an industrial firm one of it.
_SIZES = {
    "large": ((1000, 9000), (40_000, 900_000)),
    "medium": ((300, 999), (2_000, 39_999)),
    "small": ((20, 299), (300, 1_999)),
}


def credit_code(number: int) -> str:
    """A credit code whose signs agree with each other."""
    office = f"{number:08d}"
    rest = 11 - sum(int(c) * w for c, w in zip(office, _OF_OFFICE, strict=True)) % 11
    body = f"91371400{office}{'X' if rest == 10 else rest % 11}"
    total = sum(_SIGNS.index(c) * w for c, w in zip(body, _WEIGHTS, strict=True))
    return body + _SIGNS[-total % 31]


def rows(count: int) -> Iterator[list[object]]:
    draw = random.Random(20231130)
    for n in range(count):
        size = draw.choice(tuple(_SIZES))
        employees, revenue = _SIZES[size]
        since = dt.date(2005 + n % 18, 1 + n % 12, 1 + n % 28)
        yield [
            f"E{n:06d}", f"{called(draw, n)}{n}", credit_code(n), draw.choice(DIVISIONS),
            draw.choice(_INDUSTRIES), draw.choice(CHAINS), size,
            draw.randint(*employees), round(draw.uniform(*revenue), 2), draw.choice(OFFICES),
            f"E{n - 1:06d}" if n % 50 == 49 else None, since.isoformat(), None,
            round(draw.uniform(100, 200_000), 2), since.isoformat(), None,
            "".join(draw.sample(NAMES, 3)), round(draw.uniform(1, 300), 1), "2023-10-11",
            draw.randrange(60),
        ]  # fmt: skip


def found() -> None:
    """What the rows refer to; Django must be set up."""
    from benchmarks.clerk import clerk
    from chainchief.ledger.actions import apply_change_set
    from chainchief.ledger.changesets import ChangeSet, Creation

    given = [
        *(
            ("division", c, {"code": c, "name": f"区县{c}", "level": "county", "of_which": False})
            for c in DIVISIONS
        ),
        *(
            ("chain", c, {"code": c, "name": f"产业{c}", "position": n})
            for n, c in enumerate(CHAINS, 1)
        ),
        *(
            ("organisation", c, {"code": c, "name": f"集团{c}", "category": "company"})
            for c in OFFICES
        ),
    ]
    creations = tuple(Creation(kind, code, values) for kind, code, values in given)
    apply_change_set(ChangeSet(creations), viewer=clerk(), reason="bench")


def put_own_columns(home: Path) -> None:
    (home / "presets").mkdir(parents=True, exist_ok=True)
    (home / "presets" / "extra.yaml").write_text(OWN_COLUMNS, encoding="utf-8")
