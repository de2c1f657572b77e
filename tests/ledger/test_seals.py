"""The log is sealed in batches; the key and the head stand outside the database."""

import stat

import pytest
from django.db import transaction
from tests.ledger.small_city import GROUND, project, write
from tests.ledger.tampering import sql, triggers_off

from chainchief.core.faults import FaultsError
from chainchief.ledger import changelog
from chainchief.ledger.changelog.models import Seal
from chainchief.ledger.changelog.seals import keys

pytestmark = pytest.mark.usefixtures("any_ledger")


def test_an_empty_log_needs_no_seal():
    assert changelog.seal() is None
    assert changelog.verify() == []


def test_a_seal_covers_what_came_since_the_one_before():
    write(*GROUND)
    first = changelog.seal()
    write(project("P0001"), project("P0002"))
    second = changelog.seal()
    assert (first.first_event, first.last_event, first.events) == (1, 6, 6)
    assert (second.first_event, second.last_event, second.events) == (7, 8, 2)
    assert second.previous == first.mac != second.mac
    assert changelog.seal() is None


def test_the_key_is_its_owners_alone_and_stays_the_same(own_home):
    write(*GROUND)
    changelog.seal()
    key = own_home / "keys" / "changelog.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_text()
    write(project("P0001"))
    changelog.seal()
    assert key.read_text() == before
    assert len(bytes.fromhex(before)) == 32


def test_the_head_follows_the_last_seal():
    write(*GROUND)
    seal = changelog.seal()
    assert keys.read_head() == keys.SealHead(seal.pk, seal.last_event, seal.mac)


def test_a_seal_whose_head_was_not_written_any_more_is_no_fault():
    write(*GROUND)
    changelog.seal()
    older = keys.head_file().read_bytes()
    write(project("P0001"))
    changelog.seal()
    keys.head_file().write_bytes(older)
    assert changelog.verify() == []
    write(project("P0002"))
    assert changelog.seal().events == 1


class Stopped(BaseException):
    """Stands in for a program that is killed at this point."""


def test_whoever_is_stopped_before_the_first_head_can_go_on(monkeypatch):
    """The first seal is in the database, and its head was never written."""
    write(*GROUND)
    written = keys.write_head

    def only_the_beginning(head):
        if head != keys.BEFORE_THE_FIRST:
            raise Stopped
        written(head)

    with monkeypatch.context() as patch:
        patch.setattr(keys, "write_head", only_the_beginning)
        with pytest.raises(Stopped):
            changelog.seal()
    assert Seal.objects.count() == 1
    assert changelog.verify() == []
    write(project("P0001"))
    assert changelog.seal().events == 1
    assert changelog.verify() == []


def test_whoever_is_stopped_while_the_key_is_made_leaves_no_half_key(monkeypatch):
    def stop(_source, _target):
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(keys.os, "link", stop)
        with pytest.raises(Stopped):
            write(*GROUND)
    assert not keys.key_file().exists()
    assert changelog.position() == 0
    write(*GROUND)
    assert changelog.seal() is not None
    assert changelog.verify() == []


def test_a_cut_log_is_not_sealed_over():
    write(*GROUND)
    changelog.seal()
    with triggers_off("ledger_seal"):
        sql("DELETE FROM ledger_seal")
    with pytest.raises(FaultsError) as refusal:
        changelog.seal()
    assert [fault.code for fault in refusal.value.faults] == ["VER-011"]


def test_without_the_head_nothing_is_sealed():
    write(*GROUND)
    changelog.seal()
    keys.head_file().unlink()
    write(project("P0001"))
    with pytest.raises(FaultsError):
        changelog.seal()
    assert Seal.objects.count() == 1


def test_without_the_key_nothing_is_written_or_sealed_and_with_it_again_all_is_well():
    write(*GROUND)
    changelog.seal()
    key = keys.key_file().read_text()
    keys.key_file().unlink()
    for work in (changelog.seal, lambda: write(project("P0001"))):
        with pytest.raises(FaultsError) as refusal:
            work()
        assert [fault.code for fault in refusal.value.faults] == ["VER-013"]
    assert not keys.key_file().exists()
    keys.key_file().write_text(key)
    write(project("P0001"))
    assert changelog.seal().events == 1
    assert changelog.verify() == []


def test_a_key_that_cannot_be_read_is_not_replaced():
    keys.key_file().parent.mkdir(exist_ok=True)
    keys.key_file().write_text("no key")
    with pytest.raises(FaultsError):
        write(*GROUND)
    assert keys.key_file().read_text() == "no key"


def test_it_is_called_outside_of_transactions():
    with pytest.raises(RuntimeError), transaction.atomic():
        changelog.seal()


def test_a_damaged_head_counts_as_missing():
    write(*GROUND)
    changelog.seal()
    keys.head_file().write_text("{")
    assert [fault.code for fault in changelog.verify()] == ["VER-012"]
