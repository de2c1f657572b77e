"""Statuses, reasons, grades and amounts in the reader's language."""

from collections.abc import Iterable
from fractions import Fraction

from chainchief.chainmap.chart.model import Flow
from chainchief.chainmap.coverage.grades import Grade
from chainchief.chainmap.coverage.segments import Reason, Status, Why
from chainchief.core.i18n import ENGLISH, _, language
from chainchief.core.rounding import rounded
from chainchief.core.units import from_steps, unit

_STATUS = {
    Status.UNKNOWN: "not known",
    Status.MISSING: "missing",
    Status.AT_RISK: "at risk",
    Status.WEAK: "weak",
    Status.STRONG: "strong",
}
_GRADE = {
    Grade.RECORDED: "recorded purchase",
    Grade.DECLARED: "declared",
    Grade.TEMPLATE: "template",
    Grade.GUESS: "guess",
}
_WHY = {
    Why.NO_LOCAL_FIRM: "no local firm",
    Why.ONE_OUTSIDE_SOURCE: "one source outside delivers {found} (from {threshold} on: a risk)",
    Why.FEW_LOCAL_FIRMS: "local firms: {found} (fewer than {threshold}: weak)",
    Why.CONCENTRATED: "concentration of sources (HHI) {found} (above {threshold}: weak)",
    Why.SHORT_OF_CAPACITY: "declared capacity is {found} of demand (below {threshold}: weak)",
}
_SHARES = {Why.ONE_OUTSIDE_SOURCE, Why.SHORT_OF_CAPACITY}


def status_word(status: Status) -> str:
    return _(_STATUS[status])


def grade_word(grade: Grade) -> str:
    return _(_GRADE[grade])


def reason_words(reasons: Iterable[Reason]) -> str:
    return joined(_reason(each) for each in reasons)


def joined(clauses: Iterable[str]) -> str:
    """Clauses of one sentence, as the reader's language parts them."""
    return ("; " if language() == ENGLISH else "；").join(clauses)


def _reason(reason: Reason) -> str:
    tell = percent if reason.why in _SHARES else plain_number
    return _(_WHY[reason.why]).format(found=tell(reason.found), threshold=tell(reason.threshold))


def percent(share: Fraction | None) -> str:
    """A share with one decimal, or a dash where there is none; what is not 0 never shows as 0."""
    if share is None:
        return "—"
    shown = rounded(share * 100, 1)
    return _("under 0.1%") if shown == 0 and share else f"{shown}%"


def plain_number(value: Fraction) -> str:
    """A whole number as it is, any other with two decimals."""
    return str(rounded(value, 0 if value.denominator == 1 else 2))


def wan(amount: int | None) -> str:
    """分 in 万元, rounded once; a known amount that is not zero never shows as zero."""
    if amount is None:
        return ""
    value = from_steps(amount, unit("万元"))
    shown = rounded(value)
    if shown == 0 and amount:
        return _("under 1")
    return str(shown)


def link_words(flow: Flow) -> str:
    """The confidence in a link and who says so; "" where neither is recorded."""
    words = [_("proved by a document")] if flow.is_proved else []
    if flow.confidence is not None:
        words.append(_("confidence {share}").format(share=percent(flow.confidence)))
    if flow.source:
        words.append(_("source: {source}").format(source=flow.source))
    return joined(words)


def path_words(names: Iterable[str], grade: Grade) -> str:
    """`钢材 → 铸件`, and whether a link on the way is to be verified."""
    path = " → ".join(names)
    return _("{path} (to be verified)").format(path=path) if grade is Grade.GUESS else path
