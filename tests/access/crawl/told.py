"""What is told beside the records themselves, and on which pages: said apart from the program.

Whoever handles a difficulty is told which firm raised it; firms read which products banks have.
Receipts and documents name the records of figures that may go out; administrators read the name of
the firm or office that a grant is limited to; the log of events names records by their identifiers.
"""

import re

from tests.access.crawl import canaries
from tests.access.crawl.canaries import City
from tests.access.oracle import _GRANTED, LIMITS

#: Pages on which figures say which records they count.
FIGURES = re.compile("^/(figures|workshop)/")
DOCUMENTS = re.compile("^/(release|drafts|issued)/")
#: Classes whose records a receipt names to whoever sees the figure; of other classes it tells the
#: number and the sum.
NAMED = {"reference", "county", "chain", "statistics"}
#: Firms and their titles in sentences that print names: that is what the release is for.
PRINTED = {"enterprise/name"}
#: What a receipt says of a record beside its code: never why it was changed, nor what proves it.
UNTOLD = ("former name", "reason", "content", "document")
#: The log names a record by kind and identifier, no more.
LOG = re.compile("^/audit/")
DESK = re.compile("^/desk/")
FINANCING = re.compile("^/financing/")
#: Where a bank comes to what is opened to it: its room, its queue.
ROOM = re.compile("^/(financing|desk)/")
GRANTS = re.compile("^/(grants|accounts)/")
ADMINISTRATORS = {"system-admin", "security-admin", "audit-admin"}
SCOPES = {"enterprise/own name", "organisation/own name"}


def marks_told_at(address: str, role: str, city: City) -> set[str]:
    """The marks that this page may say beside those of the records that are open to the role."""
    told: set[str] = set()
    if FIGURES.match(address):
        told |= _of_figures(role, city)
    if DOCUMENTS.match(address) and ("all", "see", "documents") in _GRANTED[role]:
        told |= _named(city, {"all"}, set()) | _printed(city)
    if DESK.match(address):
        told |= _firms_of_difficulties(role, city)
    if FINANCING.match(address):
        told |= _products_on_offer(role, city)
    if GRANTS.match(address) and role in ADMINISTRATORS:
        told |= {mark for mark, meaning in city.meanings.items() if meaning in SCOPES}
    return told


def identifiers_told_at(address: str, role: str, city: City) -> set[str]:
    """The identifiers of records that this page may say."""
    if LOG.match(address) and ("all", "see", "events") in _GRANTED[role]:
        return {record.uid for record in city.records}
    if ROOM.match(address) and ("office", "answer", "bank") in _GRANTED[role]:
        return _handles_of_opened_needs(city)
    if FIGURES.match(address) or DOCUMENTS.match(address):
        told = marks_told_at(address, role, city)
        return {record.uid for record in city.records if record.marks & told}
    return set()


def _handles_of_opened_needs(city: City) -> set[str]:
    """The consents given to the bank itself: by them its room names the needs, field by field."""
    own = canaries.OWN.organisation
    return {
        record.uid
        for record in city.records
        if record.kind == "financing_consent" and canaries.PLACES[record.place].organisation == own
    }


def _products_on_offer(role: str, city: City) -> set[str]:
    """Whoever speaks for a firm reads which products banks have: for firms they are made."""
    if not any((whose, "confirm", "bank") in _GRANTED[role] for whose in LIMITS):
        return set()
    return {
        mark
        for mark, meaning in city.meanings.items()
        if meaning.startswith("bank_product/") and meaning.endswith(" name")
    }


def _firms_of_difficulties(role: str, city: City) -> set[str]:
    names = {
        f"enterprise/{canaries.standing('enterprise', record.place)} name"
        for record in city.records
        if record.kind == "difficulty" and canaries.may_see(role, record)
    }
    return {mark for mark, meaning in city.meanings.items() if meaning in names}


def _of_figures(role: str, city: City) -> set[str]:
    limits = {each for each in ("all", *LIMITS) if (each, "see", "figures") in _GRANTED[role]}
    return _named(city, limits & {"all"}, limits - {"all"})


def _named(city: City, everything: set[str], limits: set[str]) -> set[str]:
    """The marks of records that a receipt names in the reach of somebody so limited."""
    found: set[str] = set()
    for record in city.records:
        if canaries.WHOSE[record.kind][0] not in NAMED:
            continue
        if everything or canaries.whose(record.kind, record.place) & limits:
            found |= {mark for mark in record.marks if _is_told(city.meanings[mark])}
    return found


def _is_told(meaning: str) -> bool:
    return not any(word in meaning for word in UNTOLD)


def _printed(city: City) -> set[str]:
    whole = {
        mark: meaning.split("/")[0] + "/" + meaning.split(" ", 1)[-1]
        for mark, meaning in city.meanings.items()
    }
    return {mark for mark, meaning in whole.items() if meaning in PRINTED}
