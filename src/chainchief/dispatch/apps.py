"""The room as a Django app."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from chainchief.ledger.changelog import Witness


class DispatchConfig(AppConfig):
    name = "chainchief.dispatch"
    label = "dispatch"

    def ready(self) -> None:
        from chainchief.ledger import changelog

        changelog.witness(_witnesses)


def _witnesses() -> "Iterable[Witness]":
    """Loaded when asked: most commands never do."""
    from chainchief.dispatch.witnesses import witnesses

    return witnesses()
