"""A month is closed once per revision, by someone, and what was closed stays."""

import datetime as dt
import threading

import pytest
from django.db import connection
from tests.fixtures.viewers import office

from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.errors import DispatchError
from chainchief.dispatch.models import Closing, State
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.snapshots import making
from chainchief.ledger import changelog
from chainchief.ledger.changelog.models import ChangeEvent


def rows(snapshot, table="project"):
    return snapshot.tables[table].rows


def test_closing_freezes_the_first_revision(write, act):
    write.project("P1")
    done = act.close("按时关账")
    assert (done.snapshot, done.revision, done.state) == ("2023-11r1", 1, State.CLOSED)
    assert (done.actor, done.reason) == ("市局", "按时关账")
    assert done.manifest == making.open_snapshot("2023-11r1").manifest_hash
    assert done.differences == {}


def test_a_closed_month_is_not_closed_again(write, act):
    act.close()
    with pytest.raises(DispatchError, match=r"2023-11r1.*chainchief reopen 2023-11"):
        act.close()
    assert making.frozen() == ["2023-11r1"]


def test_reopening_needs_a_reason_and_a_closed_month(write, act):
    with pytest.raises(DispatchError, match="2023年11月没有关账"):
        act.reopen()
    act.close()
    with pytest.raises(DispatchError, match="--reason"):
        act.reopen("  ")
    act.reopen()
    with pytest.raises(DispatchError):
        act.reopen()


def test_another_revision_follows_a_reopening(write, act):
    act.close()
    assert act.revise().snapshot == "2023-11r2"
    assert act.revise().snapshot == "2023-11r3"
    acts = Closing.objects.order_by("id").values_list("revision", "state")
    assert [f"{revision}{state}" for revision, state in acts] == [
        "1closed", "1reopened", "2closed", "2reopened", "3closed",
    ]  # fmt: skip


def test_months_are_closed_apart(write, act):
    act.close()
    other = closing.close(Month(2023, 10), viewer=office("市局"))
    assert other.snapshot == "2023-10r1"
    assert [each.month for each in closing.closed_months()] == ["2023-10", "2023-11"]


def test_a_late_record_changes_the_open_ledger_and_not_the_closed_month(write, act):
    write.project("P1")
    act.close()
    write.project("P2")
    assert rows(closing.snapshot_for(act.month)) == 1
    assert rows(closing.snapshot_for(act.month, "working")) == 2
    act.reopen()
    assert rows(closing.snapshot_for(act.month)) == 1
    act.close()
    assert rows(closing.snapshot_for(act.month)) == 2
    assert rows(closing.snapshot_for(act.month, "2023-11r1")) == 1


def test_a_month_that_was_never_closed_is_read_from_the_open_ledger(write, act):
    assert closing.snapshot_for(act.month).id == "working"


def test_an_unknown_snapshot_is_named_with_those_there_are(write, act):
    act.close()
    with pytest.raises(WrongUseError, match=r"2023-11r9.*2023-11r1"):
        closing.snapshot_for(act.month, "2023-11r9")


def test_freezing_without_closing_takes_the_next_label(write, act):
    assert closing.freeze_open(act.month).id == "2023-11s1"
    assert closing.freeze_open(act.month).id == "2023-11s2"
    assert closing.snapshot_for(act.month).id == "working"


def test_an_exchanged_manifest_is_refused(write, act, own_home):
    act.close()
    folder = own_home / "lake/manifests"
    write.project("P2")
    (folder / "2023-11r1.json").unlink()
    making.freeze("2023-11r1")
    with pytest.raises(AlteredFileError, match="2023-11r1"):
        closing.snapshot_for(act.month)


def test_a_snapshot_left_by_an_interrupted_closing_is_put_aside(write, act):
    changelog.seal()
    making.freeze("2023-11r1")
    write.project("P1")
    assert rows(closing.snapshot_for(act.month, act.close().snapshot)) == 1


def test_a_closing_that_fails_late_leaves_the_month_open(write, act, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Closing, "save", lambda self, **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            act.close()
    assert closing.latest_act(act.month) is None
    assert act.close().snapshot == "2023-11r1"


def test_a_closing_is_in_the_change_log_under_its_actor(write, act):
    act.close("按时关账")
    event = ChangeEvent.objects.filter(kind="dispatch.closing").get()
    assert (event.actor, event.reason, event.op) == ("市局", "按时关账", "insert")


def test_two_who_close_at_once_make_one_closing(write, act):
    outcomes = []

    def close():
        try:
            outcomes.append(act.close().snapshot)
        except DispatchError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=close) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["2023-11r1", "refused"]


def test_a_closing_takes_over_what_stands_from_the_last_one(written, act, monkeypatch):
    from chainchief.lake.snapshots import making

    before = act.close()
    bases = []
    freeze = making.freeze
    monkeypatch.setattr(
        making, "freeze", lambda label, base: bases.append(base) or freeze(label, base)
    )
    act.revise()
    assert [base.id for base in bases] == [before.snapshot]


def test_a_closing_takes_nothing_over_from_a_snapshot_that_was_exchanged(written, act, own_home):
    from chainchief.dispatch import closing
    from chainchief.lake.snapshots import making

    act.close()
    written.project("P1")
    (own_home / "lake/manifests/2023-11r1.json").unlink()
    assert closing._last_closed() is None
    making.freeze("2023-11r1")
    assert closing._last_closed() is None


def test_a_month_that_has_not_begun_is_not_closed(written, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2023, 11, 30))
    with pytest.raises(DispatchError, match="2023年12月还没有开始"):
        closing.close(Month(2023, 12), viewer=office("市局"))
    assert closing.close(Month(2023, 11), viewer=office("市局")).snapshot == "2023-11r1"


def test_a_ledger_without_units_has_no_month_to_close(ledger):
    with pytest.raises(DispatchError, match="CHAINCHIEF_HOME"):
        closing.close(Month(2023, 11), viewer=office("市局"))
    assert making.frozen() == []
    assert not Closing.objects.exists()
