"""The cast of a city, and a record of one kind for each relation that a record can stand in."""

import datetime as dt

from tests.access.oracle import CITY, DECHENG, LIXIA, NINGJIN, OTHER_CITY, PLACES, ZONE

from chainchief.ledger import changelog
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.document.models import Document
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.registers import register_of

UNITS = (
    (CITY, "德州市", "city", None),
    (DECHENG, "德城区", "county", CITY),
    (NINGJIN, "宁津县", "county", CITY),
    (ZONE, "天衢新区", "zone", DECHENG),
    (OTHER_CITY, "济南市", "city", None),
    (LIXIA, "历下区", "county", OTHER_CITY),
)


def build_city():
    """Units, chains, firms and offices of all places, and in each place one difficulty."""
    with changelog.acting("clerk", "the cast's city"):
        for code, name, level, parent in UNITS:
            Division.objects.create(code=code, name=name, level=level, parent_id=parent)
        for place in dict.fromkeys((PLACES["own"], PLACES["sibling"], PLACES["foreign"])):
            Chain.objects.create(code=place.chain, name=place.chain)
            Organisation.objects.create(
                code=place.organisation, name=place.organisation, category="department"
            )
            Enterprise.objects.create(
                code=place.enterprise, name=place.enterprise, division_id=place.division
            )
        for relation, place in PLACES.items():
            if place.division:
                _difficulty(relation, place)
        Document.objects.create(code="0" * 64, name="none.pdf", size=1)


def _difficulty(relation, place):
    """A record that names a unit, a chain, a firm and an office: all that a scope can be."""
    day = dt.date(2023, 11, 1)
    Difficulty.objects.create(
        code=relation,
        name=relation,
        division_id=place.division,
        chain_id=place.chain,
        enterprise_id=place.enterprise,
        host_id=place.organisation,
        category="other",
        source="visit",
        received_on=day,
        due_on=day,
    )


def reached_in_sql(reach):
    """The relations of the rows that SQL finds; a document is of no unit, chain, firm or office."""
    scopes = register_of("difficulty").scopes
    found = set(Difficulty.objects.filter(reach.q(scopes)).values_list("code", flat=True))
    documents = Document.objects.filter(reach.q(register_of("document").scopes))
    return found | ({"none"} if documents.exists() else set())


def enter(drawn):
    """Write the records of a drawn ledger, row by row."""
    with changelog.acting("clerk", "drawn"):
        for creation in drawn.creations:
            register = register_of(creation.kind)
            values = {
                register.column(name).attribute: value for name, value in creation.values.items()
            }
            register.model.objects.create(code=creation.code, **values)
