"""A file is kept by the hash of its content, once, and a change of it is found."""

import hashlib

import pytest
from tests.fixtures.viewers import office
from tests.ledger.small_city import CLERK

from chainchief.core.errors import WrongUseError
from chainchief.ledger import evidence
from chainchief.ledger.kinds.document.models import Document

pytestmark = pytest.mark.usefixtures("any_ledger")


@pytest.fixture
def scan(tmp_path):
    file = tmp_path / "开工许可.pdf"
    file.write_bytes(b"%PDF-1.7 scan")
    return file


def test_the_code_of_a_document_is_the_hash_of_its_file(scan, own_home):
    document = evidence.store(scan, viewer=office(CLERK))
    digest = hashlib.sha256(b"%PDF-1.7 scan").hexdigest()
    assert (document.code, document.name, document.size) == (digest, "开工许可.pdf", 13)
    assert document.media_type == "application/pdf"
    kept = own_home / "evidence" / digest[:2] / digest
    assert kept.read_bytes() == b"%PDF-1.7 scan"
    assert [each.name for each in kept.parent.iterdir()] == [digest]


def test_the_same_content_is_kept_once(scan, tmp_path):
    again = tmp_path / "副本.pdf"
    again.write_bytes(scan.read_bytes())
    assert evidence.store(scan, viewer=office(CLERK)) == evidence.store(again, viewer=office(CLERK))
    assert Document.objects.count() == 1


def test_an_untouched_store_has_no_fault(scan):
    evidence.store(scan, viewer=office(CLERK))
    assert evidence.verify() == []


def test_an_altered_file_and_a_missing_one_are_found_and_mended(scan):
    document = evidence.store(scan, viewer=office(CLERK))
    kept = evidence.path_of(document.code)
    kept.write_bytes(b"%PDF-1.7 forged")
    assert [fault.code for fault in evidence.verify()] == ["VER-041"]
    kept.unlink()
    assert [fault.code for fault in evidence.verify()] == ["VER-040"]
    evidence.store(scan, viewer=office(CLERK))
    assert evidence.verify() == []


def test_what_is_no_file_is_wrong_use(tmp_path):
    with pytest.raises(WrongUseError):
        evidence.store(tmp_path, viewer=office(CLERK))
