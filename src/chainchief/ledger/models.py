"""All models of the ledger: those of every package, found by themselves.

Each record's table gets its constraint on values here, when all its fields are known and before
anybody looks at them.
"""

import importlib
import pkgutil

from django.apps import apps

import chainchief.ledger as room
import chainchief.ledger.kinds as kinds
from chainchief.ledger.bases import Record
from chainchief.ledger.values.constraint import constrain

for _package in (room, kinds):
    for _module in pkgutil.iter_modules(_package.__path__):
        _name = f"{_package.__name__}.{_module.name}.models"
        if _module.ispkg and _module.name not in {"migrations", "kinds"}:
            try:
                importlib.import_module(_name)
            except ModuleNotFoundError as missing:
                if missing.name != _name:
                    raise

for _model in apps.all_models["ledger"].values():
    if issubclass(_model, Record):
        constrain(_model)
