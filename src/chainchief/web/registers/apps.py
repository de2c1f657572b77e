"""The room as a Django app: it keeps how people like their lists, and the views that they saved."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "chainchief.web.registers"
    label = "registers"
