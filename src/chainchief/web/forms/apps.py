"""The room as a Django app: it keeps drafts, and which forms were sent."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "chainchief.web.forms"
    label = "forms"
