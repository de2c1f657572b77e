"""The page of the bench: what is chosen, what it comes to, and under which name it is saved."""

import uuid
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.indicators.catalogue.indicator import SUMMED
from chainchief.indicators.catalogue.loading import Catalogue, load
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame import choices
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.months import states
from chainchief.web.frame.query import CellQuery
from chainchief.web.workshop.bench import Bench, bench_of, span_choices
from chainchief.web.workshop.fields import draft_from
from chainchief.web.workshop.preview import Preview, preview_of
from chainchief.workshop.drafts.completing import completed
from chainchief.workshop.drafts.draft import Draft
from chainchief.workshop.drafts.entries import Entry
from chainchief.workshop.drafts.settling import settled
from chainchief.workshop.models import ProposedIndicator
from chainchief.workshop.texts import tag_of


@dataclass(frozen=True)
class Listed:
    """An indicator to choose by its code or name."""

    code: str
    name: str


@dataclass(frozen=True)
class BenchPage:
    """What templates/web/workshop/bench_page.html shows."""

    query: CellQuery
    span: str
    crumbs: list[Crumb]
    months: list[Choice]
    divisions: list[Choice]
    chains: list[Choice]
    spans: list[Choice]
    draft: Draft
    bench: Bench
    preview: Preview | None
    indicators: list[Listed]
    aliases: str
    receipt: str
    code: str
    uid: str
    fields: str
    tag: str
    faults: list[str]


def bench_page(
    fields: QueryDict, query: CellQuery, viewer: Viewer, faults: "list[str] | None" = None
) -> BenchPage:
    """The bench for what the address says; `faults` of an attempt to save it."""
    catalogue = load()
    query, numbers = cell_of(query, viewer, ())
    span = fields.get("span", "") or "year"
    draft = settled(draft_from(fields), catalogue)
    entry = completed(draft, catalogue, taken_codes())
    preview = preview_of(entry, query, span, viewer) if _is_begun(draft) else None
    territory = numbers.figures.territory
    return BenchPage(
        query=query,
        span=span,
        crumbs=[Crumb(_("Indicator workshop"), reverse("workshop")), Crumb(_("Bench"))],
        months=months_of(query),
        divisions=choices.division_choices(territory),
        chains=choices.chain_choices(territory),
        spans=[Choice(each.code, each.label) for each in span_choices()],
        draft=draft,
        bench=bench_of(draft, catalogue, viewer),
        preview=preview,
        indicators=indicators_of(catalogue),
        aliases=listed(draft.aliases) if draft.aliases else "",
        receipt=listed(draft.receipt) if draft.receipt else "",
        code=str(entry["code"]),
        uid=fields.get("uid", ""),
        fields=fields.urlencode(),
        tag=tag_of(str(entry["code"]), span),
        faults=faults or [],
    )


def _is_begun(draft: Draft) -> bool:
    """Whether there is anything to compute: a kind of record, or another figure, was chosen."""
    if draft.nature in SUMMED or draft.attribute:
        return bool(draft.source)
    chosen = (draft.of, draft.series, draft.item, *(t.indicator for t in draft.terms.values()))
    return any(chosen)


def months_of(query: CellQuery) -> list[Choice]:
    """Every month that can be shown, the newest first."""
    known = sorted(states(query.month), key=lambda state: state.month, reverse=True)
    return [Choice(str(each.month), f"{each.month.label} · {each.words}") for each in known]


def indicators_of(catalogue: Catalogue) -> list[Listed]:
    return [Listed(each.code, each.name) for each in catalogue if not each.parameters]


def entry_from(fields: QueryDict) -> Entry:
    """The entry that the fields of the bench say."""
    catalogue = load()
    draft = settled(draft_from(fields), catalogue)
    own = ProposedIndicator.objects.filter(uid=_number(fields.get("uid", ""))).first()
    if own and not draft.code:
        draft = replace(draft, code=own.code)
    return completed(draft, catalogue, taken_codes())


def _number(text: str) -> uuid.UUID:
    """The number of a draft; of none, one that nothing has."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def taken_codes() -> list[str]:
    """Codes of drafts and proposals, which the catalogue does not know yet."""
    return list(ProposedIndicator.objects.values_list("code", flat=True))
