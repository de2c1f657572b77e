"""A small city with all that a backup holds, on both databases, and where to restore it."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from tests.briefing import ledger_city
from tests.fixtures.viewers import office

from chainchief.briefing.issue.issuing import issue
from chainchief.briefing.render.documents import render
from chainchief.care.backup.making import backup
from chainchief.care.restore.place import ledger_at
from chainchief.care.restore.restoring import key_for, restore
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.ledger import changelog, evidence

NOVEMBER = Month(2023, 11)


@dataclass(frozen=True)
class Installation:
    """A home folder and its database: "" for SQLite in that folder."""

    home: Path
    database: str


#: For tests of what differs between the databases; the others run on SQLite alone.
ON_BOTH = pytest.mark.parametrize(
    "city", ["ledger", pytest.param("postgres_ledger", marks=pytest.mark.postgres)], indirect=True
)


@pytest.fixture
def city(request, tmp_path) -> Installation:
    """A closed month, an issued document, evidence, a preset and settings."""
    ledger = request.getfixturevalue(getattr(request, "param", "ledger"))
    if ledger.url:
        furnish(ledger.home, tmp_path)
    else:
        shutil.copytree(request.getfixturevalue("furnished"), ledger.home, dirs_exist_ok=True)
    return Installation(ledger.home, ledger.url)


@pytest.fixture(scope="session")
def furnished(made_once, sqlite_template, tmp_path_factory, django_db_blocker) -> Path:
    """The city's home folder on SQLite, to be copied."""

    def make(home: Path) -> None:
        shutil.copytree(sqlite_template, home, dirs_exist_ok=True)
        with django_db_blocker.unblock(), ledger_at(home, ""):
            furnish(home, tmp_path_factory.mktemp("furnished"))
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return made_once("furnished", make)


def furnish(home, tmp_path):
    ledger_city.build()
    paper = tmp_path / "施工许可证.txt"
    paper.write_text("许可证", encoding="utf-8")
    evidence.store(paper, viewer=office("测试"))
    closing.close(NOVEMBER, viewer=office("王主任"), reason="月度关账")
    made = render("monthly-note", NOVEMBER, tmp_path / "note.docx")
    issue(made.path, NOVEMBER, viewer=office("王主任"))
    changelog.seal()
    (home / "presets").mkdir()
    (home / "presets" / "disclosure.yaml").write_text(
        "source: 本市\nversion: 1\nvalid_from: 2023-01-01\n"
        "threshold: 4\ndominant: 80\nmargin: 10\n",
        encoding="utf-8",
    )
    (home / "chainchief.toml").write_text(
        'actor = "王敏"\nsecret_key = "never-to-be-copied"\n', encoding="utf-8"
    )


@pytest.fixture
def target(city, request, tmp_path) -> Installation:
    """An empty place of the same kind as the city's."""
    database = request.getfixturevalue("empty_postgres") if city.database else ""
    return Installation(tmp_path / "restored", database)


@pytest.fixture
def archive(city, tmp_path) -> Path:
    return backup(tmp_path / "city.zip", viewer=office()).file


def restored(archive, target, **options):
    return restore(archive, target.home, key=key_for(None), database=target.database, **options)


def listing(folder: Path) -> dict[str, bytes]:
    """All files below a folder but those that SQLite keeps beside its own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("ledger.sqlite3")
    }


def environment(at: Installation) -> dict[str, str]:
    """For a program started on an installation."""
    return {**os.environ, "CHAINCHIEF_HOME": str(at.home), "CHAINCHIEF_DATABASE": at.database}
