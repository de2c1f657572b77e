"""A title is held on the day; a consent opens something; no more is drawn than was contracted."""

import datetime as dt
import re
from collections.abc import Mapping

from django.apps import apps
from django.db.models import Q

from chainchief.core.faults import Severity, declare
from chainchief.ledger.checks.group import GroupCheck, Rows
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.kinds.project.groups import amount_in_words

TITLE_NOT_HELD = declare(
    "CHK-050",
    why="the ledger knows of no award of this title to the firm that was in force on {day}",
    remedy="enter the award first, or leave the title blank",
    severity=Severity.WARNING,
)
OPENS_NOTHING = declare(
    "CHK-190",
    why="the consent names no field, so that the bank reads nothing of the need",
    remedy="say yes at the fields that the firm opens to this bank",
    severity=Severity.WARNING,
)
DRAWN_OVER_CONTRACT = declare(
    "CHK-191",
    why="{drawn} were drawn altogether, and the contract is over {contract}",
    remedy="check the amounts; what exceeds the contract belongs to another one",
)
DRAWN_WITHOUT_CONTRACT = declare(
    "CHK-192",
    why="no contract was concluded by that day for this offer",
    remedy="enter the day and the amount of the contract at the offer first",
)
NOT_INDUSTRIES = declare(
    "CHK-193",
    why="“{part}” is no beginning of an industry's code: two to four digits",
    remedy="write the codes with commas between, as 27, 3985; blank is every industry",
)
#: What stands between the codes of industries.
_BETWEEN = re.compile(r"[\s,，、;；]+")
_INDUSTRY = re.compile(r"[0-9]{2,4}")


def check_title_was_held(row: Row) -> list[RowFault]:
    title, day = row["title"], row["presented_on"]
    if not title or not isinstance(day, dt.date) or _holds(str(row["need"]), str(title), day):
        return []
    return [RowFault(TITLE_NOT_HELD, "title", {"day": day})]


def _holds(need: str, title: str, day: dt.date) -> bool:
    """Whether the firm of the need had the title on that day."""
    needs = apps.get_model("ledger", "FinancingNeed")._default_manager.filter(code=need)
    awards = apps.get_model("ledger", "Award")._default_manager.filter(
        Q(valid_from=None) | Q(valid_from__lte=day),
        Q(valid_to=None) | Q(valid_to__gte=day),
        title_id=title,
        withdrawn_on=None,
        awarded_on__lte=day,
        enterprise_id__in=needs.values("enterprise_id"),
    )
    return awards.exists()


def check_consent_opens_a_field(row: Row) -> list[RowFault]:
    opened = [name for name, value in row.items() if name.startswith("opens_") and value]
    return [] if opened else [RowFault(OPENS_NOTHING, "opens_amount", {})]


def industries_in(text: str) -> list[str]:
    """The parts of a text that names industries by the beginnings of their codes."""
    return [part for part in _BETWEEN.split(text) if part]


def check_industries(row: Row) -> list[RowFault]:
    wrong = [
        part
        for part in industries_in(str(row["industries"] or ""))
        if not _INDUSTRY.fullmatch(part)
    ]
    return [RowFault(NOT_INDUSTRIES, "industries", {"part": part}) for part in wrong[:1]]


def find_drawings_without_contract(
    rows: Rows, offer: Mapping[str, object]
) -> list[tuple[int, RowFault]]:
    """Find drawings of an offer that was not concluded, or before the day on which it was."""
    concluded = offer.get("concluded_on")
    return [
        (position, RowFault(DRAWN_WITHOUT_CONTRACT, "drawn_on", {}))
        for position, row in enumerate(rows)
        if not isinstance(concluded, dt.date) or _is_before(row["drawn_on"], concluded)
    ]


def _is_before(day: object, other: dt.date) -> bool:
    return isinstance(day, dt.date) and day < other


def find_drawings_over_contract(
    rows: Rows, offer: Mapping[str, object]
) -> list[tuple[int, RowFault]]:
    """Find the drawings with which the sum, in the order of their days, exceeds the contract."""
    contract = offer.get("concluded_amount")
    if not isinstance(contract, int):
        return []
    drawn, faults = 0, []
    order = sorted(range(len(rows)), key=lambda at: (str(rows[at]["drawn_on"]), at))
    for position in order:
        amount = rows[position]["amount"]
        drawn += amount if isinstance(amount, int) else 0
        if drawn > contract:
            facts = {"drawn": amount_in_words(drawn), "contract": amount_in_words(contract)}
            faults.append((position, RowFault(DRAWN_OVER_CONTRACT, "amount", facts)))
    return faults


DRAWING_CHECKS = (
    GroupCheck("offer", find_drawings_without_contract, ("concluded_on",)),
    GroupCheck("offer", find_drawings_over_contract, ("concluded_amount",)),
)
