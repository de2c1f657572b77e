"""Keeping the triggers through migrations."""

from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate, pre_migrate


def connect(sender: AppConfig) -> None:
    """Called once, when the ledger's app is ready. Its turn comes after all tables are made."""
    pre_migrate.connect(_before, sender=sender, dispatch_uid="changelog.before")
    post_migrate.connect(_after, sender=sender, dispatch_uid="changelog.after")


def _before(plan: "list[Any]", **_more: object) -> None:
    from chainchief.ledger.changelog.triggers import making

    if plan and connection.vendor == "sqlite":
        making.uninstall()


def _after(**_more: object) -> None:
    from chainchief.ledger.changelog.triggers import making

    making.install()
