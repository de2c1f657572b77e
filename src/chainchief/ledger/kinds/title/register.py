"""The registers of titles and awards."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.title.checks import AWARD_CHECKS
from chainchief.ledger.kinds.title.models import Award, Title
from chainchief.ledger.registers import Register

_AWARD_COLUMNS = (
    "title",
    "batch_name",
    "first_batch",
    "standing",
    "grade",
    "awarded_on",
    "enterprise",
    "project",
    "product",
    "park",
    "cluster",
    "county",
    "valid_from",
    "valid_to",
)

REGISTERS = (
    Register(
        model=Title,
        title="title",
        plural="titles",
        policy_class="reference",
        columns_in_order=(
            "name",
            "level",
            "publisher",
            "rule",
            "years_valid",
            "kept_from",
            "valid_from",
            "valid_to",
        ),
        facts=(
            Fact(
                name="title",
                columns=fact_columns(Title, "level", "kept_from", "valid_from", "valid_to"),
            ),
        ),
        scopes=Scopes(
            division=NoScope("a title is open to all units"),
            chain=NoScope("a title is open to all chains"),
            enterprise=NoScope("a title is open to many firms"),
            organisation=NoScope("its publisher is named in words"),
        ),
    ),
    Register(
        model=Award,
        title="award",
        plural="awards",
        policy_class="firm",
        columns_in_order=(
            "name",
            "title",
            "batch_name",
            "first_batch",
            "standing",
            "grade",
            "enterprise",
            "project",
            "product",
            "park",
            "cluster",
            "county",
            "division",
            "chain",
            "awarded_on",
            "certificate",
            "notice",
            "document",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise="enterprise_id",
            organisation=NoScope("its publisher is named in words"),
        ),
        checks=AWARD_CHECKS,
        facts=(
            Fact(
                name="award",
                division="division_id",
                chain="chain_id",
                columns=fact_columns(Award, *_AWARD_COLUMNS, level="title__level"),
            ),
            # The same awards counted by firm: a firm that holds a title twice is one firm.
            Fact(
                name="award_enterprise",
                entity="enterprise",
                division="enterprise__division_id",
                chain="enterprise__chain_id",
                where={"enterprise__isnull": False},
                columns=fact_columns(
                    Award,
                    "title",
                    "batch_name",
                    "standing",
                    "grade",
                    "awarded_on",
                    "valid_from",
                    "valid_to",
                    level="title__level",
                ),
            ),
            # And by product: a list of products names many of one firm.
            Fact(
                name="award_product",
                entity="product",
                division="product__enterprise__division_id",
                chain="product__enterprise__chain_id",
                where={"product__isnull": False},
                columns=fact_columns(
                    Award,
                    "title",
                    "batch_name",
                    "first_batch",
                    "standing",
                    "grade",
                    "awarded_on",
                    "valid_from",
                    "valid_to",
                    level="title__level",
                    enterprise="product__enterprise",
                ),
            ),
        ),
    ),
)
