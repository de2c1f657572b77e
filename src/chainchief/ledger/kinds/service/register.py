"""The registers of service programmes and officers."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.service.models import (
    OfficerContact,
    ServiceOfficer,
    ServiceProgramme,
)
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=ServiceProgramme,
        title="service programme",
        plural="service programmes",
        policy_class="reference",
        columns_in_order=(
            "name",
            "division",
            "coverage",
            "document",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division="division_id",
            chain=NoScope("a programme serves all chains"),
            enterprise=NoScope("a programme serves many firms"),
            organisation=NoScope("the founding office is not recorded"),
        ),
        facts=(
            Fact(
                name="service_programme",
                division="division_id",
                columns=fact_columns(ServiceProgramme, "valid_from", "valid_to"),
            ),
        ),
    ),
    Register(
        model=ServiceOfficer,
        title="service officer of a firm",
        plural="service officers of firms",
        policy_class="firm",
        columns_in_order=("person", "enterprise", "programme", "valid_from", "valid_to"),
        scopes=Scopes(
            division="enterprise__division_id",
            chain="enterprise__chain_id",
            enterprise="enterprise_id",
            organisation="person__organisation_id",
        ),
        facts=(
            Fact(
                name="service_officer",
                entity="enterprise",
                division="enterprise__division_id",
                chain="enterprise__chain_id",
                columns=fact_columns(
                    ServiceOfficer, "person", "programme", "valid_from", "valid_to"
                ),
            ),
        ),
    ),
    Register(
        model=OfficerContact,
        title="contact of a service officer",
        plural="contacts of service officers",
        policy_class="chain",
        columns_in_order=(
            "officer",
            "contacted_on",
            "number",
            "way",
            "matter",
            "difficulty",
            "next_due_on",
            "followed_on",
        ),
        scopes=Scopes(
            division="officer__enterprise__division_id",
            chain="officer__enterprise__chain_id",
            enterprise="officer__enterprise_id",
            organisation="officer__person__organisation_id",
        ),
        facts=(
            Fact(
                name="officer_contact",
                division="officer__enterprise__division_id",
                chain="officer__enterprise__chain_id",
                columns=fact_columns(
                    OfficerContact,
                    "officer",
                    "contacted_on",
                    "way",
                    "difficulty",
                    "next_due_on",
                    "followed_on",
                    enterprise="officer__enterprise",
                ),
            ),
        ),
    ),
)
