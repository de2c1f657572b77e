"""The check of a unified social credit code, for every kind that has one."""

from chainchief.core.codes import credit_codes
from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.row import Row, RowFault

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
