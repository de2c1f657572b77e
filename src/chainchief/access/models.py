"""The account and its grants: the user model from the first migration on."""

import datetime as dt
import unicodedata
import uuid
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


def folded(name: str) -> str:
    """A name as it is compared: full-width and capital letters are no other name."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no such thing as a super-user."""

    def create(self, **fields: object) -> "Account":
        account = self.model(**fields)
        if not account.password:
            account.set_unusable_password()
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(folded=folded(username or ""))


class Account(AbstractBaseUser):
    """A person or a program that acts. Its roles and scopes are grants of their own."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=150, unique=True)
    #: The username as it is compared; no two accounts differ in letters' width or case alone.
    folded = models.CharField(max_length=150, unique=True, editable=False)
    full_name = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    login_before = models.DateTimeField(null=True, blank=True)
    #: SHA-256 of the certificate that the account logs in with, in lower-case hexadecimal digits.
    certificate = models.CharField(max_length=64, blank=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], condition=~Q(certificate=""), name="account_certificate"
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: object, **options: object) -> None:
        self.folded = folded(self.username)
        super().save(*args, **options)  # type: ignore[arg-type]


class Decision(models.TextChoices):
    """What the second person said of a grant that the first proposed."""

    WAITING = "", "waiting"
    APPROVED = "approved", "approved"
    REFUSED = "refused", "refused"


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants as they are on a day; what the methods ask in SQL, `Grant` says of one."""

    def in_force(self, on: object) -> Self:
        """Approved, begun, not ended and not revoked on the day `on`."""
        not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        return self.filter(
            not_ended, decision=Decision.APPROVED, revoked_at=None, valid_from__lte=on
        )

    def not_over(self, on: object) -> Self:
        """Grants that give something on the day `on`, will, or wait for a decision that would."""
        not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        return self.filter(not_ended, revoked_at=None).exclude(decision=Decision.REFUSED)


class Grant(models.Model):
    """A role given to an account, within scopes named by codes; blank means without that limit.

    Several limits narrow each other: a clerk of one county for one chain has both. One person
    proposes a grant and another decides; until then it gives nothing. `acting_for` is whom the
    account stands for in this role: a secretary for a chief, a substitute for a colleague.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    division = models.CharField(max_length=6, blank=True)
    chain = models.CharField(max_length=12, blank=True)
    enterprise = models.CharField(max_length=64, blank=True)
    organisation = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    acting_for = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="delegates"
    )
    reason = models.CharField(max_length=400, blank=True)
    proposed_by = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True, default="")
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=400, blank=True)
    revoked_by = models.CharField(max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=400, blank=True)

    objects = GrantQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.account} {self.role}"

    def is_over(self, on: dt.date) -> bool:
        """Whether it is none of the queryset's `not_over` that day."""
        ended = self.valid_to is not None and self.valid_to < on
        return ended or self.revoked_at is not None or self.decision == Decision.REFUSED

    def is_in_force(self, on: dt.date) -> bool:
        """Whether it is one of the queryset's `in_force` that day."""
        begun = self.decision == Decision.APPROVED and self.valid_from <= on
        return begun and not self.is_over(on)

    @property
    def is_waiting(self) -> bool:
        """Whether a second person is to decide on it."""
        return self.decision == Decision.WAITING and self.revoked_at is None
