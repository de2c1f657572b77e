"""What a query says of grants on a day, a grant says of itself."""

import datetime as dt
import itertools

import pytest

from chainchief.access.models import Account, Decision, Grant

DAY = dt.date(2023, 11, 30)
NEXT, BEFORE = DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=1)


@pytest.fixture
def every_kind(ledger):
    """Each decision, revoked or not, begun and ended before, on and after the day, or never."""
    account = Account.objects.create(username="zhou")
    revoked = (None, dt.datetime(2023, 11, 1, tzinfo=dt.UTC))
    begins, ends = (BEFORE, DAY, NEXT), (None, BEFORE, DAY, NEXT)
    Grant.objects.bulk_create(
        Grant(account=account, decision=how, revoked_at=at, valid_from=since, valid_to=until)
        for how, at, since, until in itertools.product(Decision.values, revoked, begins, ends)
    )
    return list(Grant.objects.all())


@pytest.mark.parametrize("of_all", ["in_force", "not_over"])
def test_a_grant_says_of_itself_what_the_query_says(every_kind, of_all):
    def of_one(grant):
        return grant.is_in_force(DAY) if of_all == "in_force" else not grant.is_over(DAY)

    found = set(getattr(Grant.objects, of_all)(DAY))
    assert found == {grant for grant in every_kind if of_one(grant)}
    assert 0 < len(found) < len(every_kind) == 72
