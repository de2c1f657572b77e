"""What columns that many kinds share mean, and how a cell of some looks when filled in."""

from collections.abc import Mapping

from chainchief.core.i18n import _
from chainchief.ledger.registers import AnyColumn

#: By machine name; a column with words of its own in the model keeps those.
_MEANINGS: Mapping[str, str] = {
    "valid_from": "the first day on which it holds",
    "valid_to": "the last day on which it holds, this day included; blank while it holds",
    "occurred_on": "the day on which it happened",
    "reported_on": "the day on which it was reported",
    "recognised_on": "the day on which the office recognised it; figures count it from then on",
    "evidence": "whether the proof was looked at and accepted",
    "document": "the file that proves it, kept beforehand among the evidence",
    "revision": "0 for the first report of a month, 1 for its first correction, and so on",
    "duplicate_of": "the other record of the same project, which is the one that counts",
    "above_scale_from": "the day on which the firm became one above scale",
    "above_scale_to": "the last day on which it was one above scale",
    "credit_code": "18 characters, as on the business licence",
    "invested": "since January of that year, up to the end of the month",
    "funds_reported": "since January of that year, as the unit reports it",
    "funds_verified": "since January of that year, as far as proofs were seen",
    "funds_recognised": "since January of that year, as far as it counts",
    "total_investment": "planned, for the whole of the project",
    "share": "all units of a project together make 100",
    "market_share": "of the whole market of the product, from 0 to 100",
    "revenue": "of the whole of last year",
    "quantity": "in the unit that stands in the row",
    "position": "place in lists; small numbers come first",
    "informant": "who told it on behalf of the firm",
    "division": "the unit in whose area it lies, or that reports it",
}
_TEXTS: Mapping[str, str] = {"credit_code": "91350100M000100Y43", "industry": "3985"}


def all_column_help() -> tuple[str, ...]:
    """The message ids, for whoever wants to know whether all are translated."""
    return tuple(_MEANINGS.values())


def column_help(column: AnyColumn) -> str:
    """The help of a column, where its title leaves that open; else ""."""
    meaning = _MEANINGS.get(column.name, "")
    return _(meaning) if meaning else ""


def example_of(column: AnyColumn) -> str:
    """A cell as it may be filled in; "" for names and free text."""
    return column.type.example or _TEXTS.get(column.name, "")
