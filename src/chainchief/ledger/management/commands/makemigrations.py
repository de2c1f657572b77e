"""Django's command, with the project's own way to find out what has changed."""

from django.core.management.commands import makemigrations

from chainchief.ledger.management.autodetection import Autodetector


class Command(makemigrations.Command):
    autodetector = Autodetector
