"""Django's command, with the project's own way to find out what has changed."""

from django.core.management.commands import migrate

from chainchief.ledger.management.autodetection import Autodetector


class Command(migrate.Command):
    autodetector = Autodetector
