"""Files that come twice, come empty, or come back after their document was withdrawn."""

import pytest
from tests.fixtures.viewers import office
from tests.ledger.small_city import CLERK

from chainchief.core.faults import FaultsError
from chainchief.ledger import evidence
from chainchief.ledger.actions import reinstate, withdraw
from chainchief.ledger.kinds.document.models import Document

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def scan(tmp_path):
    file = tmp_path / "合同.pdf"
    file.write_bytes(b"contract")
    return file


def taken_back(document, version=1):
    return withdraw("document", document.uid, version, viewer=office(CLERK), reason="传错文件")


def test_the_first_name_of_a_content_stays_its_name(scan, tmp_path):
    other = tmp_path / "另一份.pdf"
    other.write_bytes(b"contract")
    evidence.store(scan, viewer=office(CLERK))
    assert evidence.store(other, viewer=office("另一人")).name == "合同.pdf"


def test_two_contents_under_one_name_are_two_documents(scan):
    first = evidence.store(scan, viewer=office(CLERK))
    scan.write_bytes(b"contract, second reading")
    second = evidence.store(scan, viewer=office(CLERK))
    assert first.code != second.code
    assert evidence.path_of(first.code).read_bytes() == b"contract"


def test_an_empty_file_is_kept_like_any_other(tmp_path):
    empty = tmp_path / "空"
    empty.touch()
    document = evidence.store(empty, viewer=office(CLERK))
    assert (document.size, document.media_type) == (0, "")
    assert evidence.verify() == []


def test_a_name_too_long_for_the_ledger_is_cut(scan):
    long = scan.with_name("a" * 230 + ".pdf")
    scan.rename(long)
    document = evidence.store(long, viewer=office(CLERK))
    assert document.name == "a" * 200
    assert document.media_type == "application/pdf"


def test_the_original_may_change_or_go_without_harm(scan):
    document = evidence.store(scan, viewer=office(CLERK))
    scan.write_bytes(b"forged")
    scan.unlink()
    assert evidence.path_of(document.code).read_bytes() == b"contract"
    assert evidence.verify() == []


def test_storing_again_puts_an_altered_file_right(scan):
    document = evidence.store(scan, viewer=office(CLERK))
    evidence.path_of(document.code).write_bytes(b"forged")
    assert evidence.store(scan, viewer=office(CLERK)).version == 1
    assert evidence.path_of(document.code).read_bytes() == b"contract"


def test_each_faulty_file_is_told_and_no_sound_one(scan, tmp_path):
    stored = [evidence.store(scan, viewer=office(CLERK))]
    for number in range(3):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"{number}")
        stored.append(evidence.store(file, viewer=office(CLERK)))
    evidence.path_of(stored[1].code).unlink()
    evidence.path_of(stored[2].code).write_text("x")
    told = {fault.code: fault.text for fault in evidence.verify()}
    assert set(told) == {"VER-040", "VER-041"}
    assert stored[1].code in told["VER-040"]
    assert stored[2].name in told["VER-041"]


def test_the_file_of_a_withdrawn_document_is_no_longer_asked_for(scan):
    document = evidence.store(scan, viewer=office(CLERK))
    taken_back(document)
    evidence.path_of(document.code).unlink()
    assert evidence.verify() == []


def test_the_content_of_a_withdrawn_document_is_not_taken_again_unseen(scan):
    taken_back(evidence.store(scan, viewer=office(CLERK)))
    with pytest.raises(FaultsError, match="传错文件") as refused:
        evidence.store(scan, viewer=office(CLERK))
    assert [fault.code for fault in refused.value.faults] == ["VER-042"]
    again = Document.objects.get()
    reinstate("document", again.uid, 2, viewer=office(CLERK), reason="核对无误")
    assert evidence.store(scan, viewer=office(CLERK)).version == 3


def test_a_file_that_changes_while_it_is_read_leaves_nothing_behind(scan, monkeypatch):
    hashes = iter(["0" * 64])
    honest = evidence.hash_of
    monkeypatch.setattr(evidence, "hash_of", lambda path: next(hashes, None) or honest(path))
    with pytest.raises(evidence.WrongUseError, match="合同"):
        evidence.store(scan, viewer=office(CLERK))
    assert list(evidence.path_of("0" * 64).parent.iterdir()) == []
    assert Document.objects.count() == 0
