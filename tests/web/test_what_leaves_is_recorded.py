"""Refusals and exports stand in the log; what cannot be recorded does not happen."""

import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.fixtures.accounts import PASSWORD, make_account, sign_in
from tests.fixtures.viewers import office
from tests.web.test_the_pages_of_documents_are_confirmed import OFFICE
from tests.web.test_the_pages_of_documents_in_the_making import draft
from tests.web.town import SOUTH

from chainchief.access import policy
from chainchief.access.viewers import HeldRole
from chainchief.chainmap.regions import Boundaries, UnitShape, keep
from chainchief.intake.feeds.taking import take_feed
from chainchief.people.events import EventKind, record
from chainchief.people.faults import NotRecordedError
from chainchief.people.models import SecurityEvent

__all__ = ["draft"]
MONTH = "month=2023-11"
COLLECTION = "0b1f1e3e-5d0c-4a53-8d0a-3f8d6a0f7c11"
VISIT, REWARDS = "1c2f1e3e-5d0c-4a53-8d0a-3f8d6a0f7c12", "2d3f1e3e-5d0c-4a53-8d0a-3f8d6a0f7c13"
#: Every download, as somebody may ask for it in the town; the policy table says which there are.
DOWNLOADS = {
    "receipt-csv": f"/figures/IND-PRJ-STARTED/records.csv?{MONTH}",
    "release-file": f"/release/press-release/draft.docx?{MONTH}",
    "indicator-table": f"/indicators/IND-PRJ-STARTED/table.csv?{MONTH}&table=months",
    "figure-collection-file": f"/collections/{COLLECTION}/table.xlsx?{MONTH}",
    "chain-map-file": "/chains/BIO/map/picture.svg",
    "chain-what-if-file": "/chains/BIO/what-if/picture.svg?firm=QY-0",
    "chain-lists-file": "/chains/BIO/lists/table.xlsx",
    "chain-regions-file": "/chains/BIO/regions/picture.svg",
    "chain-roadmap-file": "/chains/BIO/roadmaps/technology.svg",
    "burden-file": f"/dispatch/burden.xlsx?{MONTH}",
    "record-file": "/records/project/table.csv",
    "issued-file": None,
    "audit-file": "/audit/log.xlsx",
    "grant-review-file": "/grants/review/table.xlsx",
    "workshop-file": "/workshop/adopted.yaml",
    "meeting-pack-file": "/meetings/pack/BIO/pack.docx",
    "visit-dossier-file": f"/visits/{VISIT}/brief/paper.docx",
    "reward-list-file": f"/desk/policies/lists/{REWARDS}/list.docx",
    "draft-file": "DRAFT/draft.docx",
    "draft-sheet-to-sign": "DRAFT/verification.docx",
    "draft-scan": "DRAFT/scans/SCAN/",
}
#: What somebody signed on paper.
SIGNED = b"%PDF-1.4 signed"
#: Who may take what not everybody in the office may.
ROLES = {"/audit/": "audit-admin", "/grants/": "security-admin"}


def events(kind):
    return list(SecurityEvent.objects.filter(event=kind).order_by("pk"))


def break_the_log():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON people_securityevent"
            " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )


def test_every_route_that_exports_is_in_this_test():
    table = policy.table().routes
    exporting = {
        name for name, ways in table.items() if any(w.verb == "export" for w in ways.values())
    }
    assert exporting == set(DOWNLOADS)


@pytest.fixture
def issued(in_town):
    """An issued document in the town, its file in the store."""
    import datetime as dt

    from chainchief.briefing.issue.issuing import path_of
    from chainchief.briefing.models import IssuedDocument
    from chainchief.ledger import changelog

    content = b"a document"
    digest = hashlib.sha256(content).hexdigest()
    path_of(digest).parent.mkdir(parents=True, exist_ok=True)
    path_of(digest).write_bytes(content)
    with changelog.acting("测试", "测试"):
        IssuedDocument.objects.create(
            sha256=digest,
            name="发布.docx",
            size=len(content),
            month="2023-11",
            snapshot="2023-11r1",
            issued_at=dt.datetime.now(dt.UTC),
            issued_by="测试",
        )
    return f"/issued/{digest}/file.docx"


@pytest.fixture
def collected(in_town):
    """A collection of one figure."""
    import datetime as dt

    from chainchief.web.figures.models import FigureCollection

    FigureCollection.objects.create(
        uid=COLLECTION,
        owner="某人",
        name="例会用数",
        entries=[["IND-PRJ-STARTED", "", ""]],
        changed_at=dt.datetime.now(dt.UTC),
    )


@pytest.fixture
def at_the_desk(in_town):
    """A visit, and a list of rewards on which nobody stands."""
    import datetime as dt

    from chainchief.ledger import changelog
    from chainchief.ledger.kinds.reward.models import Policy
    from chainchief.ledger.kinds.reward_list.models import RewardList
    from chainchief.ledger.kinds.visit.models import Visit

    day = dt.date(2023, 11, 8)
    with changelog.acting("测试", "测试"):
        Visit.objects.create(
            uid=VISIT,
            code="HD-9",
            name="走访",
            form="local",
            chain_id="BIO",
            division_id=SOUTH,
            led_by="chief",
            occurred_on=day,
            reported_on=day,
        )
        Policy.objects.create(code="ZC-9", name="奖补政策")
        RewardList.objects.create(
            uid=REWARDS,
            code="ZC-9/2023/1",
            policy_id="ZC-9",
            year=2023,
            round=1,
            month="2023-11",
            computed_on=day,
        )


@pytest.fixture
def signed(draft, reader):
    """A draft of which an office has signed on paper; its address."""
    scan = SimpleUploadedFile("核实单.pdf", SIGNED)
    told = {"office": OFFICE, "act": "on-paper", "by": "王科长", "on": "2023-11-30", "scan": scan}
    assert reader.post(f"{draft}verification/", told).status_code == 303
    return draft


@pytest.fixture
def address(request, issued, collected, at_the_desk, tmp_path):
    address = DOWNLOADS[request.param] or issued
    if "/regions/" in address:
        triangle = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
        keep(Boundaries((UnitShape(SOUTH, ((triangle,),)),)))
    if "/what-if/" in address:
        feed = tmp_path / "links.csv"
        feed.write_text(
            "supplier,supplier_name,buyer,buyer_name,year,amount\nQY-0,,QY-1,,2023,10\n",
            encoding="utf-8",
        )
        taken = take_feed("supply-link", feed, viewer=office("统计科"), legal_basis="协议")
        assert not taken.faults
    if not address.startswith("DRAFT"):
        return address
    begun = request.getfixturevalue("signed")
    scan = hashlib.sha256(SIGNED).hexdigest()
    return address.replace("DRAFT/", begun).replace("SCAN", scan)


def role_for(address):
    begun = (role for beginning, role in ROLES.items() if address.startswith(beginning))
    return next(begun, "chain-office")


@pytest.mark.parametrize("address", sorted(DOWNLOADS), indirect=True)
def test_each_download_is_one_event_with_the_hash_of_what_left(address, client):
    who = sign_in(client, role_for(address))
    answer = client.get(address, REMOTE_ADDR="10.1.1.5")
    assert answer.status_code == 200
    kind = EventKind.AUDIT_EXPORTED if address.startswith("/audit/") else EventKind.EXPORTED
    (event,) = events(kind)
    facts = json.loads(event.facts)
    assert facts["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert (event.account, event.address, event.succeeded) == (who.username, "10.1.1.5", True)


@pytest.mark.parametrize("address", sorted(DOWNLOADS), indirect=True)
def test_without_a_log_no_file_leaves(address, client):
    sign_in(client, role_for(address))
    break_the_log()
    answer = client.get(address)
    assert answer.status_code == 503
    assert "Content-Disposition" not in answer.headers
    assert "审计事件" in answer.content.decode()


def test_what_was_looked_for_is_not_in_the_event(reader):
    reader.get("/records/project/table.csv?words=机密项目")
    (event,) = events(EventKind.EXPORTED)
    assert "机密项目" not in event.facts + event.subject


def test_a_page_or_a_refused_download_is_no_export(reader):
    reader.get("/records/project/")
    assert reader.get("/records/project/table.pdf").status_code == 404
    assert events(EventKind.EXPORTED) == []


def test_without_a_log_nobody_gets_in(in_town, client):
    make_account("甲", HeldRole("reader"), password=PASSWORD)
    break_the_log()
    answer = client.post("/log-in/", {"username": "甲", "password": PASSWORD})
    assert answer.status_code == 503
    assert client.get("/records/").status_code == 303


def test_without_a_log_nothing_is_verified(in_town, client):
    sign_in(client, "audit-admin")
    break_the_log()
    client.raise_request_exception = False
    assert client.post("/audit/seals/").status_code == 503


def test_without_a_log_a_refusal_is_one_all_the_same(in_town, client):
    sign_in(client, "reader")
    break_the_log()
    answer = client.get("/figures/")
    assert answer.status_code == 503


def test_a_write_that_belongs_to_an_event_is_taken_back_with_it(ledger):
    from chainchief.access.models import Account
    from chainchief.ledger import changelog

    break_the_log()

    def make():
        with changelog.acting("安全管理员", "授权"):
            Account.objects.create(username="乙")
            record(EventKind.ACCOUNT_CREATED, "安全管理员", subject="乙")

    with pytest.raises(NotRecordedError):
        make()
    assert not Account.objects.filter(username="乙").exists()


def test_a_refused_page_is_recorded_with_who_and_what(in_town, client):
    who = sign_in(client, "bank", organisation="BANK")
    assert client.get("/figures/", REMOTE_ADDR="10.1.1.5").status_code == 403
    (event,) = events(EventKind.REFUSED)
    assert (event.account, event.address, event.succeeded) == (who.username, "10.1.1.5", False)
    assert event.subject == "figures"
    assert json.loads(event.facts)["status"] == 403


def test_a_record_out_of_reach_and_one_that_is_none_are_recorded_alike(in_town, client):
    import uuid

    from chainchief.ledger.kinds.project.models import Project

    sign_in(client, "county", division="990199")
    foreign = Project.objects.first().uid
    answers = [client.get(f"/records/project/{uid}/") for uid in (foreign, uuid.uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert [event.subject for event in events(EventKind.REFUSED)] == ["record project"] * 2


@pytest.mark.parametrize("address", ["/nowhere/", "/figures/IND-NO/", "/records/nothing/"])
def test_a_stray_address_is_no_refusal(reader, address):
    assert reader.get(address).status_code == 404
    assert events(EventKind.REFUSED) == []


def test_line_breaks_and_huge_values_are_inert(any_ledger):
    evil = "王\r\n2026-01-01 敏 logged in\x1b[2J\u202e\ud800\0"
    record(
        EventKind.REFUSED,
        evil,
        subject=evil * 100_000,
        facts={"path": evil * 100_000, evil: 1, **{str(n): n for n in range(1000)}},
    )
    event = SecurityEvent.objects.get()
    for text in (event.account, event.subject, event.facts):
        assert text.isprintable()
        assert len(text) < 8_000
    assert "\\r\\n" in event.account
    assert json.loads(event.facts)["path"].startswith("王\\r\\n")


def test_an_evil_path_is_one_line_of_the_list(in_town, client):
    sign_in(client, "bank", organisation="BANK")
    client.get("/figures/IND-%0d%0aFORGED%1b/?" + MONTH)
    sign_in(client, "audit-admin")
    text = client.get("/audit/log.csv").content.decode("utf-8-sig")
    assert len([line for line in text.splitlines() if "FORGED" in line]) == 1
    assert "\x1b" not in text
