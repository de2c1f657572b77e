"""The registers of agreements and their members."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.events import EVENT_CHECKS, EVENT_COLUMNS
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.agreement.models import Agreement, AgreementMember
from chainchief.ledger.registers import Register

AGREEMENT = Register(
    model=Agreement,
    title="agreement",
    plural="agreements",
    policy_class="chain",
    columns_in_order=(
        "name",
        "category",
        "channel",
        "chain",
        "division",
        "counterpart",
        "enterprise",
        "event",
        "project",
        "amount",
        *EVENT_COLUMNS,
        "document",
    ),
    scopes=Scopes(
        division="division_id",
        chain="chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("its counterpart is from elsewhere and takes no part here"),
    ),
    checks=EVENT_CHECKS,
    facts=(
        Fact(
            name="agreement",
            division="division_id",
            chain="chain_id",
            columns=fact_columns(
                Agreement,
                "category",
                "channel",
                "counterpart",
                "enterprise",
                "event",
                "project",
                "amount",
                *EVENT_COLUMNS,
            ),
        ),
    ),
)

MEMBER = Register(
    model=AgreementMember,
    title="firm in an agreement",
    plural="firms in agreements",
    policy_class="chain",
    columns_in_order=("agreement", "enterprise", "valid_from", "valid_to"),
    scopes=Scopes(
        division="enterprise__division_id",
        chain="agreement__chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("its members are firms of the city"),
    ),
    facts=(
        Fact(
            name="agreement_member",
            entity="enterprise",
            division="enterprise__division_id",
            chain="agreement__chain_id",
            columns=fact_columns(
                AgreementMember,
                "agreement",
                "valid_from",
                "valid_to",
                category="agreement__category",
            ),
        ),
    ),
)

REGISTERS = (AGREEMENT, MEMBER)
