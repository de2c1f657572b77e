"""Views of a list kept on the server: how one likes every list of a kind, and those with a name.

A view holds the question, never what it found: whoever opens a shared one sees what is within
their own reach.
"""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from chainchief.access.scopes import Dimension
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.registers import Register
from chainchief.web.registers.models import ListView
from chainchief.web.registers.query import ListQuery

_LONGEST_NAME, _LONGEST_QUERY = 60, 4_000
#: Views of one kind that a person can keep.
_MOST = 30


@dataclass(frozen=True)
class SavedView:
    """One view under its name; `by` is who shared it, "" for one's own."""

    number: str
    name: str
    by: str
    is_shared: bool
    query: ListQuery


def views_for(register: Register, viewer: Viewer) -> tuple[ListQuery | None, list[SavedView]]:
    """Layout that the viewer likes for the kind (None: the usual one), and the views to open."""
    rows = ListView.objects.filter(kind=register.kind)
    rows = rows.filter(Q(owner=viewer.signature) | Q(is_shared=True, name__gt=""))
    liked, found = None, []
    for row in rows.order_by("name", "pk"):
        is_own = row.owner == viewer.signature
        if is_own and not row.name:
            liked = _query(row)
        elif is_own or _is_within(row, viewer):
            by = "" if is_own else signature_words(row.owner)
            found.append(SavedView(str(row.pk), row.name, by, row.is_shared, _query(row)))
    return liked, sorted(found, key=lambda view: bool(view.by))


def _query(row: ListView) -> ListQuery:
    return ListQuery.of(QueryDict(row.query)).but(view=str(row.pk) if row.name else "")


def _is_within(row: ListView, viewer: Viewer) -> bool:
    """Whether a role of the viewer's lies within the limits of the role it was shared from."""
    return any(
        all(getattr(row, limit) in ("", getattr(held, limit)) for limit in Dimension)
        for held in viewer.held
    )


def as_liked(query: ListQuery, liked: ListQuery | None) -> ListQuery:
    """The question with the columns, the length and the density that the viewer keeps."""
    if liked is None:
        return query
    return replace(
        query,
        columns=query.columns or liked.columns,
        size=query.size if query.size != ListQuery.size else liked.size,
        is_tight=query.is_tight or liked.is_tight,
    )


def keep_layout(register: Register, query: ListQuery, viewer: Viewer) -> None:
    """Keep columns, length and density for every list of the kind; the usual ones keep nothing."""
    kept = ListQuery(columns=query.columns, size=query.size, is_tight=query.is_tight)
    if not kept.query:
        ListView.objects.filter(owner=viewer.signature, kind=register.kind, name="").delete()
    else:
        _keep(register.kind, "", kept.query, viewer, is_shared=False)


def keep_view(
    register: Register, name: str, query: ListQuery, viewer: Viewer, *, is_shared: bool
) -> ListView:
    """Keep the question under a name; one of the same name is replaced."""
    return keep_named(register.kind, name, query.but(view="").query, viewer, is_shared=is_shared)


def keep_named(
    kind: str, name: str, query: str, viewer: Viewer, *, is_shared: bool = False
) -> ListView:
    """The same for any page that is asked by its address; `kind` keeps its views from others'."""
    name = " ".join(name.replace("\0", "").split())[:_LONGEST_NAME]
    if not name:
        raise WrongUseError(_("A view needs a name."))
    own = ListView.objects.filter(owner=viewer.signature, kind=kind).exclude(name="")
    if own.count() >= _MOST and not own.filter(name=name).exists():
        raise WrongUseError(_("You keep {} views of this list; drop one first.").format(_MOST))
    return _keep(kind, name, query, viewer, is_shared=is_shared)


def _keep(kind: str, name: str, query: str, viewer: Viewer, *, is_shared: bool) -> ListView:
    if len(query) > _LONGEST_QUERY:
        raise WrongUseError(_("The view holds too many conditions to be kept."))
    held = viewer.held[0] if viewer.held else HeldRole("")
    limits = {limit.value: getattr(held, limit) for limit in Dimension}
    row, _is_new = ListView.objects.update_or_create(
        owner=viewer.signature,
        kind=kind,
        name=name,
        defaults={"query": query, "is_shared": is_shared, "saved_at": timezone.now(), **limits},
    )
    return row


def drop_view(register: Register, number: int, viewer: Viewer) -> None:
    """Forget a view of one's own; somebody else's stays as it is."""
    gone, _each = ListView.objects.filter(
        pk=number, kind=register.kind, owner=viewer.signature
    ).delete()
    if not gone:
        raise WrongUseError(_("There is no such view of yours."))
