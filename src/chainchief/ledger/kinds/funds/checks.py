"""Checks of vouchers and spot checks: used once, of a kind that counts, judged as drawn."""

from collections.abc import Mapping

from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.group import GroupCheck, Rows
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.kinds.funds.method import PRESET
from chainchief.ledger.kinds.project.groups import amount_in_words

USED_TWICE = declare(
    "CHK-180",
    why="the project {other} has this voucher already ({number}, {day}, {amount})",
    remedy="a voucher proves one amount of one project: take it out here, or withdraw it there",
)
KIND_DOES_NOT_COUNT = declare(
    "CHK-181",
    why="by the rule in force this kind of voucher proves no funds",
    remedy="add the voucher that shows the payment; the rule is the preset funds-recognition.yaml",
    severity=Severity.WARNING,
)
PROVED_OVER_REPORTED = declare(
    "CHK-182",
    why="more was found proved than the {reported} reported when the check was drawn",
    remedy="write at most that: a spot check says how much of what was reported is proved",
)
NOT_DRAWN = declare(
    "CHK-183",
    why="this project was not drawn for the check",
    remedy="judge those that were drawn; the draw cannot be chosen afterwards",
)
HALF_JUDGED = declare(
    "CHK-184",
    why="a judgement is an amount and the day on which it was made",
    remedy="write both, or neither",
)


def find_vouchers_used_twice(rows: Rows, _none: Mapping[str, object]) -> list[tuple[int, RowFault]]:
    """Find vouchers of one number, day and amount that stand at two projects."""
    first: dict[tuple[object, object], int] = {}
    faults = []
    for position, row in enumerate(rows):
        key = (row["dated_on"], row["amount"])
        if key not in first:
            first[key] = position
        elif rows[first[key]]["project"] != row["project"]:
            faults += [
                (at, _used_twice(rows[at], rows[other]))
                for at, other in ((position, first[key]), (first[key], position))
            ]
    return faults


def _used_twice(row: Mapping[str, object], other: Mapping[str, object]) -> RowFault:
    facts = {
        "number": row["number"],
        "day": row["dated_on"],
        "amount": amount_in_words(row["amount"]),
        "other": other["project"],
    }
    return RowFault(USED_TWICE, "number", facts)


def check_kind_counts(row: Row) -> list[RowFault]:
    counts = {entry.code for entry in PRESET.load().evidence if entry.counts}
    kind = str(row["voucher_kind"] or "")
    return [] if not kind or kind in counts else [RowFault(KIND_DOES_NOT_COUNT, "voucher_kind", {})]


def check_judgement(row: Row) -> list[RowFault]:
    reported, verified = row["reported"], row["verified"]
    faults = []
    if (verified is None) != (row["judged_on"] is None):
        faults.append(
            RowFault(HALF_JUDGED, "judged_on" if verified is not None else "verified", {})
        )
    if verified is not None and not row["drawn"]:
        faults.append(RowFault(NOT_DRAWN, "verified", {}))
    if isinstance(verified, int) and isinstance(reported, int) and verified > reported:
        facts = {"reported": amount_in_words(reported)}
        faults.append(RowFault(PROVED_OVER_REPORTED, "verified", facts))
    return faults


VOUCHER_CHECKS = (GroupCheck("number", find_vouchers_used_twice),)
