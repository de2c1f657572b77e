"""The registers of platforms, clusters and parks."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.events import EVENT_CHECKS, EVENT_COLUMNS
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.platform.models import (
    Cluster,
    ClusterRating,
    Park,
    ParkExtension,
    Platform,
)
from chainchief.ledger.registers import Register

PLATFORM = Register(
    model=Platform,
    title="platform",
    plural="platforms",
    policy_class="chain",
    columns_in_order=(
        "name",
        "category",
        "chain",
        "division",
        "host",
        "opened_on",
        "document",
        "valid_from",
        "valid_to",
    ),
    scopes=Scopes(
        division="division_id",
        chain="chain_id",
        enterprise=NoScope("a platform stands behind a whole chain"),
        organisation="host_id",
    ),
    facts=(
        Fact(
            name="platform",
            division="division_id",
            chain="chain_id",
            columns=fact_columns(
                Platform, "category", "host", "opened_on", "valid_from", "valid_to"
            ),
        ),
        # The same platforms counted by chain: how many chains have one.
        Fact(
            name="platform_chain",
            entity="chain",
            division="division_id",
            chain="chain_id",
            where={"chain__isnull": False},
            columns=fact_columns(
                Platform, "category", "host", "opened_on", "valid_from", "valid_to"
            ),
        ),
    ),
)

CLUSTER = Register(
    model=Cluster,
    title="cluster",
    plural="clusters",
    policy_class="reference",
    columns_in_order=("name", "category", "chain", "division", "valid_from", "valid_to"),
    scopes=Scopes(
        division="division_id",
        chain="chain_id",
        enterprise=NoScope("a cluster is of all its firms"),
        organisation=NoScope("a cluster is of no single office"),
    ),
    facts=(
        Fact(
            name="cluster",
            division="division_id",
            chain="chain_id",
            columns=fact_columns(Cluster, "category", "valid_from", "valid_to"),
        ),
    ),
)

RATING = Register(
    model=ClusterRating,
    title="rating of a cluster",
    plural="ratings of clusters",
    policy_class="chain",
    columns_in_order=("cluster", "scheme", "edition", "grade", "rated_on", "notice", "document"),
    scopes=Scopes(
        division="cluster__division_id",
        chain="cluster__chain_id",
        enterprise=NoScope("a cluster is of all its firms"),
        organisation=NoScope("the rating office is named in words"),
    ),
    facts=(
        Fact(
            name="cluster_rating",
            entity="cluster",
            division="cluster__division_id",
            chain="cluster__chain_id",
            columns=fact_columns(
                ClusterRating,
                "scheme",
                "edition",
                "grade",
                "rated_on",
                category="cluster__category",
            ),
        ),
    ),
)

PARK = Register(
    model=Park,
    title="park",
    plural="parks",
    policy_class="county",
    columns_in_order=(
        "name",
        "category",
        "chain",
        "division",
        "area",
        "valid_from",
        "valid_to",
    ),
    scopes=Scopes(
        division="division_id",
        chain="chain_id",
        enterprise=NoScope("a park is of all its firms"),
        organisation=NoScope("a park is of no single office"),
    ),
    facts=(
        Fact(
            name="park",
            division="division_id",
            chain="chain_id",
            columns=fact_columns(Park, "category", "area", "valid_from", "valid_to"),
        ),
    ),
)

EXTENSION = Register(
    model=ParkExtension,
    title="extension of a park",
    plural="extensions of parks",
    policy_class="county",
    columns_in_order=(
        "park",
        "approval",
        "area",
        *EVENT_COLUMNS,
        "document",
    ),
    scopes=Scopes(
        division="park__division_id",
        chain="park__chain_id",
        enterprise=NoScope("a park is of all its firms"),
        organisation=NoScope("the approving office is named in words"),
    ),
    checks=EVENT_CHECKS,
    facts=(
        Fact(
            name="park_extension",
            entity="park",
            division="park__division_id",
            chain="park__chain_id",
            columns=fact_columns(
                ParkExtension,
                "approval",
                "area",
                *EVENT_COLUMNS,
            ),
        ),
    ),
)

REGISTERS = (PLATFORM, CLUSTER, RATING, PARK, EXTENSION)
