"""Making a collection, by a template of the preset or by clicking: an act of the bureau."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.calendar.counting import calendar
from chainchief.dispatch.closing import MONTHS
from chainchief.dispatch.collections.preset import Template, arrangement
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable
from chainchief.dispatch.collections.respondents import KINDS, Respondent
from chainchief.dispatch.errors import DispatchError
from chainchief.dispatch.models import Collection, CollectionState
from chainchief.ledger import changelog
from chainchief.ledger.registers import register_of


@dataclass(frozen=True)
class Wish:
    """A collection as somebody wants it: what, of whom, for which month, by when."""

    name: str
    month: Month
    due_on: dt.date
    tables: tuple[QuestionnaireTable, ...]
    respondents: tuple[Respondent, ...]
    survey: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    short_notice: str = ""
    template: str = ""


def wish_of(template: Template, month: Month) -> Wish:
    """The collection that a template of the preset makes for a month."""
    due = calendar().worked_from((month + 1).first.replace(day=template.due.day))
    form = template.form
    survey = (
        {name: getattr(form, name) for name in ("number", "authority", "approval", "valid_until")}
        if form
        else {}
    )
    return Wish(
        f"{template.label} {month.label}",
        month,
        due,
        tuple(table.questionnaire for table in template.asks),
        everybody_of(template.of.dimension, template.of.where, template.of.codes),
        survey,
        template.note,
        template=template.code,
    )


def everybody_of(
    dimension: str, where: Mapping[str, Iterable[str]], codes: Iterable[str] = ()
) -> tuple[Respondent, ...]:
    """All respondents of a dimension in force that `where` lets through, or those of `codes`."""
    kind = Dimension(dimension)
    rows: Any = register_of(KINDS[kind]).model._default_manager.filter(withdrawn_on=None)
    rows = rows.filter(**{f"{name}__in": list(values) for name, values in where.items()})
    wanted = list(codes)
    if wanted:
        rows = rows.filter(code__in=wanted)
    found = rows.order_by("code").values_list("code", flat=True)
    return tuple(Respondent(kind, code) for code in found)


def template_of(code: str) -> Template:
    """The template of that code, or `WrongUseError` with those there are."""
    known = arrangement().templates
    if code not in known:
        raise WrongUseError(
            _("There is no collection {!r} in the preset; there are: {}.").format(
                code, listed(known)
            )
        )
    return known[code]


def make(wish: Wish, *, viewer: Viewer) -> Collection:
    """Keep a collection, to be looked through and opened; nobody is asked yet."""
    policy.require(viewer, "assign", MONTHS)
    with changelog.acting(viewer.signature, _("collection made")):
        return Collection.objects.create(
            name=wish.name.strip()[:120] or _("collection without a name"),
            month=str(wish.month),
            due_on=wish.due_on,
            template=wish.template,
            questionnaire=[table.as_json() for table in wish.tables],
            respondents=[one.as_json() for one in sorted(wish.respondents)],
            survey=dict(wish.survey),
            note=wish.note.strip()[:400],
            short_notice=wish.short_notice.strip()[:400],
            made_by=viewer.signature,
            made_at=dt.datetime.now(dt.UTC),
        )


def change(
    collection: Collection, *, due_on: dt.date, short_notice: str, note: str, viewer: Viewer
) -> Collection:
    """Set another due day, with the reason where it is at short notice, before it is opened."""
    policy.require(viewer, "assign", MONTHS)
    with changelog.acting(viewer.signature, _("collection changed")):
        held = in_preparation(collection)
        held.due_on, held.note = due_on, note.strip()[:400]
        held.short_notice = short_notice.strip()[:400]
        held.save()
    return held


def add_table(collection: Collection, table: QuestionnaireTable, *, viewer: Viewer) -> Collection:
    """Ask for one more table, before it is opened; each kind is asked in one table.

    Raises `DispatchError` where the kind is asked already.
    """
    policy.require(viewer, "assign", MONTHS)
    with changelog.acting(viewer.signature, _("collection changed")):
        held = in_preparation(collection)
        if any(one["kind"] == table.kind for one in held.questionnaire):
            raise DispatchError(
                _("{} is asked in this collection already.").format(table.register.name)
            )
        held.questionnaire = [*held.questionnaire, table.as_json()]
        held.save()
    return held


def in_preparation(collection: Collection) -> Collection:
    """The collection, locked; `DispatchError` where it is not in preparation any more."""
    held = Collection.objects.select_for_update().get(pk=collection.pk)
    if held.state != CollectionState.DRAFT:
        raise DispatchError(_("This collection is not in preparation any more."))
    return held


def monthly_due(month: Month) -> list[Template]:
    """The templates that come back every month and are not made yet for this one."""
    made = Collection.objects.filter(month=str(month)).exclude(state=CollectionState.DROPPED)
    known = set(made.values_list("template", flat=True))
    return [
        one for one in arrangement().templates.values() if one.monthly and one.code not in known
    ]


def days_late(collection: Collection, on: dt.date | None = None) -> int:
    """Working days since the due day; 0 up to that day."""
    return max(0, calendar().between(collection.due_on, on or clock.today()))
