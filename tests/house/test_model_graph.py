"""Foreign keys, given by string, and migration dependencies keep to the layers of the rooms."""

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

#: From the top down. A room may point at its own layer's room alone, or further down.
LAYERS = [
    {"web", "figures", "forms", "imports", "registers"},
    {"demo"},
    {"workshop"},
    {"briefing", "desk"},
    {"indicators"},
    {"dispatch", "intake", "jobs", "people", "search"},
    {"lake"},
    {"ledger"},
    {"axes", "django_otp", "otp_totp"},
    {"access"},
    {"auth", "sessions", "staticfiles", "django_vite"},
    {"contenttypes"},
]
HEIGHT = {room: -depth for depth, layer in enumerate(LAYERS) for room in layer}


def may_point(from_room: str, to_room: str) -> bool:
    return from_room == to_room or HEIGHT[from_room] > HEIGHT[to_room]


def test_every_installed_room_has_its_layer():
    assert [config.label for config in apps.get_app_configs() if config.label not in HEIGHT] == []


def test_foreign_keys_point_down():
    relations = [
        (model._meta.app_label, field.name, field.related_model._meta.app_label)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    ]
    assert relations
    assert [each for each in relations if not may_point(each[0], each[2])] == []


def test_migrations_depend_downwards():
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    needs = [
        (room, name, other)
        for (room, name), migration in disk.items()
        for other, _ in migration.dependencies
        if other not in {"__setting__"}
    ]
    assert needs
    assert [each for each in needs if not may_point(each[0], each[2])] == []


def test_migrations_are_complete(ledger):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    ("from_room", "to_room", "allowed"),
    [
        ("briefing", "ledger", True),
        ("ledger", "ledger", True),
        ("ledger", "briefing", False),
        ("dispatch", "intake", False),
    ],
)
def test_the_rule_itself(from_room, to_room, allowed):
    assert may_point(from_room, to_room) is allowed
