"""The month as it would be closed now: figures that moved most, and why; what the release lacks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.core.units import Dimension
from chainchief.dispatch import closing
from chainchief.indicators.describe.as_json import part_unit
from chainchief.indicators.display import amount_text
from chainchief.indicators.figures import Contribution, Figure, MetricType, Scope
from chainchief.web.documents.cautions import Caution
from chainchief.web.documents.release import side_panel
from chainchief.web.figures.numbers import Numbers, numbers_for
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.query import WORKING, CellQuery

#: So many figures are shown with the records behind their movement, and so many of these each.
MOST, RECORDS = 12, 3
#: Steps of a rate that make one.
_WHOLE = 1_000_000
_TEMPLATE = "press-release"
#: Numbers that are looked up from others, or have no size that moves.
_NOT_MOVING = frozenset({MetricType.RANK, MetricType.STREAK, MetricType.RECORD, MetricType.MEMBERS})


@dataclass(frozen=True)
class MoverLine:
    """A figure that moved: before, now, by how much, and which records made most of that."""

    name: str
    address: str
    before: str
    now: str
    change: str
    why: str


@dataclass(frozen=True)
class RehearsalPage:
    """What templates/web/months/rehearsal.html shows."""

    title: str
    crumbs: list[Crumb]
    month: str
    compared: str
    movers: list[MoverLine]
    cautions: list[Caution]
    release: str


def rehearsal_page(month: Month, viewer: Viewer) -> RehearsalPage:
    now, before = numbers_for(month, WORKING), numbers_for(month + -1, None)
    query = CellQuery(month, snapshot=WORKING)
    here = reverse("month", args=[str(month)])
    release = f"{reverse('release', args=[_TEMPLATE])}?{query.query}"
    return RehearsalPage(
        title=_("{month}: as it would be closed now").format(month=month.label),
        crumbs=[
            Crumb(_("Months"), reverse("months")),
            Crumb(month.label, here),
            Crumb(_("As it would be closed")),
        ],
        month=str(month),
        compared=_("against {month}, {snapshot}").format(
            month=before.month.label, snapshot=before.snapshot_name
        ),
        movers=movers(now, before),
        cautions=side_panel(_TEMPLATE, query, viewer, "").cautions,
        release=release,
    )


def movers(now: Numbers, before: Numbers) -> list[MoverLine]:
    """The city's figures that moved most against the month before, by share of what they were."""
    scope = Scope(now.figures.territory.root)
    then = {figure.code: figure for figure in before.figures_of(scope)}
    moved: list[tuple[Fraction, Figure, Figure]] = []
    for figure in now.figures_of(scope):
        earlier = then.get(figure.code)
        if earlier is None or figure.nature in _NOT_MOVING:
            continue
        if figure.value is None or earlier.value is None or figure.value == earlier.value:
            continue
        moved.append((_share(earlier.value, figure), earlier, figure))
    moved.sort(key=lambda one: (-one[0], one[2].code))
    return [_line(now, before, share, *pair) for share, *pair in moved[:MOST]]


def _share(before: Fraction, figure: Figure) -> Fraction:
    """How much a figure moved, as a share of what it was; a rate, in its own points."""
    moved = abs((figure.value or 0) - before)
    if figure.unit.dimension is Dimension.RATE:
        return Fraction(moved, _WHOLE)
    return moved / (abs(before) or 1)


def _line(
    now: Numbers, before: Numbers, share: Fraction, earlier: Figure, figure: Figure
) -> MoverLine:
    rises = figure.value is not None and earlier.value is not None and figure.value > earlier.value
    query = CellQuery(now.month, snapshot=WORKING).query
    sign = "+" if rises else "−"
    if figure.unit.dimension is Dimension.RATE:
        points = f"{float(share) * 100:.1f}"
        change = _("points: {sign}{points}").format(sign=sign, points=points)
    else:
        change = f"{sign}{float(share):.0%}" if earlier.value else "—"
    return MoverLine(
        figure.name,
        f"{reverse('indicator', args=[figure.code])}?{query}",
        earlier.display,
        figure.display,
        change,
        _why(now, before, earlier, figure),
    )


def _why(now: Numbers, before: Numbers, earlier: Figure, figure: Figure) -> str:
    """The records whose contributions changed most, and by how many records the number rests."""
    if not figure.parts or set(figure.parts) != set(earlier.parts):
        return _("records behind it: {now}, last month {then}").format(
            now=figure.records, then=earlier.records
        )
    part = max(figure.parts, key=lambda name: abs(figure.parts[name] - earlier.parts[name]))
    old = _by_record(before.receipt_of(figure.code, earlier.scope).contributions, part)
    new = _by_record(now.receipt_of(figure.code, figure.scope).contributions, part)
    steps = {
        key: new.get(key, (0, ""))[0] - old.get(key, (0, ""))[0] for key in old.keys() | new.keys()
    }
    largest = sorted(steps, key=lambda key: (-abs(steps[key]), key))[:RECORDS]
    unit = part_unit(part, now.catalogue[figure.code], now.catalogue)
    is_count = all(abs(step) <= 1 for step in steps.values())
    words = []
    for key in largest:
        if steps[key]:
            label = (new.get(key) or old[key])[1]
            sign = "+" if steps[key] > 0 else "−"
            amount = "" if is_count else f" {sign}{amount_text(Fraction(abs(steps[key])), unit, 0)}"
            words.append(f"{label}{amount}")
    changed = sum(1 for step in steps.values() if step)
    return _("{records} (records that changed: {count})").format(
        records=listed(words), count=changed
    )


def _by_record(lines: Iterable[Contribution], part: str) -> dict[str, tuple[int, str]]:
    """Record → what it contributes to the part, and its name."""
    amounts: defaultdict[str, int] = defaultdict(int)
    labels: dict[str, str] = {}
    for line in lines:
        if line.part == part:
            amounts[f"{line.kind}/{line.code}"] += line.contribution
            labels[f"{line.kind}/{line.code}"] = line.label or line.code
    return {key: (amount, labels[key]) for key, amount in amounts.items()}


def may_rehearse(month: Month) -> bool:
    """Whether there is something to compare: the month is open, an earlier one is closed."""
    return not closing.is_closed(month) and closing.latest_closed(month + -1) is not None
