"""A month that was closed is open again: whoever reports is told."""

from chainchief.access.signatures import signature_words
from chainchief.people.notices.recipients import who_may
from chainchief.people.notices.sending import send_all
from chainchief.people.notices.topics import Topic


def tell(month: str, state: str, actor: str) -> None:
    if state != "reopened":
        return
    reporting = who_may("enter", "county", but=actor)
    facts = {"month": month, "who": signature_words(actor)}
    send_all(reporting, Topic.MONTH_REOPENED, facts, f"/figures/?month={month}", f"month {month}")
