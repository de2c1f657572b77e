"""What a role works on, beside what needs it today: a few records each, every one a door."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.core.units import unit
from chainchief.ledger.kinds.project.models import Stage
from chainchief.ledger.registers import choice_word
from chainchief.web.figures.amounts import amount
from chainchief.web.figures.speech import spoken
from chainchief.web.frame.today import Now
from chainchief.web.frame.visible import address_of, holding_on, records_of

#: Lines of a block; the others are on the list that its foot leads to.
SHOWN = 8
#: Stages that change what a month is about.
_TELLING = (
    Stage.SIGNED,
    Stage.STARTED,
    Stage.STALLED,
    Stage.COMPLETED,
    Stage.PRODUCING,
    Stage.ENDED,
)


@dataclass(frozen=True)
class BlockLine:
    """A record: what it is, what is to be known of it, and its page."""

    name: str
    about: str
    address: str


@dataclass(frozen=True)
class Block:
    """Some records under a heading, and the list of all of them."""

    key: str
    title: str
    summary: str
    lines: list[BlockLine]
    all_words: str
    address: str


Make = Callable[[Viewer, Now], Block | None]


def makers_for(viewer: Viewer) -> list[Make]:
    """The blocks of the roles that the viewer holds, each made apart so that one may fail."""
    held = {one.role for one in viewer.held}
    of_role: tuple[tuple[set[str], Make], ...] = (
        ({"chain-office", "county", "machine-admin"}, _changes),
        ({"firm"}, _own_firm),
        ({"firm"}, _policies),
        ({"bank"}, _offers),
        ({"figure-provider"}, _series),
    )
    return [make for roles, make in of_role if roles & held]


def _block(
    key: str,
    title: str,
    rows: "QuerySet[Any, Any]",
    line: Callable[[Any], tuple[str, str]],
    summary: Callable[[Any], str] = lambda _row: "",
) -> Block | None:
    """The first of the rows, which are within the viewer's reach; nothing where there is none.

    `summary` says from any of the rows what is to be known of all.
    """
    found = list(rows.annotate(in_all=Window(Count("pk")))[:SHOWN])
    if not found:
        return None
    kind, number = found[0].kind, found[0].in_all
    return Block(
        key,
        title,
        summary(found[0]),
        [BlockLine(*line(one), address_of(kind, one.uid)) for one in found],
        ngettext("{number} record in all", "{number} records in all", number).format(number=number),
        reverse("record-list", args=[kind]),
    )


def _changes(viewer: Viewer, moment: Now) -> Block | None:
    """Stages of projects recognised since the newest closed month, each with its record."""
    if moment.closed is None or not policy.allowed(viewer, "see", "county"):
        return None
    since = moment.closed.last
    rows = records_of("project_stage", viewer).filter(
        project__withdrawn_on=None,
        evidence="accepted",
        stage__in=_TELLING,
        recognised_on__gt=since,
        recognised_on__lte=moment.day,
    )
    rows = rows.annotate(
        **{f"in_{stage}": Window(Count("pk", filter=Q(stage=stage))) for stage in _TELLING}
    )
    return _block(
        "changes",
        _("Changes since {month}").format(month=moment.closed.label),
        rows.select_related("project__division").order_by("-recognised_on", "code"),
        lambda one: (
            one.project.name,
            f"{choice_word('project_stage', 'stage', one.stage)} · {one.recognised_on}"
            f" · {one.project.division.name}",
        ),
        _stages_counted,
    )


def _stages_counted(row: Any) -> str:
    """How many of each stage there are, from a row that has them beside it."""
    numbers = ((stage, getattr(row, f"in_{stage}")) for stage in _TELLING)
    return _(", ").join(
        _("{stage} {number}").format(stage=_(str(stage.label)), number=number)
        for stage, number in numbers
        if number
    )


def _own_firm(viewer: Viewer, moment: Now) -> Block | None:
    """What a firm raised itself, the latest first, with where that stands."""
    rows = records_of("difficulty", viewer).filter(received_on__lte=moment.day)
    return _block(
        "own-difficulties",
        _("Difficulties of ours"),
        rows.select_related("host").order_by("-received_on", "code"),
        lambda one: (one.name, f"{one.host.name} · {_stands(one, moment)}"),
    )


def _stands(one: Any, moment: Now) -> str:
    if one.confirmed_on is not None and one.confirmed_on <= moment.day:
        return _("solved, confirmed on {day}").format(day=one.confirmed_on)
    if one.answered_on is not None and one.answered_on <= moment.day:
        return _("answered on {day}").format(day=one.answered_on)
    return _("answer due on {day}").format(day=one.due_on)


def _policies(viewer: Viewer, moment: Now) -> Block | None:
    """Policies in force on the day; whether one fits, its own rule says."""
    rows = records_of("policy", viewer).filter(holding_on(moment.day))
    return _block(
        "policies",
        _("Policies in force"),
        rows.order_by("code"),
        lambda one: (one.name, " · ".join(filter(None, (one.number, one.issued_by, one.rule)))),
    )


def _offers(viewer: Viewer, moment: Now) -> Block | None:
    """A bank's own offers, the latest first, and what came of them.

    The name of a need says what a firm wants: it stands here where the need itself is open.
    """
    own = [held.organisation for held in viewer.held if held.role == "bank"]
    rows = records_of("financing_offer", viewer).filter(bank__in=own, offered_on__lte=moment.day)
    needs = records_of("financing_need", viewer).filter(code__in=rows.values("need"))
    known = dict(needs.values_list("code", "name"))
    return _block(
        "offers",
        _("Offers of ours"),
        rows.order_by("-offered_on", "code"),
        lambda one: (known.get(one.need_id, one.need_id), _offer_words(one)),
    )


def _offer_words(one: Any) -> str:
    money = unit("万元")
    offered = spoken(f"{amount(one.amount, money)}{money}")
    if one.concluded_on is None:
        return _("{amount}, offered on {day}").format(amount=offered, day=one.offered_on)
    return _("{amount}, concluded on {day}").format(amount=offered, day=one.concluded_on)


def _series(viewer: Viewer, _moment: Now) -> Block | None:
    """The numbers that an office handed over, the latest release first."""
    rows = records_of("official_statistic", viewer)
    return _block(
        "series",
        _("Statistics handed over"),
        rows.order_by("-released_on", "code"),
        lambda one: (
            one.name,
            f"{one.span_to} · {_('released on {day}').format(day=one.released_on)}",
        ),
    )
