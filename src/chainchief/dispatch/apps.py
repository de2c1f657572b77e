"""The room as a Django app."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "chainchief.dispatch"
    label = "dispatch"
