"""Django's backend for names and passwords."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from chainchief.access.models import Account
from chainchief.people.passwords.normalising import normalised
from chainchief.people.passwords.setting import has_run_out


class PasswordBackend(BaseBackend):
    """A name as people type it, in whatever width and case, and a password.

    An unknown name, a disabled account and one without a password take as long as a wrong password
    does: each compares or makes one hash.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_others: Any,
    ) -> Account | None:
        if username is None or password is None:
            return None
        password = normalised(password)
        try:
            account = Account.objects.get_by_natural_key(username.replace("\0", ""))
        except Account.DoesNotExist:
            Account().set_password(password)
            return None
        right = account.check_password(password)
        return account if right and account.is_active and not has_run_out(account) else None

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()
