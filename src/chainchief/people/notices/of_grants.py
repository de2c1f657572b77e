"""A grant waits for whoever decides; one that was given is told to its holder; one ends soon."""

import datetime as dt

from chainchief.access.models import Decision, Grant
from chainchief.access.signatures import signature_words
from chainchief.core import clock
from chainchief.people.notices.recipients import who_may
from chainchief.people.notices.sending import send, send_all, settle
from chainchief.people.notices.topics import Topic

#: So many days before its end a grant is told of.
ENDING_DAYS = 30


def tell(grant: Grant, created: bool) -> None:
    if grant.decision == Decision.WAITING and created and grant.revoked_at is None:
        deciding = who_may("approve", "accounts", but=grant.proposed_by)
        facts = {
            "who": signature_words(grant.proposed_by),
            "account": grant.account.username,
            "role": grant.role,
        }
        send_all(deciding, Topic.GRANT_PROPOSED, facts, "/grants/", about=f"grant {grant.pk}")
    elif not created:
        tell_decided(grant)


def tell_decided(grant: Grant) -> None:
    """Nobody has to decide on it any more; its holder hears of an approved one."""
    settle(Topic.GRANT_PROPOSED, f"grant {grant.pk}")
    if grant.decision == Decision.APPROVED and grant.revoked_at is None:
        facts = {"role": grant.role, "since": grant.valid_from.isoformat()}
        send(grant.account, Topic.GRANT_GIVEN, facts, "/me/", about=f"grant {grant.pk}")


def tell_ending() -> int:
    """Tell holders, and those who grant, of what ends soon; each end is told once. Their number."""
    from chainchief.people.models import Notice

    today = clock.today()
    soon = Grant.objects.in_force(today).filter(
        valid_to__lte=today + dt.timedelta(days=ENDING_DAYS), account__is_active=True
    )
    number = 0
    for grant in soon.select_related("account").order_by("valid_to", "pk"):
        about = f"grant {grant.pk} ends {grant.valid_to}"
        if Notice.objects.filter(topic=Topic.GRANT_ENDING, about=about).exists():
            continue
        facts = {
            "role": grant.role,
            "account": grant.account.username,
            "end": str(grant.valid_to),
        }
        granting = who_may("grant", "accounts").exclude(pk=grant.account.pk)
        send_all([grant.account, *granting], Topic.GRANT_ENDING, facts, about=about)
        number += 1
    return number
