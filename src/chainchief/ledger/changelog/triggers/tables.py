"""Which tables are watched, and how a row of each is told in the log."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models

from chainchief.ledger.bases import Record

#: Models beside the records; other rooms add their own.
_LABELS = [
    "ledger.ImportBatch",
    "ledger.Explanation",
    "ledger.Proposal",
    "ledger.DocumentAddition",
    "access.Grant",
]


@dataclass(frozen=True)
class Watched:
    """A table under watch. `kind` is what its events are filed under."""

    model: type[models.Model]

    @cached_property
    def kind(self) -> str:
        return self.model.kind if issubclass(self.model, Record) else self.model._meta.label_lower

    @cached_property
    def name(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> "tuple[models.Field[Any, Any], ...]":
        return tuple(self.model._meta.local_concrete_fields)

    @cached_property
    def key(self) -> str:
        """The primary key's column."""
        return str(self.model._meta.pk.column)

    @cached_property
    def identity(self) -> str:
        """The column that identifies a row in the log."""
        return "uid" if self.has("uid") else self.key

    @cached_property
    def is_versioned(self) -> bool:
        return self.has("version")

    @cached_property
    def fixed(self) -> tuple[str, ...]:
        """Columns that no update may change."""
        candidates = [self.key, "uid", "code"] if issubclass(self.model, Record) else [self.key]
        return tuple(dict.fromkeys(candidates))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(str(field.column) for field in self.fields)

    def has(self, column: str) -> bool:
        return column in self.columns


def watch(model: type[models.Model]) -> type[models.Model]:
    """Put another room's model under watch; also a class decorator. Use it where it is defined."""
    if model._meta.label not in _LABELS:
        _LABELS.append(model._meta.label)
    return model


def watched() -> tuple[Watched, ...]:
    """Every table under watch, by name."""
    kept_models = {model for model in apps.get_models() if issubclass(model, Record)}
    kept_models |= {apps.get_model(label) for label in _LABELS}
    return tuple(sorted((Watched(model) for model in kept_models), key=lambda table: table.name))
