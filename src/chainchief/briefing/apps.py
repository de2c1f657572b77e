"""The room as a Django app."""

from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "chainchief.briefing"
    label = "briefing"
