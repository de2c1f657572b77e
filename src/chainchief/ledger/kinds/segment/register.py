"""The registers of a chain's segments, their industries and links."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.industries import check_industry
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.segment.models import ChainSegment, SegmentClass, SegmentLink
from chainchief.ledger.registers import Register

REGISTERS = (
    Register(
        model=ChainSegment,
        title="segment of a chain",
        plural="segments of chains",
        policy_class="reference",
        columns_in_order=(
            "name",
            "chain",
            "stream",
            "position",
            "products",
            "key",
            "source",
            "note",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division=NoScope("a segment lies in all units"),
            chain="chain_id",
            enterprise=NoScope("a segment is of all its firms"),
            organisation=NoScope("a segment is of no single office"),
        ),
        facts=(
            Fact(
                name="chain_segment",
                chain="chain_id",
                columns=fact_columns(
                    ChainSegment, "stream", "position", "key", "valid_from", "valid_to"
                ),
            ),
        ),
    ),
    Register(
        model=SegmentClass,
        title="industry of a segment",
        plural="industries of segments",
        policy_class="reference",
        columns_in_order=("segment", "industry"),
        scopes=Scopes(
            division=NoScope("a segment lies in all units"),
            chain="segment__chain_id",
            enterprise=NoScope("a segment is of all its firms"),
            organisation=NoScope("a segment is of no single office"),
        ),
        checks=(check_industry("industry"),),
        facts=(
            Fact(
                name="segment_class",
                entity="segment",
                chain="segment__chain_id",
                columns=fact_columns(SegmentClass, "industry"),
            ),
        ),
    ),
    Register(
        model=SegmentLink,
        title="link between segments",
        plural="links between segments",
        policy_class="reference",
        columns_in_order=("supplier", "buyer", "flow", "essential", "note"),
        scopes=Scopes(
            division=NoScope("a segment lies in all units"),
            chain="buyer__chain_id",
            enterprise=NoScope("a segment is of all its firms"),
            organisation=NoScope("a segment is of no single office"),
        ),
        facts=(
            Fact(
                name="segment_link",
                chain="buyer__chain_id",
                columns=fact_columns(SegmentLink, "supplier", "buyer", "flow", "essential"),
            ),
        ),
    ),
)
