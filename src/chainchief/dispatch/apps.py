"""The room as a Django app."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from chainchief.ledger.changelog import Witness


class DispatchConfig(AppConfig):
    name = "chainchief.dispatch"
    label = "dispatch"

    def ready(self) -> None:
        from chainchief.ledger import changelog
        from chainchief.ledger.validation.locks import lock_by

        changelog.witness(_witnesses)
        lock_by(_locks)


def _witnesses() -> "Iterable[Witness]":
    """Loaded when asked: most commands never do."""
    from chainchief.dispatch.witnesses import witnesses

    return witnesses()


def _locks(kind: str, keys: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    from chainchief.dispatch.answers.locks import locks

    return locks(kind, keys)
