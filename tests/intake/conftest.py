"""The small city, and importing into it with the reading done in this process or in its own."""

import json

import pytest
from tests.fixtures.viewers import office
from tests.intake.records import KINDS, found_city_of


@pytest.fixture
def city(ledger_with, request):
    """A migrated SQLite ledger with a few records of the kinds that others refer to.

    A test that is made for each kind finds what rows of its kind refer to.
    """
    asked = getattr(request.node, "callspec", None)
    kind = asked.params.get("kind") if asked is not None else None
    return ledger_with(found_city_of, kind if kind in KINDS else None)


@pytest.fixture
def read_here(monkeypatch):
    """Read files in this process: the same lines through the same JSON, without the start-up."""
    from chainchief.intake.files import reading_process, sheets

    def run(_module, request):
        for line in reading_process.lines(request):
            yield json.loads(json.dumps(line, ensure_ascii=False))

    monkeypatch.setattr(sheets, "run_confined", run)


@pytest.fixture
def take(tmp_path):
    """`take(kind, path, …)`: import as the county clerk."""
    from chainchief.intake.importing import import_file

    def taken(kind, path, **options):
        return import_file(kind, path, viewer=office("县经办"), **options)

    return taken
