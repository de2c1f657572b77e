"""conftest-like: print all leaks of some roles."""

import collections
import os

import pytest
from tests.access.crawl.homes import marked_home, told, walked


@pytest.fixture(scope="module")
def marked(sqlite_template, tmp_path_factory, django_db_blocker):
    home = tmp_path_factory.mktemp("marked") / "home"
    with marked_home(home, sqlite_template, django_db_blocker) as built:
        yield home, built


def test_x(marked, monkeypatch):
    home, built = marked
    monkeypatch.setenv("CHAINCHIEF_HOME", str(home))
    for role in os.environ["ROLES"].split():
        w = walked(
            built, role, most=int(os.environ.get("MOST", "1")), whole=bool(os.environ.get("WHOLE"))
        )
        c = collections.Counter()
        for t in told(w):
            a, _, m = t.partition(": ")
            c[a.split("?")[0], m] += 1
        with open(os.environ["INSTANT"], "a") as f:
            print("==", role, w.walk.asked, len(w.walk.leaks), w.walk.failed, file=f)
            for k, n in c.items():
                print(n, *k, file=f)
