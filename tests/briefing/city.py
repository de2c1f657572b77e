"""A small city for the tests of documents: ten figures whose receipts are written down by hand."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from chainchief.briefing.faults import NOT_COMPARABLE, NOT_REPRODUCED, UNKNOWN_RECORD
from chainchief.briefing.sources import Definition, NoFigure, Wording
from chainchief.core.spans import Month, Span
from chainchief.core.units import unit
from chainchief.indicators.figures import Contribution, Figure, Formula, MetricType, Receipt, Scope

NOVEMBER = Month(2023, 11)
CITY, COUNTY = "371400", "371481"
YI = 10**8 * 100  # 分 in 亿元


def contribution(number, amount, part="value", label=""):
    return Contribution(
        kind="project",
        uid=f"00000000-0000-0000-0000-{number:012d}",
        version=1,
        code=f"P-{number:04d}",
        label=label or f"项目{number}号",
        part=part,
        contribution=amount,
        row_kind="project_stage",
        row_uid=f"10000000-0000-0000-0000-{number:012d}",
        row_version=1,
        attributes={},
    )


def figure(code, name, nature, unit_code, value, display, **options):
    return Figure(
        code=code,
        name=name,
        nature=nature,
        unit=unit(unit_code),
        formula=options.get("formula", Formula.VALUE),
        value=None if value is None else Fraction(value),
        parts=options.get("parts", {"value": value or 0}),
        display=display,
        span=options.get("span", Span.year_to(NOVEMBER)),
        scope=options.get("scope", Scope(CITY)),
        snapshot="2023-11r1",
        definition=options.get("definition", f"{code.lower():-<64}"),
        records=options.get("records", 1),
        absent=options.get("absent", ""),
    )


def figures():
    return [
        figure("IND-PRJ-STARTED", "新开工项目", MetricType.FLOW, "个", 247, "247个", records=247),
        figure(
            "IND-PRJ-STARTED",
            "新开工项目",
            MetricType.FLOW,
            "个",
            12,
            "12个",
            scope=Scope(CITY, "NEW-IT"),
        ),
        figure(
            "IND-PRJ-STARTED",
            "新开工项目",
            MetricType.FLOW,
            "个",
            31,
            "31个",
            scope=Scope(COUNTY),
        ),
        figure(
            "IND-PRJ-FUNDS",
            "到位资金",
            MetricType.CUMULATIVE_REPORT,
            "亿元",
            201 * YI + YI // 4,
            "201.3亿元",
        ),
        figure(
            "IND-RATE",
            "完成率",
            MetricType.RATIO,
            "%",
            Fraction(862_500),
            "86.3%",
            formula=Formula.RATIO,
            parts={"numerator": 69, "denominator": 80},
        ),
        figure("IND-OFFICIAL", "工业增加值增速", MetricType.OFFICIAL, "%", 86_000, "8.6%"),
        figure("IND-FURNISHED", "5G基站", MetricType.FURNISHED, "个", 11_400, "11400个"),
        figure(
            "IND-ABSENT",
            "尚未发布的增速",
            MetricType.OFFICIAL,
            "%",
            None,
            "",
            absent="统计部门尚未发布",
        ),
        figure("IND-LOSS", "净增项目", MetricType.DIFFERENCE, "个", -3, "-3个"),
        figure("IND-NASTY", "A公司 & B <x>", MetricType.FLOW, "个", 5, "5个&<b>"),
    ]


@dataclass
class TestSource:
    """A source whose figures stand in a list; `changed` replaces one for a test of `verify`."""

    __test__ = False

    month: Month = NOVEMBER
    snapshot: str = "2023-11r1"
    cut_off: str = "2023-12-05 09:30"
    anchor: str = "58-RZPS-3JMA-8YSV-SP"
    table: list[Figure] = field(default_factory=figures)
    records: tuple[str, ...] = ("P-0001", "P-0002")
    asked: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)
    wordings: dict[str, Wording] = field(default_factory=dict)

    def indicators(self):
        return {one.code: one.name for one in self.table} | {"IND-RECORD": "项目总投资"}

    def divisions(self):
        return {CITY: "德州市", COUNTY: "乐陵市"}

    def chains(self):
        return {"NEW-IT": "新一代信息技术", "FOOD": "食品加工"}

    def top_division(self):
        return CITY

    def expect(self, codes):
        self.expected |= set(codes)

    def figure(self, citation):
        self.asked.append(citation.tag)
        if citation.record:
            return self._record(citation)
        found = self._cell(citation)
        if citation.comparison:
            return self._compared(found, citation)
        return replace(found, span=citation.span) if citation.span else found

    def _cell(self, citation):
        for one in self.table:
            if one.code == citation.code and one.scope == Scope(citation.division, citation.chain):
                return one
        for one in self.table:
            if one.code == citation.code:
                return replace(one, scope=Scope(citation.division, citation.chain))
        raise AssertionError(f"the test source has no {citation.code}")

    def _compared(self, found, citation):
        if citation.comparison != "yoy":
            raise NoFigure(NOT_COMPARABLE, name=found.name, reason="没有计划")
        return replace(
            found, unit=unit("%"), value=Fraction(125_000), display="12.5%", nature=MetricType.RATIO
        )

    def _record(self, citation):
        for record in self.records:
            if citation.cites(record):
                return figure(
                    citation.code, "项目总投资", MetricType.RECORD, "亿元", 62 * YI, "62亿元"
                )
        raise NoFigure(
            UNKNOWN_RECORD,
            name="项目总投资",
            record=citation.record,
            snapshot=self.snapshot,
            hint="",
        )

    def receipt(self, citation):
        one = self.figure(citation)
        if one.formula is Formula.RATIO:
            lines = (contribution(1, 69, "numerator"), contribution(2, 80, "denominator"))
        elif one.nature is MetricType.FLOW and one.value and one.value <= 50:
            lines = tuple(contribution(number, 1) for number in range(1, int(one.value) + 1))
        elif one.code == "IND-PRJ-FUNDS":
            amounts = [100 * YI, 60 * YI, 40 * YI, YI, YI // 4]
            lines = tuple(contribution(n, amount) for n, amount in enumerate(amounts, start=1))
        else:
            lines = (contribution(1, int(one.value or 0)),)
        return Receipt(one, lines)

    def definition(self, citation):
        one = self.figure(citation)
        return Definition(citation.code, one.definition, f"{one.name}的口径说明。", "整个定义")

    def wording(self, citation):
        return self.wordings.get(citation.tag)

    def figure_by(self, citation, hash, whole):
        one = self.figure(citation)
        if one.definition != hash:
            raise NoFigure(NOT_REPRODUCED, name=one.name, reason="口径已变")
        return one


def note_figures():
    """The figures that the shipped monthly note asks for."""
    report = MetricType.CUMULATIVE_REPORT
    rows = [
        ("IND-OFF-IVA-GROWTH", "规上工业增加值同比增长", MetricType.OFFICIAL, "%", 86_000, "8.6%"),
        (
            "IND-OFF-IVA-OVER-PROV",
            "增速高于全省",
            MetricType.DIFFERENCE,
            "百分点",
            17_000,
            "1.7个百分点",
        ),
        ("IND-OFF-TECH-GROWTH", "技改投资同比增长", MetricType.OFFICIAL, "%", 107_000, "10.7%"),
        ("IND-OFF-TECH-RANK", "技改投资位次", MetricType.RANK, "位", 5, "第5位"),
        ("IND-PRJ-STARTED", "新开工标志性产业链项目", MetricType.FLOW, "个", 47, "47个"),
        (
            "IND-PRJ-FUNDS-RECOGNISED",
            "到位资金",
            MetricType.CUMULATIVE_REPORT,
            "亿元",
            31 * YI,
            "31亿元",
        ),
        ("IND-PRJ-SIGNED", "新签约产业链项目", MetricType.FLOW, "个", 60, "60个"),
        ("IND-PRJ-START-RATE", "项目开工率", MetricType.RATIO, "%", 783_333, "78.3%"),
        ("IND-PRJ-PLANNED-TOTAL", "计划总投资", MetricType.STOCK, "亿元", 412 * YI, "412.0亿元"),
        ("IND-PRJ-INVESTED", "完成投资", report, "亿元", 96 * YI, "96.0亿元"),
        ("IND-PRJ-INVESTED-RATE", "完成投资占比", MetricType.RATIO, "%", 233_000, "23.3%"),
        ("IND-PRJ-LIST-PROV", "省导向目录项目", MetricType.STOCK, "个", 18, "18个"),
        (
            "IND-PRJ-INVESTED-PROV",
            "省目录完成投资",
            MetricType.CUMULATIVE_REPORT,
            "亿元",
            9 * YI,
            "9.0亿元",
        ),
        ("IND-PRJ-LIST-CITY", "市级重点技改项目", MetricType.STOCK, "个", 25, "25个"),
        (
            "IND-PRJ-INVESTED-CITY",
            "市级完成投资",
            MetricType.CUMULATIVE_REPORT,
            "亿元",
            12 * YI,
            "12.0亿元",
        ),
        ("IND-PRJ-LIST-EITHER", "去重项目", MetricType.STOCK, "个", 36, "36个"),
        ("IND-FUR-5G-STATIONS", "累计建设5G基站", MetricType.FURNISHED, "万个", 11_000, "1.1万个"),
        ("IND-FUR-5G-REACH", "5G网络通达率", MetricType.FURNISHED, "%", 1_000_000, "100%"),
    ]
    return [figure(*row) for row in rows]
