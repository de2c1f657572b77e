"""The check of a column that holds an industry of GB/T 4754-2017, for every kind that has one."""

from chainchief.core.choices import listed
from chainchief.core.codes import industries
from chainchief.core.faults import declare
from chainchief.core.i18n import _
from chainchief.ledger.checks.row import Row, RowCheck, RowFault

NO_SUCH_INDUSTRY = declare(
    "CHK-024",
    why="GB/T 4754-2017 has no such industry",
    remedy="write two to four digits as text, with the leading zero{near}",
)


def check_industry(column: str) -> RowCheck:
    """A check of `column`: a code of two to four digits that the standard has, or nothing."""

    def check(row: Row) -> list[RowFault]:
        code = str(row[column] or "")
        if not code or (code.isdigit() and industries.exists(code)):
            return []
        near = listed(map(str, industries.near_codes(code)))
        facts = {"near": _("; near it: {}").format(near) if near else ""}
        return [RowFault(NO_SUCH_INDUSTRY, column, facts)]

    return check
