"""The answers of the policy table: may this viewer do that, and which rows are within reach.

Scope is decided here, in SQL, for pages, exports, history, jobs and receipts alike.
"""

from functools import cache
from pathlib import Path
from typing import TypeVar

from django.db.models import Model, QuerySet

from chainchief.access.faults import NotAllowedError
from chainchief.access.reach import Contained, Limits, Reach, contained_in
from chainchief.access.rules import EVERYONE, Level, PolicyTable, Whose
from chainchief.access.scopes import ScopeCodes, Scopes
from chainchief.access.table import load, policy_file
from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.i18n import _, in_language
from chainchief.core.looked_up import once

Row = TypeVar("Row", bound=Model)


@cache
def _loaded(path: Path, _stamp: float) -> PolicyTable:
    return load(path)


def table() -> PolicyTable:
    """The table in force, read anew when its file changes."""
    path = policy_file()
    return _loaded(path, path.stat().st_mtime)


def reach(
    viewer: Viewer, verb: str, policy_class: str, *, contained: Contained = contained_in
) -> Reach:
    """All that the viewer may do `verb` to in the class: the one evaluation of the table.

    A rule for an own scope opens nothing to a role held without that limit; the other limits of
    the same grant narrow what it opens. One for `open-records` opens, of a kind that stands nowhere
    itself, what the viewer's other records lead to; of any other kind nothing. `contained` says
    what lies in a unit, where that is not for the ledger of today to say.
    """
    key = ("reach", viewer, verb, policy_class, contained)
    return once(key, lambda: _reach(viewer, verb, policy_class, contained))


def _reach(viewer: Viewer, verb: str, policy_class: str, contained: Contained) -> Reach:
    ways: list[Limits] = []
    through_records = False
    for rule in table().rules_for(viewer.roles, verb, policy_class):
        if rule.whose is Whose.ALL:
            return Reach(viewer, verb, everything=True)
        holding = viewer.held if rule.role == EVERYONE else viewer.in_role(rule.role)
        through_records |= rule.whose is Whose.OPEN_RECORDS
        own = rule.whose.dimension
        ways += [Limits(held.limits) for held in holding if own in held.limits]
    return Reach(viewer, verb, False, tuple(ways), contained, through_records)


def allowed(viewer: Viewer, verb: str, policy_class: str) -> bool:
    """Whether the viewer may do this to any record of the class at all."""
    return not reach(viewer, verb, policy_class).nothing


def require(viewer: Viewer, verb: str, policy_class: str) -> None:
    """`allowed`, or `NotAllowedError` that says what and as whom."""
    if allowed(viewer, verb, policy_class):
        return
    known = table()
    words = (in_language(dict(known.roles.get(r, {"zh": r}))) for r in sorted(viewer.roles))
    roles = listed(words) or "—"
    raise NotAllowedError(
        _("{viewer} ({roles}) may not {verb} {what}.").format(
            viewer=viewer.name,
            roles=roles,
            verb=in_language(dict(known.verbs[verb])),
            what=in_language(dict(known.classes[policy_class])),
        )
    )


def level_word(policy_class: str) -> str:
    """公开, 内部 or 敏感: what a file with records of this class says of itself."""
    return _(_LEVELS[table().level_of(policy_class)])


_LEVELS = {Level.PUBLIC: "public", Level.INTERNAL: "internal", Level.SENSITIVE: "sensitive"}


def visible(
    rows: "QuerySet[Row]", *, viewer: Viewer, policy_class: str, scopes: Scopes, verb: str = "see"
) -> "QuerySet[Row]":
    """The rows within the viewer's reach."""
    return rows.filter(reach(viewer, verb, policy_class).q(scopes))


def covers(viewer: Viewer, policy_class: str, codes: ScopeCodes, verb: str = "see") -> bool:
    """Whether a record that stands (or stood) where `codes` say is within the reach."""
    return reach(viewer, verb, policy_class).covers(codes)
