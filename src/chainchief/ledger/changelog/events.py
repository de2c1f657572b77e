"""Reading the change log."""

from django.db.models import Max

from chainchief.ledger.changelog.models import ChangeEvent


def position() -> int:
    """The id of the last event, 0 for an empty log: what the ledger was like when it was read."""
    last: int | None = ChangeEvent.objects.aggregate(last=Max("id"))["last"]
    return last or 0
