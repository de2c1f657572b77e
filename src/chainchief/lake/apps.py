"""The room as a Django app: it keeps the list of feeds that were taken in."""

from django.apps import AppConfig


class LakeConfig(AppConfig):
    name = "chainchief.lake"
    label = "lake"
