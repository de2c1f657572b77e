"""The registers of what firms are in the chains."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.enterprise_role.checks import PRODUCT_CHECKS
from chainchief.ledger.kinds.enterprise_role.models import (
    EnterpriseList,
    EnterpriseListing,
    EnterpriseProduct,
    EnterpriseRole,
    EnterpriseSegment,
    MatchVerdict,
)
from chainchief.ledger.registers import Register

ROLE = Register(
    model=EnterpriseRole,
    title="role of a firm",
    plural="roles of firms",
    policy_class="firm",
    columns_in_order=("enterprise", "chain", "role", "notice", "valid_from", "valid_to"),
    scopes=Scopes(
        division="enterprise__division_id",
        chain="chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("a role is a firm's"),
    ),
    facts=(
        Fact(
            name="enterprise_role",
            entity="enterprise",
            division="enterprise__division_id",
            chain="chain_id",
            columns=fact_columns(
                EnterpriseRole,
                "role",
                "notice",
                "valid_from",
                "valid_to",
                size_class="enterprise__size_class",
            ),
        ),
    ),
)

LIST = Register(
    model=EnterpriseList,
    title="list of firms",
    plural="lists of firms",
    policy_class="reference",
    columns_in_order=(
        "name",
        "series",
        "publisher",
        "edition",
        "division",
        "valid_from",
        "valid_to",
    ),
    scopes=Scopes(
        division="division_id",
        chain=NoScope("a list names firms of all chains"),
        enterprise=NoScope("a list is of all firms on it"),
        organisation=NoScope("its publisher is named in words"),
    ),
    facts=(
        Fact(
            name="enterprise_list",
            division="division_id",
            columns=fact_columns(EnterpriseList, "series", "edition", "valid_from", "valid_to"),
        ),
    ),
)

LISTING = Register(
    model=EnterpriseListing,
    title="firm on a list",
    plural="firms on lists",
    policy_class="firm",
    columns_in_order=("enterprise", "listed_in", "valid_from", "valid_to"),
    scopes=Scopes(
        division="enterprise__division_id",
        chain="enterprise__chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("a place on a list is a firm's"),
    ),
    facts=(
        Fact(
            name="enterprise_listing",
            entity="enterprise",
            division="enterprise__division_id",
            chain="enterprise__chain_id",
            columns=fact_columns(
                EnterpriseListing,
                "valid_from",
                "valid_to",
                list="listed_in",
                series="listed_in__series",
            ),
        ),
    ),
)

SEGMENT = Register(
    model=EnterpriseSegment,
    title="firm in a segment",
    plural="firms in segments",
    policy_class="firm",
    columns_in_order=("enterprise", "segment", "basis", "valid_from", "valid_to"),
    scopes=Scopes(
        division="enterprise__division_id",
        chain="segment__chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("a place in a chain is a firm's"),
    ),
    facts=(
        Fact(
            name="enterprise_segment",
            entity="enterprise",
            division="enterprise__division_id",
            chain="segment__chain_id",
            columns=fact_columns(
                EnterpriseSegment,
                "segment",
                "valid_from",
                "valid_to",
                stream="segment__stream",
                key="segment__key",
            ),
        ),
        # The same rows counted by segment: how many segments have a local firm.
        Fact(
            name="segment_presence",
            entity="segment",
            division="enterprise__division_id",
            chain="segment__chain_id",
            columns=fact_columns(
                EnterpriseSegment,
                "enterprise",
                "valid_from",
                "valid_to",
                stream="segment__stream",
                key="segment__key",
            ),
        ),
    ),
)

PRODUCT = Register(
    model=EnterpriseProduct,
    title="product of a firm",
    plural="products of firms",
    policy_class="firm",
    columns_in_order=(
        "enterprise",
        "name",
        "segment",
        "main",
        "market",
        "market_share",
        "rank",
        "sales",
        "year",
        "share_source",
        "valid_from",
        "valid_to",
    ),
    scopes=Scopes(
        division="enterprise__division_id",
        chain="enterprise__chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("a product is a firm's"),
    ),
    checks=PRODUCT_CHECKS,
    facts=(
        Fact(
            name="enterprise_product",
            division="enterprise__division_id",
            chain="enterprise__chain_id",
            columns=fact_columns(
                EnterpriseProduct,
                "enterprise",
                "segment",
                "main",
                "market",
                "market_share",
                "rank",
                "sales",
                "year",
                "valid_from",
                "valid_to",
                size_class="enterprise__size_class",
            ),
        ),
    ),
)

MATCH = Register(
    model=MatchVerdict,
    title="verdict on a match",
    plural="verdicts on matches",
    policy_class="firm",
    columns_in_order=("enterprise", "segment", "buyer", "verdict", "reason", "judged_on"),
    scopes=Scopes(
        division="enterprise__division_id",
        chain="segment__chain_id",
        enterprise="enterprise_id",
        organisation=NoScope("a verdict on a match is of no office"),
    ),
    facts=(
        Fact(
            name="match_verdict",
            entity="enterprise",
            division="enterprise__division_id",
            chain="segment__chain_id",
            columns=fact_columns(MatchVerdict, "segment", "buyer", "verdict", "judged_on"),
        ),
    ),
)

REGISTERS = (MATCH, ROLE, LIST, LISTING, SEGMENT, PRODUCT)
