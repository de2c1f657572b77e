"""Django's command, which makes the tables of an empty database in one go."""

from collections.abc import Mapping
from typing import Any

from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from chainchief.ledger.management import founding
from chainchief.ledger.management.autodetection import Autodetector

#: With one of these, steps are asked for, not just that the tables be there.
_OTHER_WISHES = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    autodetector = Autodetector

    def handle(self, *arguments: Any, **options: Any) -> None:
        if not self._founded(options):
            super().handle(*arguments, **options)

    def _founded(self, options: Mapping[str, Any]) -> bool:
        if any(options.get(wish) for wish in _OTHER_WISHES):
            return False
        connection = connections[options["database"]]
        connection.prepare_database()
        loader = MigrationLoader(connection)
        targets = loader.graph.leaf_nodes()
        if not founding.can_found(connection, loader, targets):
            return False
        founding.found(connection, loader, targets)
        emit_post_migrate_signal(
            options["verbosity"], options["interactive"], connection.alias, plan=[]
        )
        return True
