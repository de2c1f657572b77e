"""The room as a Django app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "chainchief.web.imports"
    label = "imports"
