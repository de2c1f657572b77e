"""The records behind one answer about a chain, each with what it contributes, and their sums."""

from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers, Contribution, Grade
from chainchief.chainmap.coverage.receipts import sums_of
from chainchief.chainmap.wording import grade_word, percent, wan
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.registers import all_registers
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.frame.visible import doors

#: As many records as a panel shows at once.
MOST = 500
#: Parts in 分; all others are numbers of records or weights.
_MONEY = {"demand", "local"}
_PARTS = {
    "numerator": "numerator",
    "denominator": "denominator",
    "demand": "demand met from anywhere",
    "local": "of it bought here",
    "local_firms": "local firms",
    "firms_held_up": "local firms held up",
    "links": "links of the paths shown",
}


@dataclass(frozen=True)
class ReceiptLine:
    kind: str
    label: str
    address: str
    part: str
    amount: str


@dataclass(frozen=True)
class ChainReceipt:
    """What templates/web/chainmap/receipt.html shows."""

    code: str
    name: str
    place: str
    value: str
    definition: str
    grade: str
    sums: list[tuple[str, str]]
    lines: list[ReceiptLine]
    rest: str
    close: str


def chain_receipt(query: MapQuery, part: str, answers: Answers, viewer: Viewer) -> ChainReceipt:
    """WrongUseError for an answer that there is none of."""
    name, value, definition, grade, receipt, is_money = _answer(query, part, answers)
    known = doors(((line.cite.kind, line.cite.uid) for line in receipt[:MOST]), viewer)
    rest = len(receipt) - MOST
    return ChainReceipt(
        code=f"{part}-{query.segment}" if query.segment else part,
        name=name,
        place=_("{chain}, {day}").format(chain=answers.chart.name, day=query.day),
        value=value,
        definition=definition,
        grade=grade_word(grade),
        sums=[
            (_(_PARTS[each]), _amount(total, each, is_money))
            for each, total in sums_of(receipt).items()
        ],
        lines=[_line(line, known, is_money) for line in receipt[:MOST]],
        rest=(
            ngettext("and {count} more record", "and {count} more records", rest).format(count=rest)
            if rest > 0
            else ""
        ),
        close=query.address("chain-answers"),
    )


_Found = tuple[str, str, str, Grade, tuple[Contribution, ...], bool]


def _answer(query: MapQuery, part: str, answers: Answers) -> _Found:
    """Name, value, definition, evidence, records, and whether its sums are money."""
    shares = {
        "completeness": (
            _("Completeness"),
            _("Segments with a local firm over all; each counts as itself and what hangs on it."),
            answers.completeness,
            False,
        ),
        "rate-by-value": (
            _("Local rate by value"),
            _("Recorded purchases from local firms over all recorded purchases of its firms."),
            answers.rate_by_value,
            True,
        ),
        "rate-by-number": (
            _("Local rate by number of suppliers"),
            _("Local suppliers over all suppliers that its firms recorded."),
            answers.rate_by_number,
            False,
        ),
    }
    if part in shares:
        name, definition, share, is_money = shares[part]
        return name, percent(share.value), definition, share.grade, share.receipt, is_money
    if part == "segment" and query.segment in answers.chart.by_code:
        covered = answers.segment(query.segment)
        definition = _("Firms placed in the segment, or that sold its goods; purchases of them.")
        count = len(covered.local_firms)
        value = ngettext("{count} firm", "{count} firms", count).format(count=count)
        return covered.segment.name, value, definition, covered.grade, covered.receipt, False
    gap = next((g for g in answers.gaps if g.covered.segment.code == query.segment), None)
    if part == "gap" and gap is not None:
        definition = _("Local firms in all segments that stop without this one; its demand.")
        count = len(gap.firms_held_up)
        value = ngettext("{count} firm", "{count} firms", count).format(count=count)
        return gap.covered.segment.name, value, definition, gap.grade, gap.receipt, False
    raise WrongUseError(_("There is no such answer; choose one on the page of the chain."))


def _amount(amount: int, part: str, is_money: bool) -> str:
    if is_money or part in _MONEY:
        return _("{amount} (10,000 yuan)").format(amount=wan(amount))
    return f"{amount:,}"


def _line(line: Contribution, known: dict[tuple[str, str], str], is_money: bool) -> ReceiptLine:
    register = all_registers().get(line.cite.kind)
    return ReceiptLine(
        kind=_(register.title) if register else _("recorded purchase"),
        label=line.cite.label,
        address=known.get((line.cite.kind, line.cite.uid), ""),
        part=_(_PARTS[line.part]),
        amount=_amount(line.contribution, line.part, is_money),
    )
