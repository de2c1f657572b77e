"""Which of the two keeps the postings of the database in use."""

from types import ModuleType

from django.db import connection

from chainchief.search.postings import postgres, sqlite


def dialect() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite
