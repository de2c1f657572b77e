"""A ledger of a few records of many kinds, whose every number can be found by counting on fingers.

Seven projects, three firms, four difficulties, four activities, three agreements, three leads, two
needs of financing, two land grants, two rewards, two platforms, one park, one event.
"""

from tests.indicators.conftest import CITY, DECHENG, NINGJIN, PROVINCE, WAN, day

from chainchief.ledger.kinds.agreement.models import Agreement
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.enterprise_role.models import EnterpriseRole
from chainchief.ledger.kinds.financing.models import FinancingNeed, FinancingOffer
from chainchief.ledger.kinds.land.models import LandGrant
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.kinds.platform.models import Park, Platform
from chainchief.ledger.kinds.reward.models import Policy, Reward
from chainchief.ledger.kinds.visit.models import Occasion, Visit

YI = 10_000 * WAN
MU = 200_000
#: Code, unit, chain, investment in 亿元, construction, and the days of its stages.
PROJECTS = (
    (
        "P1",
        DECHENG,
        "FOOD",
        12,
        "new",
        {
            "signed": "2023-01-10",
            "started": "2023-03-15",
            "completed": "2023-10-20",
            "producing": "2023-11-05",
        },
    ),
    ("P2", DECHENG, "FOOD", 6, "renovation", {"signed": "2023-02-10", "started": "2023-05-15"}),
    ("P3", NINGJIN, "FOOD", 0.8, "new", {"signed": "2023-06-01", "started": "2023-11-15"}),
    ("P4", NINGJIN, "NEW-IT", 55, "expansion", {"signed": "2023-08-01"}),
    ("P5", DECHENG, "NEW-IT", 120, "new", {"signed": "2023-11-20"}),
    (
        "P6",
        DECHENG,
        "OLD",
        2,
        "renovation",
        {"signed": "2022-05-01", "started": "2022-09-01", "completed": "2023-06-30"},
    ),
    ("P7", NINGJIN, "FOOD", 3, "new", {"signed": "2022-03-01", "started": "2022-04-01"}),
)
#: Code, month, invested, reported, verified, recognised: in 万元.
REPORTS = (
    ("P1", "2023-11", 50_000, 40_000, 36_000, 30_000),
    ("P2", "2023-11", 20_000, 10_000, 10_000, 10_000),
    ("P6", "2023-11", 10_000, 5_000, 5_000, 5_000),
    ("P6", "2022-11", 20_000, 4_000, 4_000, 4_000),
    ("P7", "2022-11", 20_000, 6_000, 6_000, 6_000),
)


def write(city):
    for code, division, chain, yi, construction, stages in PROJECTS:
        city.project(
            code, division, chain, total_investment=int(yi * YI), construction=construction
        )
        for stage, on in stages.items():
            city.stage(code, stage, on)
    for code, month, *amounts in REPORTS:
        names = ("invested", "funds_reported", "funds_verified", "funds_recognised")
        city.report(code, month, **dict(zip(names, amounts, strict=True)))
    city.statistic(86_000)
    city.statistic(69_000, division=PROVINCE)
    city.statistic(107_000, series="renovation-growth")
    city.rank(5)
    city.furnished(11_000)
    organisations()
    firms()
    services()
    attraction()


def organisations():
    for code, category in (
        ("O1", "department"),
        ("O2", "department"),
        ("B1", "bank"),
        ("B2", "bank"),
        ("C1", "company"),
        ("U1", "university"),
    ):
        Organisation.objects.create(
            code=code, name=f"单位{code}", category=category, division_id=CITY
        )


def firms():
    for code, division, chain, revenue, employees in (
        ("E1", DECHENG, "FOOD", 12 * YI, 100),
        ("E2", NINGJIN, "FOOD", 2 * YI, 50),
        ("E3", DECHENG, "NEW-IT", YI // 2, 30),
    ):
        Enterprise.objects.create(
            code=code,
            name=f"企业{code}",
            division_id=division,
            chain_id=chain,
            revenue=revenue,
            employees=employees,
            valid_from=day("2020-01-01"),
            above_scale_from=None if code == "E3" else day("2020-01-01"),
        )
    EnterpriseRole.objects.create(
        code="R1", enterprise_id="E1", chain_id="FOOD", role="leader", valid_from=day("2022-01-01")
    )


def services():
    for code, firm, category, source, host, received, solved, urgency in (
        ("D1", "E1", "land", "visit", "O1", "2023-02-01", "2023-03-01", "normal"),
        ("D2", "E1", "finance", "hotline", "O2", "2023-05-01", None, "normal"),
        ("D3", "E2", "labour", "platform", "O1", "2023-06-01", "2023-07-01", "urgent"),
        ("D4", "E3", "land", "officer", "O1", "2022-06-01", "2022-07-01", "normal"),
    ):
        Difficulty.objects.create(
            code=code,
            name="困难",
            enterprise_id=firm,
            division_id=NINGJIN if firm == "E2" else DECHENG,
            category=category,
            source=source,
            urgency=urgency,
            host_id=host,
            received_on=day(received),
            due_on=day(received),
            answered_on=solved and day(solved),
            outcome="solved" if solved else "",
            confirmed_on=solved and day(solved),
        )
    for code, firm, wan, purpose, on in (
        ("N1", "E1", 1000, "working", "2023-03-01"),
        ("N2", "E2", 500, "renovation", "2023-04-01"),
    ):
        FinancingNeed.objects.create(
            code=code,
            name="融资",
            enterprise_id=firm,
            amount=wan * WAN,
            purpose=purpose,
            raised_on=day(on),
        )
    for code, bank, wan, concluded in (("F1", "B1", 800, 600), ("F2", "B2", 500, None)):
        FinancingOffer.objects.create(
            code=code,
            need_id="N1",
            bank_id=bank,
            amount=wan * WAN,
            offered_on=day("2023-03-10"),
            concluded_on=day("2023-04-10") if concluded else None,
            concluded_amount=concluded and concluded * WAN,
        )
    for code, project, mu, quota in (("L1", "P1", 100, "provincial"), ("L2", "P2", 50, "city")):
        LandGrant.objects.create(
            code=code,
            project_id=project,
            quota=quota,
            grant_number=code,
            area=mu * MU,
            **recognised("2023-06-10"),
        )
    Policy.objects.create(code="Q1", name="政策", number="1号")
    for code, firm, wan in (("W1", "E1", 20), ("W2", "E2", 10)):
        Reward.objects.create(
            code=code,
            name="奖励",
            policy_id="Q1",
            enterprise_id=firm,
            ground="带动",
            amount=wan * WAN,
            paid_on=day("2023-08-01"),
        )


def attraction():
    for code, form, led_by, chain, to in (
        ("V1", "outing", "chief", "FOOD", "上海"),
        ("V2", "outing", "chief", "FOOD", "深圳"),
        ("V3", "outing", "deputy", "NEW-IT", "上海"),
        ("V4", "local", "department", "FOOD", ""),
    ):
        Visit.objects.create(
            code=code,
            name="活动",
            form=form,
            led_by=led_by,
            chain_id=chain,
            division_id=CITY,
            destination=to,
            **recognised("2023-04-01"),
        )
    for code, category, yi, with_whom in (
        ("A1", "investment", 2, "C1"),
        ("A2", "research", None, "U1"),
        ("A3", "investment", 12, "C1"),
    ):
        Agreement.objects.create(
            code=code,
            name="协议",
            category=category,
            channel="promotion",
            chain_id="FOOD",
            division_id=DECHENG,
            counterpart_id=with_whom,
            amount=yi and yi * YI,
            **recognised("2023-05-01"),
        )
    for code, state, yi, chain, on, closed in (
        ("K1", "talks", 3, "FOOD", "2023-02-01", None),
        ("K2", "valid", 1, "NEW-IT", "2023-03-01", None),
        ("K3", "signed", 11, "FOOD", "2023-04-01", "2023-09-01"),
    ):
        Lead.objects.create(
            code=code,
            name="线索",
            state=state,
            amount=yi * YI,
            chain_id=chain,
            division_id=CITY,
            organisation_id="C1",
            received_on=day(on),
            closed_on=closed and day(closed),
        )
    Occasion.objects.create(
        code="M1", name="峰会", category="summit", division_id=CITY, held_on=day("2023-09-10")
    )
    for code, category, chain in (
        ("T1", "research-institute", "FOOD"),
        ("T2", "laboratory", "NEW-IT"),
    ):
        Platform.objects.create(
            code=code,
            name=f"平台{code}",
            category=category,
            chain_id=chain,
            division_id=CITY,
            host_id="U1",
            opened_on=day("2023-05-10"),
            valid_from=day("2023-05-10"),
        )
    Park.objects.create(
        code="G1",
        name="园区",
        category="chemical",
        division_id=DECHENG,
        area=1500 * MU,
        valid_from=day("2020-01-01"),
    )


def recognised(on):
    at = day(on)
    return {"occurred_on": at, "reported_on": at, "recognised_on": at, "evidence": "accepted"}
