"""A page reads the ledger that is there, also where its file was replaced meanwhile."""

import shutil

from django.core.signals import request_started
from django.db import connection

from chainchief import settings
from chainchief.ledger import changelog
from chainchief.ledger.kinds.chain.models import Chain


def named(code):
    with changelog.acting("市工信局"):
        Chain.objects.create(code=code, name=code)


def test_a_page_after_the_file_was_replaced_reads_the_new_one(ledger, tmp_path):
    file = ledger.home / "ledger.sqlite3"
    named("OLD")
    connection.close()
    kept = shutil.copy(file, tmp_path / "kept.sqlite3")
    named("NEW")
    connection.close()
    file.replace(tmp_path / "newer.sqlite3")
    shutil.copy(kept, file)
    assert not Chain.objects.filter(code="NEW").exists()

    (tmp_path / "newer.sqlite3").replace(file)
    assert not Chain.objects.filter(code="NEW").exists()
    request_started.send(sender=None)
    assert Chain.objects.filter(code="NEW").exists()


def test_a_connection_to_the_same_file_is_kept(ledger):
    Chain.objects.exists()
    opened = connection.connection
    request_started.send(sender=None)
    assert connection.connection is opened


def test_connections_outlive_a_page(monkeypatch, tmp_path):
    monkeypatch.setenv("CHAINCHIEF_HOME", str(tmp_path))
    monkeypatch.delenv("CHAINCHIEF_DATABASE", raising=False)
    assert settings.database()["CONN_MAX_AGE"] > 0
