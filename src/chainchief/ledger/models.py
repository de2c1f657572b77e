"""All models of the ledger: those of every package, found by themselves.

Each record's table gets its constraint on values here, when all its fields are known and before
anybody looks at them.
"""

import importlib
import pkgutil

from django.apps import apps

import chainchief.ledger as room
from chainchief.ledger.bases import Record
from chainchief.ledger.values.constraint import constrain

for _module in pkgutil.iter_modules(room.__path__):
    if _module.ispkg and _module.name != "migrations":
        try:
            importlib.import_module(f"{room.__name__}.{_module.name}.models")
        except ModuleNotFoundError as missing:
            if missing.name != f"{room.__name__}.{_module.name}.models":
                raise

for _model in apps.all_models["ledger"].values():
    if issubclass(_model, Record):
        constrain(_model)
