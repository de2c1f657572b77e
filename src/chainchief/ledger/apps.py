"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "chainchief.ledger"
    label = "ledger"

    def ready(self) -> None:
        from chainchief.ledger.changelog.triggers import signals

        signals.connect(self)
