"""A document is seen by who sees a record that names it, or added it, and named by no other."""

import pytest
from tests.access.cast import build_city
from tests.access.oracle import DECHENG, NINGJIN, holder
from tests.fixtures.viewers import holding, office

from chainchief.access.faults import NotAllowedError
from chainchief.ledger import changelog, evidence
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation, Revision, Withdrawal
from chainchief.ledger.exchange import export_kind
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.document.models import Document
from chainchief.ledger.kinds.furnished.models import FurnishedNumber
from chainchief.ledger.queries.history import versions_of
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation import RefusedError
from chainchief.search.finding import find

DOCUMENT = register_of("document")
COUNTY = holding("county", "德城", division=DECHENG)
OTHER = holding("county", "宁津", division=NINGJIN)


@pytest.fixture
def city(any_ledger):
    """Each difficulty of the cast is proved by a document of its own."""
    build_city()
    with changelog.acting("clerk", "proofs"):
        for row in Difficulty.objects.all():
            digest = row.code.encode().hex().ljust(64, "0")
            Document.objects.create(code=digest, name=f"{row.code}.pdf", size=1)
            Difficulty.objects.filter(pk=row.pk).update(document_id=digest, version=2)


def proofs(viewer, verb="see"):
    names = in_reach(viewer, DOCUMENT, verb).values_list("name", flat=True)
    return {name.removesuffix(".pdf") for name in names}


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        (office(), {"own", "sibling", "below", "above", "foreign", "none"}),
        (COUNTY, {"own", "below"}),
        (OTHER, {"sibling"}),
        (holder("chief"), {"own"}),
        (holder("task-force"), {"own"}),
        (holder("department"), {"own"}),
        (holder("firm"), {"own"}),
        (holder("bank"), set()),
        (holder("figure-provider"), set()),
        (holder("reader"), set()),
        (holder("audit-admin"), set()),
        (holding("county"), set()),
    ],
    ids=lambda value: value.name if hasattr(value, "held") else "",
)
def test_who_sees_the_record_sees_its_proof(city, viewer, seen):
    assert proofs(viewer) == seen


def test_who_may_change_the_record_may_change_its_proof_and_no_chief_may(city):
    assert proofs(COUNTY, "enter") == {"own", "below"}
    assert proofs(holder("task-force"), "enter") == {"own"}
    assert proofs(holder("chief"), "enter") == set()


def test_what_proves_something_of_others_as_well_is_seen_by_both_and_changed_by_neither(city):
    code = Difficulty.objects.get(code="own").document_id
    Difficulty.objects.filter(code="sibling").update(document_id=code, version=3)
    assert "own" in proofs(COUNTY)
    assert proofs(OTHER) == {"own"}
    assert proofs(COUNTY, "enter") == {"below"}
    row = Document.objects.get(code=code)
    for change in (
        Revision("document", row.uid, row.version, {"name": "新名"}),
        Withdrawal("document", row.uid, row.version),
    ):
        assert codes_of(change, COUNTY) == ["LED-060"]


def codes_of(change, viewer):
    with pytest.raises(RefusedError) as refused:
        apply_change_set(ChangeSet.of(change), viewer=viewer, reason="试")
    return [fault.code for fault in refused.value.faults]


def test_a_proof_that_is_named_no_more_is_seen_no_more(city):
    Difficulty.objects.filter(code="own").update(document_id=None, version=3)
    assert proofs(COUNTY) == {"below"}


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "许可.pdf"
    path.write_bytes(b"%PDF-1.4 proof")
    return path


@pytest.mark.parametrize(
    "viewer",
    [
        COUNTY,
        *(holder(role) for role in ("task-force", "department", "firm", "bank", "figure-provider")),
    ],
    ids=lambda viewer: viewer.name,
)
def test_whoever_enters_records_adds_proofs_and_sees_them_before_a_record_names_them(
    city, scan, viewer
):
    added = evidence.store(scan, viewer=viewer)
    assert in_reach(viewer, DOCUMENT).get(code=added.code).name == "许可.pdf"
    assert "许可" not in proofs(OTHER)
    assert [version.act for version in versions_of("document", added.uid, viewer)] == ["insert"]
    assert versions_of("document", added.uid, OTHER) == ()


@pytest.mark.parametrize("role", ["chief", "reader", "system-admin"])
def test_who_enters_no_record_adds_no_proof(city, scan, role):
    with pytest.raises(NotAllowedError):
        evidence.store(scan, viewer=holder(role))


def test_who_brings_the_same_content_sees_the_document_that_is_there(city, scan):
    first = evidence.store(scan, viewer=COUNTY)
    second = evidence.store(scan, viewer=OTHER)
    assert (first.pk, evidence.store(scan, viewer=OTHER).pk) == (second.pk, second.pk)
    assert "许可" in proofs(COUNTY)
    assert "许可" in proofs(OTHER)


def test_nobody_comes_to_see_a_proof_by_naming_it(city, scan):
    code = evidence.store(scan, viewer=OTHER).code
    row = Difficulty.objects.get(code="own")
    naming = Revision("difficulty", row.uid, row.version, {"document": code})
    unknown = Revision("difficulty", row.uid, row.version, {"document": "f" * 64})
    assert codes_of(naming, COUNTY) == codes_of(unknown, COUNTY)
    apply_change_set(ChangeSet.of(naming), viewer=office(), reason="市里补")
    assert "许可" in proofs(COUNTY)


def test_search_and_export_find_the_proofs_of_ones_own_alone(city, tmp_path):
    found = find("pdf", COUNTY).groups["other"].best
    assert {hit.name for hit in found if hit.kind == "document"} == {"own.pdf", "below.pdf"}
    export_kind("document", tmp_path / "o.csv", viewer=COUNTY)
    text = (tmp_path / "o.csv").read_text(encoding="utf-8-sig")
    assert "own.pdf" in text
    assert "sibling.pdf" not in text


def number(item, provider):
    return {
        "name": "在网用户",
        "item": item,
        "division": DECHENG,
        "month": "2023-11",
        "quantity": 3,
        "unit": "个",
        "office": "通信管理办公室",
        "provider": provider,
    }


def test_an_office_enters_and_sees_the_numbers_that_it_furnishes_with_their_letters(city, scan):
    provider = holder("figure-provider")
    letter = evidence.store(scan, viewer=provider)
    values = {**number("USERS", "ORG-1"), "document": letter.code}
    apply_change_set(
        ChangeSet.of(Creation("furnished_number", f"USERS/{DECHENG}/2023-11", values)),
        viewer=provider,
    )
    for item, of in (("POSTS", "ORG-2"), ("PLANTS", None)):
        new = Creation("furnished_number", f"{item}/{DECHENG}/2023-11", number(item, of))
        assert codes_of(new, provider) == ["LED-060"]
        apply_change_set(ChangeSet.of(new), viewer=office(), reason="代录")
    seen = in_reach(provider, register_of("furnished_number"))
    assert list(seen.values_list("item", flat=True)) == ["USERS"]
    row = FurnishedNumber.objects.get(item="USERS")
    away = Revision("furnished_number", row.uid, row.version, {"provider": "ORG-2"})
    assert codes_of(away, provider) == ["LED-061"]
    assert "许可" in proofs(provider)
    FurnishedNumber.objects.filter(pk=row.pk).update(provider_id="ORG-2", version=2)
    assert list(in_reach(provider, register_of("furnished_number"))) == []


def test_who_confirms_numbers_reads_the_letters_they_came_with_and_no_other_proof(city, scan):
    reviewer = holder("statistics-reviewer")
    assert proofs(reviewer) == set()
    letter = evidence.store(scan, viewer=office())
    assert proofs(reviewer) == set()
    values = {**number("USERS", "ORG-2"), "document": letter.code}
    new = Creation("furnished_number", f"USERS/{DECHENG}/2023-11", values)
    apply_change_set(ChangeSet.of(new), viewer=office(), reason="代录")
    assert proofs(reviewer) == {"许可"}
    assert [version.act for version in versions_of("document", letter.uid, reviewer)] == ["insert"]
    assert proofs(reviewer, "enter") == set()


def test_a_document_brought_without_its_file_is_not_seen_by_who_named_its_hash(city):
    new = Creation("document", "a" * 64, {"name": "别人的.pdf", "size": 1})
    apply_change_set(ChangeSet.of(new), viewer=COUNTY, reason="试")
    assert "别人的" not in proofs(COUNTY)
    row = Difficulty.objects.get(code="own")
    naming = Revision("difficulty", row.uid, row.version, {"document": "a" * 64})
    assert codes_of(naming, COUNTY) == ["CHK-120"]
