"""The registers of financing: needs, consents, products, presentations, offers, drawings.

A bank reaches no record of a need, a consent or a presentation, by no way in: what a consent opens
to it, field by field, it reads in its own room alone (`desk.financing.opened`).
"""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.financing.checks import (
    DRAWING_CHECKS,
    check_consent_opens_a_field,
    check_industries,
    check_title_was_held,
)
from chainchief.ledger.kinds.financing.models import (
    BankProduct,
    FinancingConsent,
    FinancingDecline,
    FinancingDrawing,
    FinancingNeed,
    FinancingOffer,
    Presentation,
)
from chainchief.ledger.registers import MovedByActs, Register

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
        "collateral",
        "contact",
        "detail",
        "outcome",
    ),
    scopes=Scopes(
        division="enterprise__division_id",
        chain="enterprise__chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("a bank reads in its room what the firm's consent opens of a need"),
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
                "collateral",
                "outcome",
            ),
        ),
    ),
)

CONSENT = Register(
    model=FinancingConsent,
    title="consent of a firm",
    plural="consents of firms",
    policy_class="bank",
    columns_in_order=(
        "need",
        "bank",
        "number",
        "valid_from",
        "valid_to",
        "opens_firm",
        "opens_industry",
        "opens_amount",
        "opens_term",
        "opens_purpose",
        "opens_collateral",
        "opens_contact",
        "opens_finances",
        "revoked_on",
        "informant",
        "document",
    ),
    scopes=Scopes(
        division="need__enterprise__division_id",
        chain="need__enterprise__chain_id",
        enterprise="need__enterprise_id",
        organisation=NoScope("no bank opens a need to itself, nor reads how it was opened"),
    ),
    checks=(check_consent_opens_a_field,),
    facts=(
        Fact(
            name="financing_consent",
            entity="need",
            division="need__enterprise__division_id",
            chain="need__enterprise__chain_id",
            columns=fact_columns(FinancingConsent, "bank", "valid_from", "valid_to", "revoked_on"),
        ),
    ),
)

PRODUCT = Register(
    model=BankProduct,
    title="bank product",
    plural="bank products",
    policy_class="bank",
    columns_in_order=(
        "name",
        "bank",
        "amount_least",
        "amount_most",
        "term_most",
        "rate_least",
        "rate_most",
        "takes_unsecured",
        "takes_guarantee",
        "takes_property",
        "takes_equipment",
        "takes_receivables",
        "takes_ip",
        "chain",
        "industries",
        "valid_from",
        "valid_to",
    ),
    scopes=Scopes(
        division=NoScope("a product is a bank's, for firms wherever they are"),
        chain="chain_id",
        enterprise=NoScope("a product is no firm's"),
        organisation="bank_id",
    ),
    checks=(check_industries,),
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
        "product",
        "term_months",
        "conditions",
        "valid_until",
        "chosen_on",
        "turned_down_on",
        "retracted_on",
        "draw_by",
        "process",
        "document",
    ),
    # The firm's word on an offer is the firm's: no bank writes it into its own record.
    moved_by_acts=MovedByActs("process", frozenset({"process", "chosen_on", "turned_down_on"})),
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
                "chosen_on",
                "draw_by",
                raised_on="need__raised_on",
            ),
        ),
    ),
)

DECLINE = Register(
    model=FinancingDecline,
    title="need that a bank declined",
    plural="needs that banks declined",
    policy_class="bank",
    columns_in_order=("need", "bank", "declined_on", "reason"),
    scopes=Scopes(
        division="need__enterprise__division_id",
        chain="need__enterprise__chain_id",
        enterprise="need__enterprise_id",
        organisation="bank_id",
    ),
    facts=(
        Fact(
            name="financing_decline",
            entity="need",
            division="need__enterprise__division_id",
            chain="need__enterprise__chain_id",
            columns=fact_columns(FinancingDecline, "bank", "declined_on"),
        ),
    ),
)

DRAWING = Register(
    model=FinancingDrawing,
    title="drawing under a contract",
    plural="drawings under contracts",
    policy_class="bank",
    columns_in_order=("offer", "number", "drawn_on", "amount", "document"),
    scopes=Scopes(
        division="offer__need__enterprise__division_id",
        chain="offer__need__enterprise__chain_id",
        enterprise="offer__need__enterprise_id",
        organisation="offer__bank_id",
    ),
    group_checks=DRAWING_CHECKS,
    facts=(
        Fact(
            name="financing_drawing",
            entity="offer",
            division="offer__need__enterprise__division_id",
            chain="offer__need__enterprise__chain_id",
            columns=fact_columns(
                FinancingDrawing,
                "drawn_on",
                "amount",
                bank="offer__bank",
                concluded_on="offer__concluded_on",
            ),
        ),
    ),
)

REGISTERS = (NEED, CONSENT, PRODUCT, PRESENTATION, OFFER, DECLINE, DRAWING)
