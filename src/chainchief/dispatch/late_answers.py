"""The ledger as a late answer would leave it, for as long as somebody looks."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.dispatch.closing import MONTHS
from chainchief.dispatch.models import Request
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_proposal


@contextmanager
def as_if_approved(request: Request, *, viewer: Viewer) -> Iterator[None]:
    """Ledger with the answer written as the bureau would write it; afterwards it never was.

    Raises `RefusedError` or `StaleVersionError` where the ledger refuses it by now.
    """
    policy.require(viewer, "approve", MONTHS)
    with transaction.atomic():
        if request.proposal is not None:
            with changelog.acting(viewer.signature, "as if approved"):
                apply_proposal(request.proposal, viewer=viewer, reason="as if approved")
        yield
        transaction.set_rollback(True)
