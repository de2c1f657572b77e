"""The small ledger of the lake's tests, and a month to close."""

import pytest
from tests.fixtures.viewers import office
from tests.lake.conftest import Write, small

from chainchief.core.spans import Month

NOVEMBER = Month(2023, 11)


@pytest.fixture
def write(any_ledger):
    return small(Write())


@pytest.fixture
def written(ledger):
    return small(Write())


@pytest.fixture
def act():
    """Close and reopen November as the city's clerk."""
    from chainchief.dispatch import closing

    class Act:
        month = NOVEMBER

        def close(self, reason=""):
            return closing.close(NOVEMBER, viewer=office("市局"), reason=reason)

        def reopen(self, reason="更正"):
            return closing.reopen(NOVEMBER, viewer=office("市局"), reason=reason)

        def revise(self):
            self.reopen()
            return self.close()

    return Act()
