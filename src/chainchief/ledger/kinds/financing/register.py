"""The registers of financing: needs, presentations, offers."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.financing.checks import check_title_was_held
from chainchief.ledger.kinds.financing.models import FinancingNeed, FinancingOffer, Presentation
from chainchief.ledger.registers import Register

NEED = Register(
    model=FinancingNeed,
    title="financing need",
    plural="financing needs",
    policy_class="bank",
    columns_in_order=(
        "name",
        "enterprise",
        "purpose",
        "amount",
        "term_months",
        "raised_on",
        "consent_on",
        "closed_on",
        "informant",
    ),
    scopes=Scopes(
        division="enterprise__division_id",
        chain="enterprise__chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("a need is opened to all banks with the firm's consent"),
    ),
    facts=(
        Fact(
            name="financing_need",
            division="enterprise__division_id",
            chain="enterprise__chain_id",
            columns=fact_columns(
                FinancingNeed,
                "enterprise",
                "purpose",
                "amount",
                "raised_on",
                "consent_on",
                "closed_on",
            ),
        ),
    ),
)

PRESENTATION = Register(
    model=Presentation,
    title="presentation of a need",
    plural="presentations of needs",
    policy_class="bank",
    columns_in_order=("need", "event", "presented_on", "title"),
    scopes=Scopes(
        division="need__enterprise__division_id",
        chain="need__enterprise__chain_id",
        enterprise="need__enterprise_id",
        organisation=NoScope("a need is presented to several banks"),
    ),
    checks=(check_title_was_held,),
    facts=(
        Fact(
            name="presentation",
            entity="need__enterprise",
            division="need__enterprise__division_id",
            chain="need__enterprise__chain_id",
            columns=fact_columns(
                Presentation,
                "need",
                "event",
                "presented_on",
                "title",
                "need__amount",
                event_category="event__category",
            ),
        ),
    ),
)

OFFER = Register(
    model=FinancingOffer,
    title="offer of a bank",
    plural="offers of banks",
    policy_class="bank",
    columns_in_order=(
        "need",
        "bank",
        "offered_on",
        "amount",
        "rate",
        "concluded_on",
        "concluded_amount",
    ),
    scopes=Scopes(
        division="need__enterprise__division_id",
        chain="need__enterprise__chain_id",
        enterprise="need__enterprise_id",
        organisation="bank_id",
    ),
    facts=(
        Fact(
            name="financing_offer",
            entity="need",
            division="need__enterprise__division_id",
            chain="need__enterprise__chain_id",
            columns=fact_columns(
                FinancingOffer,
                "bank",
                "offered_on",
                "amount",
                "concluded_on",
                "concluded_amount",
            ),
        ),
    ),
)

REGISTERS = (NEED, PRESENTATION, OFFER)
