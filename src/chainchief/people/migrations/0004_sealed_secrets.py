"""Secrets of devices that stood in the database as they are, sealed under a key outside of it."""

from django.db import migrations

from chainchief.people.secrets import sealing


def seal(apps, schema_editor):
    _change(apps, lambda key, account: sealing.seal(bytes.fromhex(key), account))


def open_again(apps, schema_editor):
    _change(apps, lambda key, account: sealing.opened(key, account).hex())


def _change(apps, changed):
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.select_related("user"):
        device.key = changed(device.key, device.user.uid)
        device.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_certificate_proposals"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("otp_totp.totpdevice",),
        ),
        migrations.RunPython(seal, open_again, elidable=True),
    ]
