"""What is kept of accounts beside their names: sessions, former passwords, events, notices."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django_otp.plugins.otp_totp.models import TOTPDevice

from chainchief.access.models import Account
from chainchief.ledger.changelog.triggers.tables import watch
from chainchief.people.secrets import sealing


class Session(AbstractBaseSession):
    """One log-in from one machine, until it ends; the account's own list of them is made of it."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=200, blank=True)
    #: The password was right, the second factor is not shown yet: this opens nothing.
    halfway = models.BooleanField(default=False)

    @classmethod
    def get_session_store_class(cls) -> Any:
        return import_module(settings.SESSION_ENGINE).SessionStore


class FormerPassword(models.Model):
    """The hash of a password that the account had: it is not taken again."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    at = models.DateTimeField()


class Device(TOTPDevice):  # type: ignore[misc]  # the library has no types
    """A device of the second factor; its column `key` holds the secret sealed for its account."""

    class Meta:
        proxy = True

    @property
    def bin_key(self) -> bytes:
        """The secret; `FaultsError` where the key that opens it is not at hand."""
        return sealing.opened(self.key, self.user.uid)


class RecoveryCode(models.Model):
    """The hash of a code that stands once for the second factor."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True)


class PasswordReset(models.Model):
    """A new start for a password, asked for by one administrator and done by another."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="resets")
    reason = models.CharField(max_length=400)
    #: Whether the device of the second factor is taken away as well.
    second_factor = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    done_by = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)


class CertificateProposal(models.Model):
    """A certificate for an account to log in with: proposed by one person, entered by another."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="certificate_proposals")
    #: As `Account.certificate` holds it.
    certificate = models.CharField(max_length=64)
    reason = models.CharField(max_length=400)
    proposed_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    entered = models.BooleanField(default=False)


class GrantUse(models.Model):
    """The last day on which somebody worked with a grant."""

    grant = models.OneToOneField("access.Grant", models.CASCADE, related_name="use")
    on = models.DateField()


@watch
class SecurityEvent(models.Model):
    """What happened at the doors: log-ins, refusals, grants, exports. Only ever added to.

    `event` is a code of `people.events.kinds`, `facts` a JSON object of what it concerned. The
    change log holds each row a second time under its seals, so that one that is altered or taken
    away is found.
    """

    at = models.DateTimeField(db_index=True)
    event = models.CharField(max_length=40, db_index=True)
    account = models.CharField(max_length=200, blank=True, db_index=True)
    address = models.CharField(max_length=45, blank=True)
    succeeded = models.BooleanField(default=True)
    subject = models.CharField(max_length=200, blank=True)
    facts = models.TextField(default="{}")


class Notice(models.Model):
    """Something for a person to know or do; `link` is a path of this program."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="notices")
    at = models.DateTimeField(db_index=True)
    topic = models.CharField(max_length=40)
    facts = models.TextField(default="{}")
    link = models.CharField(max_length=300, blank=True)
    #: The same thing is told once: what it is about, so that a second one takes its place.
    about = models.CharField(max_length=120, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "read_at"], name="notice_unread")]
