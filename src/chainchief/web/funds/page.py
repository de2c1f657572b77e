"""Funds of a month, unit by unit in code order, and one spot check with what was found."""

from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Count
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.core.units import from_steps, plain, unit
from chainchief.indicators.display import amount_text
from chainchief.indicators.figures import Figure, Scope
from chainchief.ledger.actions.draw_funds_sample import drawn_again
from chainchief.ledger.kinds.funds.factor import factor, recognised_by
from chainchief.ledger.kinds.funds.models import FundsSample, FundsSampleItem
from chainchief.web.figures.numbers import Numbers, numbers_for
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import address_of, records_of

CODES = (
    "IND-FND-REPORTED",
    "IND-FND-VERIFIED",
    "IND-FND-RECOGNISED",
    "IND-FND-CHECK-REPORTED",
    "IND-FND-CHECK-VERIFIED",
    "IND-FND-FACTOR",
)
_SHOWN = (*CODES[:3], CODES[5])


@dataclass(frozen=True)
class Amount:
    """A figure as a cell, with the address of its receipt."""

    text: str
    address: str


@dataclass(frozen=True)
class SampleLink:
    name: str
    address: str
    words: str


@dataclass(frozen=True)
class UnitLine:
    """One unit: its amounts, and what its total comes to by the factor."""

    code: str
    name: str
    amounts: list[Amount]
    estimate: str
    samples: list[SampleLink]


@dataclass(frozen=True)
class FundsPage:
    """What templates/web/funds/index.html shows."""

    month: str
    as_at: list[str]
    lines: list[UnitLine]
    may_draw: bool
    division: str = ""
    seed: str = ""
    reason: str = ""
    faults: list[Fault] = field(default_factory=list)


def funds_page(
    month: Month, viewer: Viewer, given: dict[str, str], faults: tuple[Fault, ...] = ()
) -> FundsPage:
    """The units of the city with their three amounts; `given` is what was filled in."""
    numbers = numbers_for(month, None, CODES)
    territory = numbers.figures.territory
    samples = _samples(viewer, month)
    units = [code for code in territory.inside if code != territory.root]
    return FundsPage(
        month=str(month),
        as_at=[str(month), numbers.snapshot_words],
        lines=[
            _line(code, territory.names[code], numbers, month, samples.get(code, []))
            for code in units
        ],
        may_draw=policy.allowed(viewer, "enter", "statistics"),
        division=given.get("division", ""),
        seed=given.get("seed", ""),
        reason=given.get("reason", ""),
        faults=list(faults),
    )


def _line(
    code: str, name: str, numbers: Numbers, month: Month, samples: list[SampleLink]
) -> UnitLine:
    figures = {each: numbers.figures.get(each, Scope(code)) for each in CODES}
    return UnitLine(
        code,
        name,
        [_amount(figures[each], code, month) for each in _SHOWN],
        _estimate(figures),
        samples,
    )


def _amount(figure: Figure, division: str, month: Month) -> Amount:
    address = reverse("receipt", args=[figure.code])
    return Amount(figure.display, f"{address}?month={month}&division={division}")


def _estimate(figures: dict[str, Figure]) -> str:
    """The self-reported total by the factor of the unit's spot checks, in 亿元."""
    reported = figures["IND-FND-REPORTED"].parts.get("value")
    checked = figures["IND-FND-CHECK-REPORTED"].parts.get("value")
    proved = figures["IND-FND-CHECK-VERIFIED"].parts.get("value")
    of_unit = factor(proved or 0, checked or 0)
    if reported is None or of_unit is None:
        return "—"
    return amount_text(Fraction(recognised_by(of_unit, reported)), unit("亿元"), 2)


def _samples(viewer: Viewer, month: Month) -> dict[str, list[SampleLink]]:
    """Unit → its spot checks of the year, each with how many of those drawn are judged."""
    rows = records_of(FundsSample.kind, viewer).filter(
        month__gte=f"{month.year}-01", month__lte=str(month)
    )
    samples = list(rows.order_by("month", "code"))
    drawn = FundsSampleItem.objects.filter(sample__in=samples, withdrawn_on=None, drawn=True)
    counts = {
        sample: (judged, of)
        for sample, judged, of in drawn.values("sample_id")
        .annotate(judged=Count("verified"), of=Count("pk"))
        .values_list("sample_id", "judged", "of")
    }
    found: dict[str, list[SampleLink]] = {}
    for sample in samples:
        words = _("{} of {} judged").format(*counts.get(sample.code, (0, 0)))
        address = reverse("funds-sample", args=[sample.uid])
        found.setdefault(sample.division_id, []).append(SampleLink(sample.month, address, words))
    return found


@dataclass(frozen=True)
class ItemLine:
    """A project that was drawn; amounts in 万元."""

    field: str
    code: str
    name: str
    address: str
    reported: str
    verified: str
    finding: str
    judged_on: str
    vouchers: str


@dataclass(frozen=True)
class SamplePage:
    """What templates/web/funds/sample.html shows."""

    code: str
    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    here: str
    lines: list[ItemLine]
    others: str
    factor: str
    is_as_drawn: bool
    may_judge: bool
    reason: str = ""
    faults: list[Fault] = field(default_factory=list)


def sample_page(
    sample: FundsSample,
    viewer: Viewer,
    given: dict[str, str],
    faults: tuple[Fault, ...] = (),
) -> SamplePage:
    """One spot check; `given` is what was filled in."""
    items = list(sample.items.filter(withdrawn_on=None).select_related("project"))
    items.sort(key=lambda item: item.project_id)
    drawn = [item for item in items if item.drawn]
    vouchers = _vouchers([item.project_id for item in drawn], viewer, sample.month)
    judged = [item for item in drawn if item.verified is not None]
    of_unit = factor(
        sum(item.verified or 0 for item in judged), sum(item.reported for item in judged)
    )
    return SamplePage(
        code=sample.code,
        title=_("Spot check of funds: {} {}").format(sample.division.name, sample.month),
        crumbs=[
            Crumb(_("Funds in place"), f"{reverse('funds')}?month={sample.month}"),
            Crumb(sample.code),
        ],
        as_at=[
            _("drawn {}").format(sample.drawn_on.isoformat()),
            _("seed {}").format(sample.seed),
            _("projects drawn: {} of {}").format(len(drawn), len(items)),
        ],
        here=reverse("funds-sample", args=[sample.uid]),
        lines=[_item(item, vouchers.get(item.project_id, 0), given) for item in drawn],
        others=listed(item.project_id for item in items if not item.drawn),
        factor=f"{plain(round(of_unit * 100, 1))}%" if of_unit is not None else "—",
        is_as_drawn=drawn_again(sample),
        may_judge=policy.allowed(viewer, "enter", "statistics"),
        reason=given.get("reason", ""),
        faults=list(faults),
    )


def _item(item: FundsSampleItem, vouchers: int, given: dict[str, str]) -> ItemLine:
    name = f"verified-{item.project_id}"
    verified = in_wan(item.verified) if item.verified is not None else ""
    return ItemLine(
        item.project_id,
        item.project_id,
        item.project.name,
        address_of("project", item.project.uid),
        in_wan(item.reported),
        given.get(name, verified),
        given.get(f"finding-{item.project_id}", item.finding),
        item.judged_on.isoformat() if item.judged_on else "",
        in_wan(vouchers) if vouchers else "—",
    )


def _vouchers(projects: list[str], viewer: Viewer, month: str) -> dict[str, int]:
    """What the vouchers of each project in reach come to, of the year up to the month."""
    found: dict[str, int] = {}
    rows = records_of("funds_voucher", viewer).filter(
        project_id__in=projects, month__gte=f"{month[:4]}-01", month__lte=month
    )
    for project, amount in rows.values_list("project_id", "amount"):
        found[project] = found.get(project, 0) + amount
    return found


def in_wan(steps: int) -> str:
    """An amount in 分 as 万元, exact."""
    return plain(from_steps(steps, unit("万元")))
