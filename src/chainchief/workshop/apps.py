"""The room as a Django app."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "chainchief.workshop"
    label = "workshop"
