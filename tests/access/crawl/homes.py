"""The marked city, built once for the tests of a file, and walks in it."""

import shutil
from contextlib import contextmanager

import pytest
from django.test import Client
from tests.access.crawl.canaries import build
from tests.access.crawl.walking import Walker
from tests.access.oracle import MAY
from tests.fixtures.ledgers import _postgres, _sqlite, pointed_at, postgres_copy

ROLES = tuple(role for role in MAY if role != "machine-admin")
QUICK = ["tests.fixtures.accounts.QuickArgon2"]


@contextmanager
def marked_home(home, template, blocker):
    """The city in a home folder of its own, as what Django points at; nobody changes it."""
    shutil.copytree(template, home)
    with _pointed_at(_sqlite(home), blocker, CHAINCHIEF_HOME=str(home)):
        yield build()


@contextmanager
def marked_database(home, server, template, blocker):
    """The same on PostgreSQL, and the address of the database; built once for all who walk."""
    folder, name = template
    shutil.copytree(folder, home)
    with postgres_copy(server, name) as url:
        names = {"CHAINCHIEF_HOME": str(home), "CHAINCHIEF_DATABASE": url}
        with _pointed_at(_postgres(url), blocker, **names):
            yield build(), url


@contextmanager
def _pointed_at(database, blocker, **names):
    from django.test import override_settings

    with (
        pytest.MonkeyPatch.context() as patch,
        blocker.unblock(),
        pointed_at(database),
        override_settings(PASSWORD_HASHERS=QUICK),
    ):
        for name, value in names.items():
            patch.setenv(name, value)
        yield


def walked(city, role, *, most=1, whole=False):
    """All that somebody in the role comes by, and what is said to questions about others'."""
    walker = Walker(Client(), role, city, most=most, whole=whole)
    walker.enter()
    walker.go("/")
    walker.probe()
    return walker


def told(walker):
    """What got out, in words: where, and what it is."""
    known = {uid: f"{record.kind}/{record.place}" for uid, record in walker.known.items()}
    return [
        f"{address}: {walker.city.meanings.get(what) or known[what]}"
        for address, what in walker.walk.leaks
    ]
