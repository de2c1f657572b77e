"""A city with columns of its own: of projects, of their monthly reports, and of firms."""

from tests.indicators.conftest import DECHENG, NINGJIN, WAN, city_with_places, day
from tests.indicators.definitions import entry

from chainchief.core.home import home
from chainchief.indicators.catalogue.loading import load
from chainchief.ledger.kinds.enterprise.models import Enterprise

FIELDS = """source: 市链办
version: 1
valid_from: 2023-01-01
kinds:
  project:
    - {name: x_leader, type: text, most: 40, zh: 包联领导, en: responsible leader}
    - {name: x_land, type: amount, unit: 亩, zh: 用地, en: land}
    - {name: x_visited, type: day, zh: 最近走访, en: last visit}
    - {name: x_key, type: yes-no, zh: 是否重点, en: key project}
    - {name: x_jobs, type: whole, zh: 就业, en: jobs}
    - name: x_grade
      type: choice
      zh: 分级
      en: grade
      choices: {a: {zh: 重点, en: key}, b: {zh: 一般, en: other}}
  project_report:
    - {name: x_power, type: amount, unit: 万千瓦时, zh: 用电量, en: electricity}
  enterprise:
    - {name: x_output, type: amount, unit: 万吨, zh: 产量, en: output}
    - {name: x_export, type: amount, unit: 万美元, zh: 出口额, en: exports}
"""
MU, KWH, KILO = 200_000, 1, 1
#: Code, unit, chain, start, and what the city keeps of it besides.
PROJECTS = (
    ("P1", DECHENG, "FOOD", "2023-03-01", {"x_grade": "a", "x_land": 100 * MU, "x_leader": "王某"}),
    ("P2", DECHENG, "FOOD", "2023-05-01", {"x_grade": "b", "x_land": 50 * MU, "x_leader": "李某"}),
    ("P3", NINGJIN, "NEW-IT", "2023-06-01", {"x_grade": "a", "x_leader": "王某", "x_jobs": 30}),
    ("P4", NINGJIN, "NEW-IT", "2023-12-01", {"x_grade": "a", "x_visited": "2023-11-05"}),
    ("P5", NINGJIN, None, "2023-07-01", {"x_key": True, "x_visited": "2023-02-05"}),
    ("P6", NINGJIN, None, "2023-08-01", {}),
)
STARTED = (
    "source: project_stage",
    "measure: {count: project}",
    "date: recognised_on",
    "dimensions: [division, chain]",
)
OF_PROJECTS = ("source: project", "dimensions: [division, chain]")
ENTRIES = (
    entry(
        "IND-X-KEY",
        "flow",
        "个",
        "where: {stage: started, project.x_grade: a}",
        "receipt: [project.x_leader, project.x_land]",
        *STARTED,
    ),
    entry("IND-X-LAND", "stock", "亩", "measure: {sum: x_land}", *OF_PROJECTS),
    entry(
        "IND-X-LAND-STARTED",
        "stock",
        "亩",
        "over: IND-X-KEY",
        "measure: {sum: x_land}",
        *OF_PROJECTS,
    ),
    entry("IND-X-JOBS", "stock", "人", "measure: {sum: x_jobs}", *OF_PROJECTS),
    entry("IND-X-LEADERS", "stock", "名", "measure: {distinct: x_leader}", *OF_PROJECTS),
    entry(
        "IND-X-LARGE",
        "stock",
        "个",
        "where: {x_land: {at_least: 60亩}}",
        "measure: {count: project}",
        *OF_PROJECTS,
    ),
    entry(
        "IND-X-VISITED",
        "flow",
        "个",
        "date: x_visited",
        "measure: {count: project}",
        *OF_PROJECTS,
    ),
    entry(
        "IND-X-MARKED",
        "stock",
        "个",
        "where: {x_key: true}",
        "measure: {count: project}",
        *OF_PROJECTS,
    ),
    entry(
        "IND-X-BLANK",
        "stock",
        "个",
        "where: {x_grade: {missing: true}}",
        "measure: {count: project}",
        *OF_PROJECTS,
    ),
    entry(
        "IND-X-POWER",
        "cumulative-report",
        "万千瓦时",
        "source: project_report",
        "measure: {sum: x_power}",
        "dimensions: [division, chain]",
    ),
    entry("IND-X-PER", "ratio", "亩/个", "numerator: IND-X-LAND", "denominator: IND-X-COUNT"),
    entry("IND-X-COUNT", "stock", "个", "measure: {count: project}", *OF_PROJECTS),
    entry(
        "IND-X-OUTPUT",
        "stock",
        "万吨",
        "source: enterprise",
        "measure: {sum: x_output}",
        "dimensions: [division, chain]",
    ),
    entry(
        "IND-X-EXPORT",
        "stock",
        "万美元",
        "source: enterprise",
        "measure: {sum: x_export}",
        "dimensions: [division, chain]",
    ),
)
CODES = [text.split()[2] for text in ENTRIES]


def declare(fields=FIELDS, entries=ENTRIES):
    presets = home().path / "presets"
    presets.mkdir(parents=True, exist_ok=True)
    (presets / "extra.yaml").write_text(fields, encoding="utf-8")
    (presets / "indicators-own.yaml").write_text("".join(entries), encoding="utf-8")


def own_city():
    """The city, its fields declared, its rows written, its catalogue loaded."""
    city = city_with_places()
    declare()
    for code, division, chain, started, extra in PROJECTS:
        city.project(code, division, chain, extra=extra)
        city.stage(code, "started", started)
    for firm, tons, dollars in (("E1", 12_000, 500), ("E2", 3_000, 2_000), ("E3", 1_000, 10)):
        Enterprise.objects.create(
            code=firm,
            name=f"企业{firm}",
            division_id=DECHENG,
            chain_id="FOOD",
            valid_from=day("2020-01-01"),
            extra={"x_output": tons * 10_000, "x_export": dollars * 1_000_000},
        )
    city.share("P1", DECHENG, 33)
    city.share("P1", NINGJIN, 67)
    for code, month, kwh in (("P1", "2023-06", 1_000_001), ("P1", "2023-11", 2_000_001)):
        report = city.report(code, month, invested=1)
        type(report).objects.filter(pk=report.pk).update(extra={"x_power": kwh}, version=2)
    city.catalogue = load()
    return city


__all__ = ["CODES", "WAN", "declare", "own_city"]
