"""All models of the ledger: those of every package, found by themselves.

Each record's table gets its constraint on values here, when all its fields are known and before
anybody looks at them.
"""

import importlib
from pathlib import Path

from django.apps import apps

import chainchief.ledger as room
import chainchief.ledger.kinds as kinds
from chainchief.ledger.bases import Record
from chainchief.ledger.values.constraint import constrain

for _package in (room, kinds):
    for _path in _package.__path__:
        # By the files: to ask the import system for a module runs the package around it.
        for _file in sorted(Path(_path).glob("*/models.py")):
            importlib.import_module(f"{_package.__name__}.{_file.parent.name}.models")

for _model in apps.all_models["ledger"].values():
    if issubclass(_model, Record):
        constrain(_model)
