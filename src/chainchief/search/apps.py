"""The room as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "chainchief.search"
    label = "search"

    def ready(self) -> None:
        post_migrate.connect(_after, sender=self, dispatch_uid="search.after")


def _after(**_more: Any) -> None:
    """The tables are there: what the migrations cannot make is made, an empty index is filled."""
    from chainchief.search.index.filling import prepare

    prepare()
