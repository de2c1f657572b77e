"""A snapshot takes over what nothing happened to, and is what it would be if it did not."""

import datetime as dt

import pyarrow as pa
import pytest
from django.db import transaction
from tests.fixtures.viewers import office
from tests.ledger.tampering import sql

from chainchief.core.spans import Month
from chainchief.lake import store
from chainchief.lake.feeds import batches
from chainchief.lake.feeds.batches import Arrival
from chainchief.lake.feeds.declared import FEEDS
from chainchief.lake.snapshots import making
from chainchief.lake.tables.building import all_parts
from chainchief.ledger.changelog import watched
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.project.models import Project, ProjectShare, ProjectStage

WITHDRAWN = {"withdrawn_on": dt.date(2023, 12, 1), "withdrawn_reason": "误报"}


def revise(model, code, **values):
    model.objects.filter(code=code).update(**values, version=2)


#: What a ledger can go through, in an order in which each is possible.
STEPS = {
    "nothing": lambda write: None,
    "a project": lambda write: (write.project("P1"), write.project("P2", "371403")),
    "its start": lambda write: (write.stage("P1"), write.stage("P2")),
    "its report": lambda write: (write.report("P1", funds_recognised=101), write.report("P2")),
    "a listing": lambda write: write.listing("P1", "TECH"),
    "a share": lambda write: write.share("P1", "371403", 30),
    "the share withdrawn": lambda write: revise(ProjectShare, "P1/371403", **WITHDRAWN),
    "a duplicate": lambda write: revise(Project, "P2", duplicate_of_id="P1"),
    "a start withdrawn": lambda write: revise(ProjectStage, "P2/started/371402", **WITHDRAWN),
    "the project named anew": lambda write: revise(Project, "P1", name="更名"),
    "a chain that is no landmark": lambda write: revise(Chain, "NEWIT", landmark_to="2023-05-01"),
    "a unit moved": lambda write: revise(Division, "371403", parent_id="371402"),
}


def test_it_is_the_snapshot_that_would_be_made_anew(write):
    base = making.freeze("s")
    for number, happens in enumerate(STEPS.values()):
        happens(write)
        base = making.freeze(f"s{number}", base)
        assert base.tables == making.freeze(f"t{number}").tables


@pytest.fixture
def made(written, monkeypatch):
    """The names of the tables that were made, in a list that grows."""
    written.project("P1")
    written.stage("P1")
    names = []

    def counted():
        for part in all_parts():
            yield type(part)(part.name, part.reads, lambda part=part: told(part))

    def told(part):
        names.append(part.name)
        return part.make()

    monkeypatch.setattr(making, "all_parts", counted)
    return names


def anew(made, base):
    made.clear()
    making.freeze(f"s{len(making.frozen())}", base)
    return sorted(made)


@pytest.fixture
def base(made):
    return making.freeze("base")


def everything():
    return sorted(part.name for part in all_parts())


def test_without_an_event_nothing_is_made(made, base):
    assert anew(made, base) == []


def test_only_what_reads_the_table_of_an_event_is_made(made, base, written):
    written.stage("P1", "completed")
    assert anew(made, base) == ["project_stage"]


def test_what_reads_it_through_another_is_made_too(made, base):
    revise(Chain, "NEWIT", name="新名")
    assert anew(made, base) == ["chain", "platform_chain"]


def test_a_base_of_another_shape_is_no_base(made, base, monkeypatch):
    monkeypatch.setattr(making, "shape", lambda: "another")
    assert anew(made, base) == everything()


def test_a_damaged_file_is_written_anew(made, base):
    path = store.path_of(base.tables["project"].sha256)
    path.write_bytes(b"")
    assert "project" in anew(made, base)
    assert store.is_intact(base.tables["project"].sha256, afresh=True)


def test_a_log_that_had_other_events_is_not_that_of_the_base(made, base):
    """As when the ledger is an older copy that went on in its own way."""
    from dataclasses import replace

    assert anew(made, replace(base, events=base.events + 1)) == everything()


def test_an_event_of_a_kind_that_nobody_knows_makes_everything_anew(made, base):
    sql(
        "INSERT INTO ledger_changeevent (at, actor, reason, writing, op, kind, uid, version)"
        " VALUES ('2023-12-01', 'x', '', '', 'insert', 'unheard-of', 'U', 1)"
    )
    assert anew(made, base) == everything()


def test_inside_a_transaction_nothing_is_taken_over(made, base):
    with transaction.atomic():
        assert anew(made, base) == everything()


def test_every_table_reads_what_the_change_log_watches(ledger):
    """A table that read anything else would be made anew for ever."""
    known = {table.name for table in watched()} | {f"lake_feedbatch/{name}" for name in FEEDS}
    assert [part.name for part in all_parts() if not part.reads or not part.reads <= known] == []


def batch(feed, **columns):
    schema = batches.schema_of(feed)
    rows = {name: columns.get(name, [None]) for name in schema.names}
    table = pa.table({n: pa.array(v, schema.field(n).type) for n, v in rows.items()}, schema)
    return batches.keep(feed, table, Arrival("f.csv", "", "依据", "演示", office("市局")))


def test_a_batch_of_one_feed_leaves_the_other_alone(made, written):
    Enterprise.objects.create(code="E1", name="甲", division_id="371402")
    base = making.freeze("base")
    batch(FEEDS["firm-month"], enterprise=["E1"], month=[str(Month(2023, 1))], revenue=[7])
    assert anew(made, base) == ["firm_month"]
    batches.withdraw(FEEDS["firm-month"], 1, viewer=office("市局"), reason="重报")
    assert anew(made, base) == ["firm_month"]


def test_a_table_taken_over_is_young_again(made, base):
    """Else it might be swept away before the new manifest names it."""
    import os

    path = store.path_of(base.tables["project"].sha256)
    os.utime(path, (1, 1))
    anew(made, base)
    assert path.stat().st_mtime > 1
