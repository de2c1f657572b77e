"""The room as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "chainchief.desk"
    label = "desk"
