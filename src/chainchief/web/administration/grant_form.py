"""The form of a grant: what can be chosen, and the wish that was sent."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chainchief.access.models import Account, folded
from chainchief.access.scopes import Dimension
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.core.i18n import _
from chainchief.ledger.registers import register_of
from chainchief.people import roles
from chainchief.people.accounts import faults as account_faults
from chainchief.people.grants import Wish
from chainchief.people.grants.checks import word_of

NOT_A_DAY = declare(
    "PPL-150",
    why="“{text}” is no day",
    remedy="write it as 2024-01-31",
)
SEVERAL = declare(
    "PPL-151",
    why="several in the ledger are called “{name}”",
    remedy="write the code instead of the name",
)
#: Few enough to be listed; the others are found by code or name.
_LISTED = (Dimension.DIVISION, Dimension.CHAIN)


@dataclass(frozen=True)
class Option:
    value: str
    label: str


def role_options() -> list[Option]:
    """Each role with the limits that it needs."""
    return [Option(role, _with_needs(role)) for role in roles.grantable()]


def _with_needs(role: str) -> str:
    label = roles.label_of(role)
    own = [word_of(dimension) for dimension in Dimension if dimension in roles.own_dimensions(role)]
    return _("{role} (needs: {limits})").format(role=label, limits=listed(own)) if own else label


def account_options() -> list[Option]:
    rows = Account.objects.filter(is_active=True).order_by("folded")
    return [Option(one.username, f"{one} · {one.username}") for one in rows]


def scope_options() -> dict[str, list[Option]]:
    """Units and chains in force, by their codes."""
    return {dimension.value: _options(dimension) for dimension in _LISTED}


def _options(dimension: Dimension) -> list[Option]:
    model: Any = register_of(dimension.value).model
    rows = model._default_manager.filter(withdrawn_on=None)
    pairs = rows.order_by("code").values_list("code", "name")
    return [Option(str(code), f"{name} {code}") for code, name in pairs]


def wish_of(sent: Mapping[str, str]) -> Wish:
    """The wish that a form holds; `FaultsError` with all that cannot be read in it."""
    found: list[Fault] = []
    account = _account(sent.get("account", ""), found)
    since = _day(sent.get("valid_from", ""), _("first day"), found) or clock.today()
    until = _day(sent.get("valid_to", ""), _("last day"), found)
    behalf = sent.get("acting_for", "").strip()
    limits = {one.value: code_of(one, sent.get(one.value, ""), found) for one in Dimension}
    other = _account(behalf, found) if behalf else None
    if found or account is None:
        raise FaultsError(found)
    return Wish(account, sent.get("role", ""), since, until, **limits, acting_for=other)


def code_of(dimension: Dimension, text: str, found: list[Fault]) -> str:
    """The code that a code or a whole name means; the text itself where it is neither."""
    text = text.strip()
    if not text:
        return ""
    model: Any = register_of(dimension.value).model
    rows = model._default_manager.filter(withdrawn_on=None)
    if rows.filter(code=text).exists():
        return text
    codes = list(rows.filter(name=text).values_list("code", flat=True)[:2])
    if len(codes) > 1:
        found.append(Fault(SEVERAL, Place(column=word_of(dimension)), facts={"name": text}))
    return str(codes[0]) if codes else text


def _account(name: str, found: list[Fault]) -> Account | None:
    account = Account.objects.filter(folded=folded(name)).first()
    if account is None:
        found.append(Fault(account_faults.UNKNOWN_ACCOUNT, facts={"name": name}))
    return account


def _day(text: str, column: str, found: list[Fault]) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        found.append(Fault(NOT_A_DAY, Place(column=column), facts={"text": text}))
        return None
