"""Django's command, which makes the tables of an empty database in one go."""

from collections.abc import Mapping
from typing import Any

from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from chainchief.core.faults import FaultsError
from chainchief.ledger.management import founding
from chainchief.ledger.management.autodetection import Autodetector
from chainchief.ledger.values import ConstrainValues
from chainchief.ledger.values.verification import kept_out

#: With one of these, steps are asked for, not just that the tables be there.
_OTHER_WISHES = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    autodetector = Autodetector

    def handle(self, *arguments: Any, **options: Any) -> None:
        if not self._founded(options):
            self._refuse_unfit_rows(options)
            super().handle(*arguments, **options)

    def _refuse_unfit_rows(self, options: Mapping[str, Any]) -> None:
        """Tell of rows that coming constraints keep out, while triggers and tables still stand.

        Where a step before may put the rows right, the step of the constraint itself looks.
        """
        executor = MigrationExecutor(connections[options["database"]])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        steps = [step for migration, _backwards in plan for step in migration.operations]
        if any(isinstance(step, ConstrainValues) for step in steps) and all(
            isinstance(step, founding.SHAPING) for step in steps
        ):
            faults = kept_out(executor.connection)
            if faults:
                raise FaultsError(faults)

    def _founded(self, options: Mapping[str, Any]) -> bool:
        if any(options.get(wish) for wish in _OTHER_WISHES):
            return False
        connection = connections[options["database"]]
        connection.prepare_database()
        loader = MigrationLoader(connection)
        targets = loader.graph.leaf_nodes()
        if not founding.can_create_tables(connection, loader, targets):
            return False
        founding.create_tables(connection, loader, targets)
        emit_post_migrate_signal(
            options["verbosity"], options["interactive"], connection.alias, plan=[]
        )
        return True
