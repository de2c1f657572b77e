"""Making the tables of an empty database in one go.

Migrations tell how tables came to be, step by step, and each step renders the models around it
anew. Where nothing is there yet only the end matters: it is computed from the same migrations,
rendered once, and made in one transaction, together with the note that they are applied.
"""

from collections.abc import Sequence
from typing import Any

from django.db import router
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.recorder import MigrationRecorder

#: Operations whose whole effect stands in the state that they lead to.
SHAPING = (ModelOperation, FieldOperation, IndexOperation)
#: What migrations of Django and axes do beside that changes rows that are there already.
_ONLY_CHANGING_ROWS = frozenset({"auth", "axes", "contenttypes"})

Key = tuple[str, str]


def can_create_tables(connection: Any, loader: MigrationLoader, targets: Sequence[Key]) -> bool:
    """Whether the database is empty, and the migrations up to `targets` bring no rows."""
    if connection.introspection.table_names():
        return False
    return all(_only_shapes(each) for each in _migrations(loader, targets))


def create_tables(connection: Any, loader: MigrationLoader, targets: Sequence[Key]) -> None:
    """Make the tables as the migrations up to `targets` leave them, and note these as applied."""
    apps = loader.project_state(list(targets)).apps
    recorder = MigrationRecorder(connection)
    noted = [
        recorder.Migration(app=each.app_label, name=each.name)
        for each in _migrations(loader, targets)
    ]
    with connection.schema_editor(atomic=True) as editor:
        editor.create_model(recorder.Migration)
        for model in apps.get_models():
            has_table = model._meta.can_migrate(connection)  # no proxy of another model
            if has_table and router.allow_migrate_model(connection.alias, model):
                editor.create_model(model)
        recorder.migration_qs.bulk_create(noted)


def _migrations(loader: MigrationLoader, targets: Sequence[Key]) -> list[Migration]:
    """All migrations that lead to `targets`, in an order in which they can be applied."""
    keys = dict.fromkeys(key for target in targets for key in loader.graph.forwards_plan(target))
    return [loader.graph.nodes[key] for key in keys]


def _only_shapes(migration: Migration) -> bool:
    return migration.app_label in _ONLY_CHANGING_ROWS or all(
        isinstance(each, SHAPING) or each.elidable for each in migration.operations
    )
