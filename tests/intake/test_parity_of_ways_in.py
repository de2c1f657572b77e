"""One door: what one way in refuses, every way in refuses, with the same code and the same words.

Every check that the ledger declares must have rows here that trip it: a new one fails the last
test until it has.
"""

import datetime as dt
import importlib
import pkgutil
import sys

import pytest
from tests.intake.made import row_of
from tests.intake.records import KINDS, enter, found_parents, sample
from tests.intake.test_checks_of_kinds import CASES as OF_KINDS
from tests.intake.test_checks_one_by_one import CASES as ONE_BY_ONE
from tests.intake.ways_in import WAYS

import chainchief.ledger
from chainchief.core import clock
from chainchief.core.faults import FaultKind
from chainchief.ledger.validation import locks

pytestmark = pytest.mark.usefixtures("read_here")

#: What only a file can say wrong: no record that reaches the ledger holds it.
OF_FILES = {"CHK-118", "CHK-119"}
#: Codes that the ledger gives to what a row of a table cannot express; `test_apply_change_set`,
#: `test_withdraw` and `test_rights_of_writing` trip them.
NOT_OF_ROWS = {"LED-003", "LED-006", "LED-010", "LED-020", "LED-021", "LED-060", "LED-061"}

#: What only text can say wrong (a cell, a field of a form), and what only typed values can
#: (`test_apply_change_set` trips that).
OF_TEXTS, OF_TYPES = {"CHK-002", "CHK-010"}, {"CHK-011"}
#: Kinds whose rows refer to what the small city has.
_OF_THE_CITY = ("project", "project_share", "project_report", "project_stage", "enterprise")
P, S, R, T = ("project", "project_share", "project_report", "project_stage")


def project(code="N1", **said):
    return {"code": code, "name": f"项目{code}", "division": "371402", **said}


def _voucher(project):
    row = {**row_of("funds_voucher", 0), "project": project}
    return {**row, "code": "/".join(row[name] for name in ("project", "number", "dated_on"))}


def _segment(code):
    return {**row_of("chain_segment", 0), "code": code, "name": "封装"}


def _opening_nothing():
    row = row_of("financing_consent", 0)
    return {**row, **{name: "否" for name in row if name.startswith("opens_")}}


def _drawing(**said):
    return {**row_of("financing_drawing", 0), **said}


def _run_by_its_process():
    return {**sample("difficulty", 0), "process": "quanzhou"}


def report(month="2023-11", **said):
    return {"project": "P00", "month": month, "reported_on": "2023-12-08", **said}


def stage(**said):
    days = {"occurred_on": "2023-05-01", "reported_on": "2023-06-01"}
    return {"project": "P00", "stage": "started", "reported_by": "371402", **days, **said}


def _of_a_firm(code, name):
    return project(code, name=name, enterprise="E01", total_investment="60000")


#: code → (kind, rows that trip it, rows entered before).
OWN = {
    "CHK-001": (P, [project(total_investment="6亿")], []),
    "CHK-002": (P, [project(total_investment="1.0000001")], []),
    "CHK-003": (P, [project(valid_from="去年五月")], []),
    "CHK-004": (R, [report(month="banana")], []),
    "CHK-005": (P, [project(construction="rebuilt")], []),
    "CHK-036": ("annual_plan", [{**row_of("annual_plan", 0), "schedule": "8,16,100"}], []),
    "CHK-050": ("presentation", [{**row_of("presentation", 0), "title": "TITLE-00"}], []),
    "CHK-121": (P, [project(chain="C8")], [("chain", {"code": "C8", "name": "旧链"}, "withdrawn")]),
    "CHK-128": (
        "annual_plan",
        [{"code": sample("annual_plan", 0)["code"], "unit": "万元"}],
        [("annual_plan", sample("annual_plan", 0), "")],
    ),
    "CHK-149": (P, [project(construction="旧改")], []),
    "CHK-159": (P, [project(construction="x_moved")], []),
    "CHK-133": ("award", [{**row_of("award", 0), "enterprise": "E01"}], []),
    "CHK-154": (
        P,
        [_of_a_firm("N2", "年产10万吨生物酶制剂项目(二期)")],
        [(P, _of_a_firm("N1", "年产10万吨生物酶制剂项目"), "")],
    ),
    "CHK-155": (
        P,
        [project("N2", name="办公楼", filing_number="备2023-1")],
        [(P, project("N1", name="厂房", filing_number="备2023-1"), "")],
    ),
    "CHK-156": (
        R,
        [report("2023-11", funds_reported="300000")],
        [(R, report("2023-10", funds_reported="30", reported_on="2023-11-01"), "")],
    ),
    "CHK-006": (P, [project(name="临" * 201)], []),
    "CHK-007": ("chain", [{"code": "C9", "name": "链", "position": "三"}], []),
    "CHK-008": (
        "annual_plan",
        [{**row_of("annual_plan", 0), "unit": "堆"}],
        [],
    ),
    "CHK-009": (P, [project(total_investment="-5")], []),
    "CHK-010": (P, [project(valid_from="2023-02-30")], []),
    "CHK-172": (P, [project(name="示例\ue863公司")], []),
    "CHK-173": (P, [project(name="示例锟斤拷公司")], []),
    "CHK-174": (P, [project(name="示例&amp;公司")], []),
    "CHK-020": ("division", [{"code": "37", "name": "某县", "level": "county"}], []),
    "CHK-021": ("chain", [{"code": "新链", "name": "链"}], []),
    "CHK-023": ("enterprise", [{**project("E77"), "credit_code": "91371400MA3000011F"}], []),
    "CHK-025": ("document", [{"code": "scan-1", "name": "甲.pdf", "size": "1"}], []),
    "CHK-030": (P, [project("P00", duplicate_of="P00")], []),
    "CHK-031": (T, [stage(recognised_on="2023-04-30", evidence="accepted")], []),
    "CHK-033": (T, [stage(recognised_on="2023-06-01", evidence="pending")], []),
    "CHK-034": (R, [report(funds_verified="100", funds_recognised="101")], []),
    "CHK-035": (R, [report(funds_reported="100", funds_verified="101")], []),
    "CHK-122": (P, [project("GONE", name="又来")], [(P, project("GONE"), "withdrawn")]),
    "CHK-127": (P, [project("p00")], []),
    "CHK-132": ("ranking", [{**row_of("ranking", 0), "edition": "10"}], []),
    "CHK-137": (
        P,
        [project("OLD", total_investment="1")],
        [(P, project("OLD", total_investment="60000"), "")],
    ),
    "CHK-138": (
        P,
        [project("BIG", total_investment="60000000")],
        [(P, project(f"U{i:02d}", total_investment="6000"), "") for i in range(20)],
    ),
    "CHK-157": (
        P,
        [project("LOCKED", total_investment="70000")],
        [(P, project("LOCKED", total_investment="60000"), "")],
    ),
    "CHK-158": (
        "difficulty",
        [{**_run_by_its_process(), "signed_on": "2023-06-02"}],
        [("difficulty", _run_by_its_process(), "")],
    ),
    "CHK-180": (
        "funds_voucher",
        [_voucher("P01")],
        [("funds_voucher", _voucher("P00"), "")],
    ),
    "CHK-181": ("funds_voucher", [{**row_of("funds_voucher", 0), "voucher_kind": "contract"}], []),
    "CHK-182": (
        "funds_sample_item",
        [{**row_of("funds_sample_item", 0), "verified": "501"}],
        [],
    ),
    "CHK-183": ("funds_sample_item", [{**row_of("funds_sample_item", 0), "drawn": "否"}], []),
    "CHK-184": ("funds_sample_item", [{**row_of("funds_sample_item", 0), "judged_on": ""}], []),
    "CHK-190": (
        "financing_consent",
        [_opening_nothing()],
        [],
    ),
    "CHK-191": ("financing_drawing", [_drawing(amount="900000")], []),
    "CHK-192": ("financing_drawing", [_drawing(drawn_on="2023-01-01")], []),
    "CHK-193": ("bank_product", [{**row_of("bank_product", 0), "industries": "27, 制造"}], []),
    "CHK-249": (
        "chain_segment",
        [_segment("NEW-IT/S01")],
        [("chain_segment", _segment("NEW-IT/S00"), "")],
    ),
    "CHK-261": ("adverse_listing", [{**row_of("adverse_listing", 0), "name": ""}], []),
    "CHK-262": ("adverse_listing", [{**row_of("adverse_listing", 0), "is_empty": "是"}], []),
    "CHK-263": (
        "feature",
        [{**row_of("feature", 0), "state": "approved", "firm_agreed_on": ""}],
        [],
    ),
    "CHK-264": ("feature", [{**row_of("feature", 0), "state": "checked", "checked_on": ""}], []),
    "CHK-143": (P, [project("P00", division="371426")], []),
    "CHK-144": (
        "division",
        [
            {"code": "371481", "name": "甲", "level": "county", "parent": "371482"},
            {"code": "371482", "name": "乙", "level": "county", "parent": "371481"},
        ],
        [],
    ),
    "CHK-145": (
        P,
        [project("N2", duplicate_of="DUP")],
        [(P, project("DUP", duplicate_of="P00"), "")],
    ),
}


def _rows_of_a_case(heads, rows):
    return [dict(zip(heads, row, strict=True)) for row in rows]


def trips():
    """(name, code, kind, rows, entered before) of everything that trips a check of the ledger."""
    own = declared()
    for name, (kind, heads, bad, code, _cell, _good) in ONE_BY_ONE.items():
        if code in own:
            yield name, code, kind, _rows_of_a_case(heads, bad), []
    for name, (kind, said, code, _column, _good) in OF_KINDS.items():
        if code in own:
            yield name, code, kind, [{**row_of(kind, 0), **said}], []
    for code, (kind, rows, before) in OWN.items():
        yield code, code, kind, rows, before


def declared():
    """The codes of every check that some module of the ledger declares or uses."""
    for module in pkgutil.walk_packages(chainchief.ledger.__path__, "chainchief.ledger."):
        if ".migrations" not in module.name and ".management" not in module.name:
            importlib.import_module(module.name)
    modules = [
        module for name, module in sys.modules.items() if name.startswith("chainchief.ledger")
    ]
    kinds = [value for m in modules for value in vars(m).values() if isinstance(value, FaultKind)]
    return {kind.code for kind in kinds if kind.code.startswith("CHK-")} - OF_FILES - OF_TYPES


TRIPS = list(trips())


@pytest.fixture(autouse=True)
def in_january(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2024, 1, 31))


def approved(kind, keys):
    """What a room above locks: the investment of one project, once it is in the ledger."""
    from chainchief.ledger.kinds.project.models import Project

    held = Project.objects.filter(code__in={*keys} & {"LOCKED"}) if kind == P else ()
    return {each.code: {"total_investment": "市链办"} for each in held}


@pytest.fixture(autouse=True)
def one_project_is_approved(monkeypatch):
    monkeypatch.setattr(locks, "_LOCKS", [approved])


#: Codes that the city adds to the kinds of construction: one that has ended, and one in use.
CODE_LISTS = """\
source: 市链办
version: 1
valid_from: 2022-01-01
kinds:
  project:
    construction:
      - {code: x_old, zh: 旧改, en: renewal, valid_from: 2022-01-01, valid_to: 2022-12-31}
      - {code: x_moved, zh: 退城进园, en: moved to a park, valid_from: 2022-01-01}
"""


@pytest.fixture(autouse=True)
def the_city_adds_codes(own_home):
    presets = own_home / "presets"
    presets.mkdir()
    (presets / "codelists.yaml").write_text(CODE_LISTS, encoding="utf-8")


def used_under_another_word():
    from chainchief.ledger.codelists.models import UsedCode

    at = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
    words = {"zh": "搬迁入园", "en": "moved"}
    UsedCode.objects.create(kind=P, column="construction", code="x_moved", used_at=at, **words)


@pytest.fixture
def entered(city, request):
    """The small city, what rows of the kind refer to, and what the case wants there before."""
    from tests.intake.withdrawing import withdraw_code

    _name, code, kind, _rows, before = request.param
    if code == "CHK-159":
        used_under_another_word()
    if kind in _OF_THE_CITY:
        enter("organisation", row_of("organisation", 1, bare=True))
        enter("enterprise", sample("enterprise", 1))
        enter("project", sample("project", 1))
    else:
        found_parents(kind)
    for other, row, state in before:
        enter(other, row)
        if state == "withdrawn":
            withdraw_code(other, row["code"])
    return request.param


def said(faults, code):
    """The words of the faults with this code, wherever they stand."""
    found = [fault for fault in faults if fault.code == code]
    return {
        (f.kind.why.format(**{**f.facts, "place": "…", "hint": ""}), f.kind.severity) for f in found
    }


@pytest.mark.parametrize("entered", TRIPS, indirect=True, ids=[f"{t[0]}-{t[1]}" for t in TRIPS])
def test_every_way_in_says_the_same(entered, tmp_path):
    _name, code, kind, rows, _before = entered
    from django.db import transaction

    told = {}
    for name, way in WAYS.items():
        with transaction.atomic():
            told[name] = said(way(kind, rows, tmp_path), code)
            transaction.set_rollback(True)
    assert told["workbook"], f"the rows do not trip {code}"
    typed = {"change set", "proposal"} if code in OF_TEXTS else set()
    others = {name: words for name, words in told.items() if name not in typed}
    assert {name: words for name, words in others.items() if words != told["workbook"]} == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
def test_every_way_in_takes_a_right_record(city, way, kind, tmp_path):
    row = sample(kind, 0)
    assert [f.text for f in WAYS[way](kind, [row], tmp_path) if not f.is_warning] == []


def test_every_check_of_the_ledger_is_tripped_here():
    assert declared() - {code for _name, code, *_rest in TRIPS} == set()


def test_what_a_row_cannot_say_is_no_check_of_rows():
    assert not NOT_OF_ROWS & declared()


#: What a feed's file can say wrong as a record's table can: code → (column, text, enterprise).
OF_FEEDS = {
    "CHK-001": {"revenue": "6亿"},
    "CHK-004": {"month": "banana"},
    "CHK-101": {"month": ""},
    "CHK-120": {"enterprise": "E99"},
}


@pytest.mark.parametrize("code", OF_FEEDS)
def test_a_feed_says_the_same_of_what_it_can_say_wrong(city, code, tmp_path):
    from tests.intake.ways_in import CLERK

    from chainchief.intake.feeds.taking import take_feed

    row = {"enterprise": "E01", "month": "2023-11", "revenue": "1", **OF_FEEDS[code]}
    file = tmp_path / "f.csv"
    lines = (",".join(row), ",".join(row.values()))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = take_feed("firm-month", file, viewer=CLERK, legal_basis="依据", dry_run=True)
    found = [fault.kind for fault in result.faults if fault.code == code]
    others = [fault.kind for way in WAYS.values() for fault in way(*_tripping(code), tmp_path)]
    assert found
    assert all(kind is found[0] for kind in others if kind.code == code)
    assert found[0] in others


def _tripping(code):
    """(kind, rows) that trip it in a table of records."""
    own = {
        "CHK-101": (P, [project(name="")]),
        "CHK-120": (P, [project(division="379999")]),
    }
    return own.get(code) or OWN[code][:2]
