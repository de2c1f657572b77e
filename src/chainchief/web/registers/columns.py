"""Which columns a list shows: those that a kind's people look for first, or those chosen."""

from collections.abc import Mapping, Sequence

from chainchief.ledger.exchange.layout import columns_of
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import AnyColumn, Register

#: In place of names: every column of the kind.
ALL = "all"
#: What stands in the first column, whatever else is shown.
FIRST = ("name", "code")
#: Kinds whose lists would be too wide, with the columns that are shown unless others are chosen.
_SHOWN: Mapping[str, Sequence[str]] = {
    "project": ("chain", "division", "enterprise", "construction", "total_investment"),
    "difficulty": (
        "enterprise", "division", "category", "urgency", "host", "received_on", "due_on",
    ),
    "enterprise": ("credit_code", "division", "chain", "industry", "size_class", "revenue"),
    "project_report": (
        "project", "month", "invested", "funds_reported", "funds_verified", "funds_recognised",
    ),
    "project_stage": ("project", "stage", "reported_by", "occurred_on", "evidence"),
    "visit": ("form", "chain", "division", "leader", "occurred_on", "destination", "result"),
    "agreement": ("category", "chain", "division", "enterprise", "amount", "occurred_on"),
    "award": ("title", "grade", "enterprise", "division", "awarded_on", "valid_to"),
    "lead": ("chain", "division", "first_division", "state", "amount", "received_on"),
    "financing_need": ("enterprise", "purpose", "amount", "raised_on", "closed_on"),
    "chain_segment": ("chain", "stream", "products", "key", "position"),
    "official_statistic": ("series", "division", "span_to", "quantity", "unit", "standing"),
}  # fmt: skip


#: Of a kind that is not named above as many columns are shown, those that tell most.
_MOST = 8


def shown_columns(register: Register, chosen: Sequence[str]) -> list[AnyColumn]:
    """The columns beside the first, in the order of the workbook; unknown names are left out."""
    rest = [column for column in columns_of(register) if column.name not in FIRST]
    wanted = set(chosen or _SHOWN.get(register.kind) or _telling(register, rest))
    found = [column for column in rest if column.name in wanted or ALL in wanted]
    return found or rest


def _telling(register: Register, columns: Sequence[AnyColumn]) -> list[str]:
    """What says most of a record in a line: what its code is made of, whose it is, when, how much.

    Long texts and remarks wait for the record's own page.
    """
    composed = register.model.composed_of
    ranked = sorted(columns, key=lambda column: _rank(column, column.name in composed))
    return [column.name for column in ranked[:_MOST]]


def _rank(column: AnyColumn, is_composing: bool) -> int:
    kind = column.type
    if is_composing:
        return 0
    if kind.target or kind.is_state:
        return 1
    if kind.fact_type in (FactType.DATE, FactType.MONTH):
        return 2
    return 3 if kind.is_number else 4
