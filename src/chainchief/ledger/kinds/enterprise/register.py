"""The register of enterprises."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.core.faults import Severity, declare
from chainchief.core.i18n import _
from chainchief.ledger.checks.builders import Said
from chainchief.ledger.checks.credit_codes import check_credit_code
from chainchief.ledger.checks.industries import check_industry
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.fact_columns import fact_columns, flag_between
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.enterprise import sizes
from chainchief.ledger.kinds.enterprise.models import Enterprise, SizeClass
from chainchief.ledger.registers import Computed, Register

OTHER_SIZE = declare(
    "CHK-037",
    why="by the rule of 2017 for {industry} the firm is {by_rule}",
    remedy="check employees, revenue, assets and industry; or write that class",
    severity=Severity.WARNING,
)


def size_by_rule(row: Row) -> sizes.Sized | None:
    """The class by the rule of 2017, where employees, revenue and assets decide it."""
    measured = {what: _whole(row[what]) for what in sizes.MEASURES}
    return sizes.size_of(str(row["industry"] or ""), measured)


def name_of_size(row: Row) -> str:
    size = size_by_rule(row)
    return _(SizeClass(size.size_class).label) if size else ""


def check_size_class(row: Row) -> list[RowFault]:
    """The class stated against that of the rule."""
    stated, by_rule = row["size_class"], size_by_rule(row)
    if not stated or by_rule is None or by_rule.size_class == stated:
        return []
    facts = {"by_rule": Said(SizeClass(by_rule.size_class).label), "industry": by_rule.rule}
    return [RowFault(OTHER_SIZE, "size_class", facts)]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


REGISTERS = (
    Register(
        model=Enterprise,
        title="enterprise",
        plural="enterprises",
        policy_class="firm",
        columns_in_order=(
            "name",
            "credit_code",
            "division",
            "industry",
            "chain",
            "size_class",
            "employees",
            "revenue",
            "headquarters",
            "branch_of",
            "above_scale_from",
            "above_scale_to",
            "assets",
            "valid_from",
            "valid_to",
        ),
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise="code",
            organisation=NoScope("a firm is of no office"),
        ),
        computed=(Computed("size class by the rule of 2017", name_of_size),),
        checks=(check_credit_code, check_industry("industry"), check_size_class),
        facts=(
            Fact(
                name="enterprise",
                division="division_id",
                chain="chain_id",
                columns={
                    **fact_columns(
                        Enterprise,
                        "industry",
                        "size_class",
                        "employees",
                        "revenue",
                        "assets",
                        "headquarters",
                        "branch_of",
                        "valid_from",
                        "valid_to",
                        entered_scale_on="above_scale_from",
                        left_scale_on="above_scale_to",
                    ),
                    "above_scale": flag_between(
                        "above_scale_from", "above_scale_to", "above scale"
                    ),
                },
            ),
        ),
    ),
)
