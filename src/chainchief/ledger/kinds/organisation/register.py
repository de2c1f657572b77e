"""The registers of organisations and of people."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.credit_codes import check_credit_code
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.organisation.models import Organisation, Person
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=Organisation,
        title="organisation",
        plural="organisations",
        policy_class="reference",
        columns_in_order=(
            "name",
            "category",
            "credit_code",
            "division",
            "place",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division="division_id",
            chain=NoScope("an organisation is of no chain"),
            enterprise=NoScope("an organisation is no firm of the city"),
            organisation="code",
        ),
        checks=(check_credit_code,),
        facts=(
            Fact(
                name="organisation",
                division="division_id",
                columns=fact_columns(Organisation, "category", "place", "valid_from", "valid_to"),
            ),
        ),
    ),
    Register(
        model=Person,
        title="person",
        plural="people",
        policy_class="chain",
        columns_in_order=("name", "organisation", "post", "level", "valid_from", "valid_to"),
        scopes=Scopes(
            division="organisation__division_id",
            chain=NoScope("a person can serve several chains"),
            enterprise=NoScope("only people of offices are recorded"),
            organisation="organisation_id",
        ),
        facts=(
            Fact(
                name="person",
                columns=fact_columns(
                    Person, "organisation", "post", "level", "valid_from", "valid_to"
                ),
            ),
        ),
    ),
)
