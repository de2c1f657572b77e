"""Migrations with the constraints of a new table in its creation.

Django writes them as steps of their own behind it. Each such step renders all models anew, and on
SQLite copies the table: with a hundred constraints the first start took several times as long.
"""

from collections.abc import Sequence
from typing import Any

from django.db.migrations import Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations import AddConstraint, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation

from chainchief.ledger.values import ConstrainValues, FieldValues


def folded(operations: Sequence[Operation]) -> list[Operation]:
    """The same steps, constraints moved into the creation of their model where that comes before.

    A model that gets a column after its creation keeps its constraints as they are: they may be
    about that column.
    """
    later = {each.model_name_lower for each in operations if isinstance(each, FieldOperation)}
    constraints: dict[str, list[AddConstraint]] = {
        each.name_lower: []
        for each in operations
        if isinstance(each, CreateModel) and each.name_lower not in later
    }
    rest = []
    for each in operations:
        if isinstance(each, AddConstraint) and each.model_name_lower in constraints:
            constraints[each.model_name_lower].append(each)
        else:
            rest.append(each)
    return [
        _with(each, constraints.get(each.name_lower, ())) if isinstance(each, CreateModel) else each
        for each in rest
    ]


def _with(creation: CreateModel, added: Sequence[AddConstraint]) -> CreateModel:
    if not added:
        return creation
    constraints = [*creation.options.get("constraints", ()), *(each.constraint for each in added)]
    options = {**creation.options, "constraints": constraints}
    return CreateModel(creation.name, creation.fields, options, creation.bases, creation.managers)


class Autodetector(MigrationAutodetector):
    """Django's, which folds what it found, and looks at rows before it constrains their values."""

    def changes(self, *arguments: Any, **options: Any) -> dict[str, list[Migration]]:
        by_app: dict[str, list[Migration]] = super().changes(*arguments, **options)
        for migrations in by_app.values():
            for migration in migrations:
                migration.operations = [  # type: ignore[misc]
                    _looking(each) for each in folded(migration.operations)
                ]
        return by_app


def _looking(operation: Operation) -> Operation:
    if isinstance(operation, AddConstraint) and isinstance(operation.constraint, FieldValues):
        return ConstrainValues(operation.model_name, operation.constraint)
    return operation
