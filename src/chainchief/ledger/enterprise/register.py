"""The register of enterprises."""

from chainchief.core import credit_codes
from chainchief.core.faults import Severity, declare
from chainchief.ledger.enterprise.models import Enterprise
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


def check_credit_code(row: Row) -> list[RowFault]:
    code = row["credit_code"]
    if not code:
        return []
    if not credit_codes.is_valid(str(code)):
        return [RowFault(BAD_CREDIT_CODE, "credit_code", {})]
    if not credit_codes.inner_check_holds(str(code)):
        return [RowFault(ODD_INNER_CODE, "credit_code", {})]
    return []


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
            "valid_from",
            "valid_to",
        ),
        division="division_id",
        chain="chain_id",
        checks=(check_credit_code, check_industry("industry")),
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
                        "headquarters",
                        "branch_of",
                        "valid_from",
                        "valid_to",
                        entered_scale_on="above_scale_from",
                        left_scale_on="above_scale_to",
                    ),
                    "above_scale": flag_between("above_scale_from", "above_scale_to"),
                },
            ),
        ),
    ),
)
