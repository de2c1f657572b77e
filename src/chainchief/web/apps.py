"""The room as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "chainchief.web"
    label = "web"
