"""The room as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "chainchief.web"
    label = "web"

    def ready(self) -> None:
        from chainchief.web.doors import replaced_ledger

        replaced_ledger.watch()

    def make_first_pages_ready(self) -> None:
        """Called where the pages are served: nobody waits for what the first of them all need."""
        from chainchief.web.figures.pages.warming import Warming

        Warming().start()
