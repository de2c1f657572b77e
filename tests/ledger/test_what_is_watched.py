"""Every record and what else may not change unseen is under watch, other rooms' models included."""

import pytest
from django.apps import apps

from chainchief.ledger.bases import Record
from chainchief.ledger.changelog import watched
from chainchief.ledger.changelog.triggers import making
from chainchief.ledger.registers import all_registers


def test_every_kind_of_record_is_watched():
    assert set(all_registers()) <= {table.kind for table in watched()}
    assert {model for model in apps.get_models() if issubclass(model, Record)} <= {
        table.model for table in watched()
    }


@pytest.mark.parametrize(
    "label",
    [
        "ledger.ImportBatch",
        "access.Grant",
        "dispatch.Closing",
        "briefing.IssuedDocument",
        "briefing.IssuedFigure",
    ],
)
def test_batches_grants_closings_and_issued_documents_are_watched(label):
    assert apps.get_model(label) in {table.model for table in watched()}


def test_every_watched_table_has_its_triggers(any_ledger):
    standing = making.dialect().installed()
    assert making.expected() == {name: standing[name] for name in making.expected()}
    assert {trigger.table for trigger in standing.values()} >= {t.name for t in watched()}


def test_kinds_in_the_log_are_short_enough_for_their_column():
    assert all(len(table.kind) <= 60 for table in watched())
