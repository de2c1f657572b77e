"""All models of the ledger: those of every package, found by themselves."""

import importlib
import pkgutil

import chainchief.ledger as room

for _module in pkgutil.iter_modules(room.__path__):
    if _module.ispkg and _module.name != "migrations":
        try:
            importlib.import_module(f"{room.__name__}.{_module.name}.models")
        except ModuleNotFoundError as missing:
            if missing.name != f"{room.__name__}.{_module.name}.models":
                raise
