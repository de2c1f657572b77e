"""Occasions of notices: grants, months, change sets, events. Each is told in its transaction."""

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_save

from chainchief.ledger import observers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chainchief.access.viewers import Viewer
    from chainchief.ledger.batch.models import ImportBatch
    from chainchief.ledger.validation import DraftRecord


def connect() -> None:
    """Called once, when the app is ready. What is needed beyond is loaded when it is needed."""
    observers.observe(_written)
    for model, receiver in {
        "access.Grant": _granted,
        "dispatch.Closing": _month_acted_on,
        "people.SecurityEvent": _event,
    }.items():
        post_save.connect(receiver, sender=model, dispatch_uid=f"notices.{model}")


def _written(
    viewer: "Viewer", changed: "Sequence[DraftRecord]", batch: "ImportBatch | None"
) -> None:
    from chainchief.people.notices import of_changes

    of_changes.tell(viewer, changed, batch)


def _granted(instance: Any, created: bool, raw: bool = False, **_more: object) -> None:
    from chainchief.people.notices import of_grants

    if not raw:
        of_grants.tell(instance, created)


def _month_acted_on(instance: Any, created: bool, raw: bool = False, **_more: object) -> None:
    from chainchief.people.notices import of_months

    if created and not raw:
        of_months.tell(instance.month, instance.state, instance.actor)


def _event(instance: Any, created: bool, raw: bool = False, **_more: object) -> None:
    from chainchief.people.notices import alarms

    if created and not raw:
        alarms.watch(instance)
