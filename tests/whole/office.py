"""A small office at the command line: files in, answers out, as its people would use it."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DIVISIONS = [
    ["code", "name", "level", "parent", "of_which"],
    ["370000", "山东省", "province", "", "no"],
    ["371400", "德州市", "city", "370000", "no"],
    ["371402", "德城区", "county", "371400", "no"],
    ["371422", "宁津县", "county", "371400", "no"],
    ["371471", "天衢新区", "zone", "371402", "yes"],
]
CHAINS = [
    ["code", "name", "landmark_from", "landmark_to"],
    ["NEW-IT", "新一代信息技术", "2022-01-01", ""],
    ["FOOD", "食品加工", "2022-01-01", ""],
    ["OLD", "退出的产业链", "2022-01-01", "2022-12-31"],
]
PROJECTS = [
    ["code", "name", "chain", "division", "total_investment"],
    ["P1", "硅片演示项目", "NEW-IT", "371471", "620000"],
    ["P2", "靶材演示项目", "NEW-IT", "371402", "60000"],
    ["P3", "调味品演示项目", "FOOD", "371422", "12000.5"],
    ["P4", "退出链上的演示项目", "OLD", "371422", "8000"],
    ["P5", "迟报的演示项目", "FOOD", "371422", "3000"],
]
STAGES = [
    [
        "project",
        "stage",
        "reported_by",
        "occurred_on",
        "reported_on",
        "recognised_on",
        "evidence",
    ],
    ["P1", "started", "371471", "2023-03-02", "2023-03-20", "2023-03-31", "accepted"],
    ["P2", "started", "371402", "2023-11-05", "2023-11-20", "2023-11-28", "accepted"],
    ["P2", "started", "371422", "2023-11-06", "2023-11-21", "2023-11-29", "accepted"],
    ["P3", "started", "371422", "2023-06-01", "2023-06-20", "2023-06-30", "accepted"],
    ["P4", "started", "371422", "2023-06-01", "2023-06-20", "2023-06-30", "accepted"],
    ["P5", "signed", "371422", "2023-05-01", "2023-05-20", "2023-05-31", "accepted"],
]
LATE_START = [
    STAGES[0],
    ["P5", "started", "371422", "2023-11-20", "2023-12-08", "2023-11-30", "accepted"],
]
REPORTS = [
    [
        "project",
        "month",
        "revision",
        "reported_on",
        "funds_reported",
        "funds_verified",
        "funds_recognised",
    ],
    ["P1", "2023-10", "0", "2023-11-03", "9000", "9000", "8000"],
    ["P1", "2023-11", "0", "2023-12-03", "12000", "11000", "10000"],
    ["P1", "2023-11", "1", "2023-12-04", "12000", "11000", "10500.25"],
    ["P2", "2023-09", "0", "2023-10-03", "700", "600", "500"],
    ["P5", "2023-11", "0", "2023-12-03", "400", "300", "200"],
]

_CITY = ["371400", "2023-01", "2023-11"]
_FINAL = ["not-stated", "final", "统计局", "2023-12-20"]
STATISTICS = [
    [
        "name",
        "series",
        "division",
        "span_from",
        "span_to",
        "quantity",
        "unit",
        "basis",
        "standing",
        "source",
        "released_on",
    ],
    ["工业增加值增速", "iva-growth", *_CITY, "8.6", "%", *_FINAL],
    ["工业增加值增速", "iva-growth", "370000", *_CITY[1:], "6.9", "%", *_FINAL],
    ["技改投资增速", "renovation-growth", *_CITY, "10.7", "%", *_FINAL],
]
RANKINGS = [
    [
        "name",
        "series",
        "publisher",
        "edition",
        "span_to",
        "division",
        "rank",
        "comparison_set",
        "released_on",
    ],
    [
        "技改投资增速位次",
        "renovation-rank",
        "省厅",
        "2023",
        "2023-11",
        "371400",
        "5",
        "全省16市",
        "2023-12-20",
    ],
]
_HANDED_OVER = ["通信管理办公室", "李强", "2023-12-10", "yes"]
FURNISHED = [
    [
        "name",
        "item",
        "division",
        "month",
        "quantity",
        "unit",
        "office",
        "confirmed_by",
        "confirmed_on",
        "publishable",
    ],
    ["5G基站", "5g-stations", "371400", "2023-11", "1.1", "万个", *_HANDED_OVER],
    ["5G通达率", "5g-reach", "371400", "2023-11", "100", "%", *_HANDED_OVER],
]


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def done(self) -> "Answer":
        assert self.status == 0, f"exit {self.status}\n{self.out}\n{self.err}"
        return self


@dataclass(frozen=True)
class Office:
    """One home folder and a desk for files."""

    home: Path
    desk: Path
    database: str = ""

    def run(self, *words: str | Path, lang: str = "zh-hans") -> Answer:
        environment = {
            **os.environ,
            "CHAINCHIEF_HOME": str(self.home),
            "CHAINCHIEF_LANG": lang,
            "CHAINCHIEF_ACTOR": "王敏",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        if self.database:
            environment["CHAINCHIEF_DATABASE"] = self.database
        done = subprocess.run(
            [sys.executable, "-m", "chainchief", *map(str, words)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def file(self, name: str, rows: list[list[str]]) -> Path:
        path = self.desk / name
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    def take_in(self, kind: str, rows: list[list[str]], name: str = "") -> Answer:
        return self.run("import", kind, self.file(name or f"{kind}.csv", rows)).done()

    def figure(self, code: str, month: str, *words: str) -> Any:
        answer = self.run("figures", month, "--json", *words).done().json
        return next(f for f in answer["figures"] if f["code"] == code)


def filled(office: Office) -> Office:
    """The office with its small ledger: three of the five projects count as started."""
    for kind, rows in (
        ("division", DIVISIONS),
        ("chain", CHAINS),
        ("project", PROJECTS),
        ("project_stage", STAGES),
        ("project_report", REPORTS),
        ("official_statistic", STATISTICS),
        ("ranking", RANKINGS),
        ("furnished_number", FURNISHED),
    ):
        office.take_in(kind, rows)
    return office
