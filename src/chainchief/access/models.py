"""The account: the user model from the first migration on."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no such thing as a super-user."""

    def create(self, **fields: object) -> "Account":
        account = self.model(**fields)
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person or a program that acts. Its roles and scopes are grants of their own."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.full_name or self.username


class Grant(models.Model):
    """A role given to an account, within scopes named by codes; blank means without that limit.

    Several limits narrow each other: a clerk of one county for one chain has both.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    division = models.CharField(max_length=6, blank=True)
    chain = models.CharField(max_length=12, blank=True)
    enterprise = models.CharField(max_length=64, blank=True)
    organisation = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "account",
                    "role",
                    "division",
                    "chain",
                    "enterprise",
                    "organisation",
                    "valid_from",
                ],
                name="grant_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.role}"
