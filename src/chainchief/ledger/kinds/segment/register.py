"""The registers of a chain's segments, their industries and links."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.core.faults import declare
from chainchief.ledger.checks.industries import check_industry
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.segment.checks import SEGMENT_CHECKS
from chainchief.ledger.kinds.segment.models import (
    Aspect,
    ChainSegment,
    SegmentClass,
    SegmentLink,
    SegmentTrait,
)
from chainchief.ledger.registers import Register

MATURITY_OF_TECHNOLOGY = declare(
    "CHK-240",
    why="a technology route has a maturity, and nothing else has one",
    remedy="choose how far the technology has come, or leave the maturity blank",
)
PLACE_OF_BENCHMARK = declare(
    "CHK-241",
    why="a benchmark firm has the province or city that it sits in, and nothing else has one",
    remedy="write the province or city, or leave it blank",
)


def check_maturity_of_technology(row: Row) -> list[RowFault]:
    right = bool(row["maturity"]) == (row["aspect"] == Aspect.TECHNOLOGY)
    return [] if right else [RowFault(MATURITY_OF_TECHNOLOGY, "maturity", {})]


def check_place_of_benchmark(row: Row) -> list[RowFault]:
    right = bool(row["place"]) == (row["aspect"] == Aspect.BENCHMARK)
    return [] if right else [RowFault(PLACE_OF_BENCHMARK, "place", {})]


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
        group_checks=SEGMENT_CHECKS,
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
        columns_in_order=(
            "supplier",
            "buyer",
            "flow",
            "essential",
            "confidence",
            "source",
            "document",
            "note",
        ),
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
                columns=fact_columns(
                    SegmentLink, "supplier", "buyer", "flow", "essential", "confidence"
                ),
            ),
        ),
    ),
    Register(
        model=SegmentTrait,
        title="trait of a segment",
        plural="traits of segments",
        policy_class="reference",
        columns_in_order=(
            "segment",
            "aspect",
            "name",
            "maturity",
            "place",
            "position",
            "confidence",
            "source",
            "document",
            "note",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division=NoScope("a segment lies in all units"),
            chain="segment__chain_id",
            enterprise=NoScope("a segment is of all its firms"),
            organisation=NoScope("a segment is of no single office"),
        ),
        checks=(check_maturity_of_technology, check_place_of_benchmark),
        facts=(
            Fact(
                name="segment_trait",
                entity="segment",
                chain="segment__chain_id",
                columns=fact_columns(
                    SegmentTrait,
                    "aspect",
                    "name",
                    "maturity",
                    "confidence",
                    "valid_from",
                    "valid_to",
                ),
            ),
        ),
    ),
)
