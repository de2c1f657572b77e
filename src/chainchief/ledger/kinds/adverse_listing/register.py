"""The register of entries of lists of dishonesty."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.adverse_listing.checks import check_names_somebody_or_nobody
from chainchief.ledger.kinds.adverse_listing.models import AdverseListing
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=AdverseListing,
        title="entry of a list of dishonesty",
        plural="entries of lists of dishonesty",
        policy_class="firm",
        columns_in_order=(
            "source",
            "as_at",
            "name",
            "credit_code",
            "enterprise",
            "is_empty",
            "number",
            "publisher",
            "valid_from",
            "valid_to",
            "document",
        ),
        scopes=Scopes(
            division="enterprise__division_id",
            chain="enterprise__chain_id",
            enterprise="enterprise_id",
            organisation=NoScope("its publisher is named in words"),
        ),
        checks=(check_names_somebody_or_nobody,),
        facts=(
            Fact(
                name="adverse_listing",
                division="enterprise__division_id",
                chain="enterprise__chain_id",
                where={"enterprise__isnull": False},
                columns=fact_columns(
                    AdverseListing, "enterprise", "source", "as_at", "valid_from", "valid_to"
                ),
            ),
        ),
    ),
)
