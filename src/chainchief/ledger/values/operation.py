"""The step of a migration that puts the constraint on a table which has rows already."""

from typing import Any

from django.db.migrations.operations import AddConstraint

from chainchief.core.faults import FaultsError


class ConstrainValues(AddConstraint):
    """Adds the constraint. Rows that break it are told, with what to do, before anything changes.

    Where one table has such rows, those of all tables are told at once.
    """

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        from chainchief.ledger.values.verification import kept_out, unfit_rows

        model = to_state.apps.get_model(app_label, self.model_name)
        connection = schema_editor.connection
        conditions = self.constraint.conditions(  # type: ignore[attr-defined]
            model, connection.ops.quote_name, connection.vendor
        )
        if unfit_rows(connection, model, conditions):
            raise FaultsError(kept_out(connection))
        super().database_forwards(app_label, schema_editor, from_state, to_state)
