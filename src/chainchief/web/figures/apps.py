"""The room as a Django app: it keeps what a person pinned and collected."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "chainchief.web.figures"
    label = "figures"
