"""How far a ledger's tables have been migrated, and bringing them to a given state."""

from collections.abc import Collection

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from chainchief.ledger.management import founding


def unknown(names: Collection[str]) -> list[str]:
    """The migrations of `names` (`app.name`) that this program does not bring."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return sorted(set(names) - {_name(key) for key in known})


def to_state(names: Collection[str]) -> None:
    """Make the tables of an empty database as the migrations `names` left them."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    wanted = [key for key in graph.nodes if _name(key) in names]
    last = [
        key
        for key in wanted
        if not any(_name(child.key) in names for child in graph.node_map[key].children)
    ]
    if founding.can_create_tables(connection, executor.loader, last):
        founding.create_tables(connection, executor.loader, last)
    else:
        executor.migrate(last)


def to_latest() -> None:
    """Apply what is left to apply, and put the triggers of the change log in place."""
    call_command("migrate", verbosity=0, interactive=False)


def pending() -> list[str]:
    """Migrations that the ledger has not seen yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _name(key: tuple[str, str]) -> str:
    return f"{key[0]}.{key[1]}"
