"""A new key for the secrets of devices: all are sealed anew, then the former key is forgotten."""

import secrets

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.faults import FaultsError
from chainchief.ledger import changelog
from chainchief.people.accounts.finding import reason_faults
from chainchief.people.events import EventKind, record
from chainchief.people.models import Device
from chainchief.people.secrets import keys, sealing


def take_new_key(*, viewer: Viewer, reason: str) -> int:
    """Seal the secrets of all devices under a new key; how many they are.

    `FaultsError` where one of them cannot be opened: then nothing has changed. Both keys lie in the
    file from before the first secret is sealed anew until all are stored, so that whoever is
    stopped in between takes another new key, and nobody is locked out.
    """
    policy.require(viewer, "enter", "accounts")
    if wrong := reason_faults(reason):
        raise FaultsError(wrong)
    with keys.only_one():
        opened = [(device, device.bin_key) for device in _devices()]
        new = secrets.token_bytes(keys.KEY_BYTES)
        keys.write_keys(new, *keys.read_keys())
        with changelog.acting(viewer.signature, reason):
            for device, bare in opened:
                text = sealing.seal(bare, device.user.uid)
                Device.objects.filter(pk=device.pk).update(key=text)
            record(EventKind.SECOND_FACTOR_KEY, viewer.signature, facts={"devices": len(opened)})
        keys.write_keys(new)
    return len(opened)


def unreadable() -> list[str]:
    """Names of the accounts whose device's secret cannot be opened with the keys at hand."""
    found = []
    for device in _devices():
        try:
            _secret = device.bin_key
        except FaultsError:
            found.append(device.user.username)
    return sorted(found)


def _devices() -> list[Device]:
    return list(Device.objects.select_related("user"))
