"""The office of these tests."""

import pytest
from tests.people import offices


@pytest.fixture
def office(ledger):
    """A ledger with two units and the three administrators."""
    return offices.open_office()
