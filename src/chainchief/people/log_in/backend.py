"""Django's backend for names and passwords."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from chainchief.access.models import Account


class PasswordBackend(BaseBackend):
    """A name as people type it, in whatever width and case, and a password.

    An unknown name and a disabled account take as long as a wrong password does.
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
        try:
            account = Account.objects.get_by_natural_key(username)
        except Account.DoesNotExist:
            Account().set_password(password)
            return None
        right = account.check_password(password)
        return account if right and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()
