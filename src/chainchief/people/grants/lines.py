"""A grant as a line of a list: what it gives, since when, by whom, and where it is on its way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from chainchief.access import signatures
from chainchief.access.models import Account, Decision, Grant
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.people.grants.review import Reviewed


@dataclass(frozen=True)
class State:
    """The word for it, and how it is shown."""

    word: str
    tone: str = ""


@dataclass(frozen=True)
class GrantLine:
    """`state` and `tone` are of its `State`; `is_open` whether it can still be revoked."""

    number: int
    username: str
    full_name: str
    is_active: bool
    role: str
    scope: str
    since: str
    until: str
    acting_for: str
    reason: str
    proposed_by: str
    proposed_at: str
    decided_by: str
    decided_at: str
    last_used: str
    state: str
    tone: str
    is_waiting: bool
    is_open: bool
    ended: str


def lines(found: Iterable[Reviewed], names: Mapping[str, str] | None = None) -> list[GrantLine]:
    """Each as people read it; `names` are `full_names`, where they are known already."""
    known = full_names() if names is None else names
    return [_line(one, known) for one in found]


def full_names() -> Mapping[str, str]:
    """The full names of the accounts that have one, by the name that they log in with."""
    return dict(Account.objects.exclude(full_name="").values_list("username", "full_name"))


def person(signature: str, names: Mapping[str, str]) -> str:
    """Person who signed, with the full name where the account has one: 沈岚（anquan）."""
    one = signatures.parsed(signature)
    full = names.get(one.name)
    name = f"{full}（{one.name}）" if full else one.name
    return signatures.signature_words(replace(one, name=name).text)


def _line(one: Reviewed, names: Mapping[str, str]) -> GrantLine:
    grant = one.grant
    state = state_of(grant)
    return GrantLine(
        number=grant.pk,
        username=grant.account.username,
        full_name=str(grant.account),
        is_active=grant.account.is_active,
        role=one.role,
        scope=one.scope,
        since=grant.valid_from.isoformat(),
        until=grant.valid_to.isoformat() if grant.valid_to else "",
        acting_for=str(grant.acting_for) if grant.acting_for else "",
        reason=grant.reason,
        proposed_by=person(grant.proposed_by, names),
        proposed_at=clock.minute(grant.proposed_at) if grant.proposed_at else "",
        decided_by=person(grant.decided_by, names),
        decided_at=clock.minute(grant.decided_at) if grant.decided_at else "",
        last_used=one.last_used.isoformat() if one.last_used else "",
        state=state.word,
        tone=state.tone,
        is_waiting=grant.is_waiting,
        is_open=not grant.is_over(clock.today()),
        ended=_ended(grant, names),
    )


def state_of(grant: Grant) -> State:
    """State of the grant on its way."""
    if grant.revoked_at is not None:
        return State(_("revoked"))
    if grant.decision == Decision.REFUSED:
        return State(_("refused"))
    if grant.decision == Decision.WAITING:
        return State(_("waits for a second person"), "warn")
    if grant.is_in_force(clock.today()):
        return State(_("in force"), "closed")
    return State(_("to come"), "warn") if grant.valid_from > clock.today() else State(_("run out"))


def _ended(grant: Grant, names: Mapping[str, str]) -> str:
    """Who ended it and why, where somebody did."""
    if grant.revoked_at is not None:
        return f"{person(grant.revoked_by, names)}：{grant.revoked_reason}"
    return grant.decision_reason if grant.decision == Decision.REFUSED else ""
