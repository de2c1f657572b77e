"""The room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "chainchief.people"
    label = "people"

    def ready(self) -> None:
        from chainchief.people.notices import occasions

        occasions.connect()
