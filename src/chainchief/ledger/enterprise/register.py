"""The register of enterprises."""

from dataclasses import dataclass

from chainchief.core import credit_codes
from chainchief.core.faults import Severity, declare
from chainchief.core.i18n import _
from chainchief.ledger.enterprise import sizes
from chainchief.ledger.enterprise.models import Enterprise, SizeClass
from chainchief.ledger.factcolumns import fact_columns, flag_between
from chainchief.ledger.facts import Fact
from chainchief.ledger.industrychecks import check_industry
from chainchief.ledger.registers import Register
from chainchief.ledger.rowchecks import Row, RowFault

BAD_CREDIT_CODE = declare(
    "CHK-022",
    why="it is not a unified social credit code: 18 characters whose last one checks the others",
    remedy="copy it from the business licence; leave it blank where the firm has none",
)
ODD_INNER_CODE = declare(
    "CHK-023",
    why="the organisation code inside (characters 9 to 17) fails its own check",
    remedy="compare with the business licence; some reissued codes are like this",
    severity=Severity.WARNING,
)


OTHER_SIZE = declare(
    "CHK-037",
    why="by the rule of 2017 for {industry} the firm is {by_rule}",
    remedy="check employees, revenue, assets and industry; or write that class",
    severity=Severity.WARNING,
)


@dataclass(frozen=True)
class _Label:
    """A size class, named in the language of whoever reads the fault."""

    size_class: str

    def __str__(self) -> str:
        return _(SizeClass(self.size_class).label)


def check_credit_code(row: Row) -> list[RowFault]:
    code = row["credit_code"]
    if not code:
        return []
    if not credit_codes.is_valid(str(code)):
        return [RowFault(BAD_CREDIT_CODE, "credit_code", {})]
    if not credit_codes.inner_check_holds(str(code)):
        return [RowFault(ODD_INNER_CODE, "credit_code", {})]
    return []


def check_size_class(row: Row) -> list[RowFault]:
    """The class stated against that of the rule, where employees, revenue and assets decide it."""
    stated = row["size_class"]
    if not stated:
        return []
    measured = {what: _whole(row[what]) for what in sizes.MEASURES}
    found = sizes.size_of(str(row["industry"] or ""), measured)
    if found is None or found.size_class == stated:
        return []
    facts = {"by_rule": _Label(found.size_class), "industry": found.rule}
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
        division="division_id",
        chain="chain_id",
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
