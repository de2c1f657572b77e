"""The answers of the policy table: may this viewer do that, and which rows are within reach.

Scope is decided here, in SQL, for pages, exports, history, jobs and receipts alike.
"""

from functools import cache
from pathlib import Path
from typing import TypeVar

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from chainchief.access.faults import NotAllowedError
from chainchief.access.table import Level, PolicyTable, Rule, Whose, load, policy_file
from chainchief.access.viewers import Held, Viewer
from chainchief.core.choices import listed
from chainchief.core.i18n import _, in_language

Row = TypeVar("Row", bound=Model)


@cache
def _loaded(path: Path, _stamp: float) -> PolicyTable:
    return load(path)


def table() -> PolicyTable:
    """The table in force, read anew when its file changes."""
    path = policy_file()
    return _loaded(path, path.stat().st_mtime)


def allowed(viewer: Viewer, verb: str, policy_class: str) -> bool:
    """Whether the viewer may do this to any record of the class at all."""
    return bool(table().rules_for(viewer.roles, verb, policy_class))


def require(viewer: Viewer, verb: str, policy_class: str) -> None:
    """`allowed`, or `NotAllowedError` that says what and as whom."""
    if allowed(viewer, verb, policy_class):
        return
    known = table()
    roles = listed(in_language(dict(known.roles[r])) for r in sorted(viewer.roles)) or "—"
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
    rows: "QuerySet[Row]",
    *,
    viewer: Viewer,
    policy_class: str,
    division: str = "",
    chain: str = "",
    enterprise: str = "",
    verb: str = "see",
) -> "QuerySet[Row]":
    """The rows within the viewer's reach. `division`, `chain`, `enterprise` are ORM paths to codes.

    A rule for an own scope reaches nothing where the kind has no such path or the grant no such
    limit: what is not said is refused.
    """
    paths = {
        Whose.OWN_DIVISION: division,
        Whose.OWN_CHAIN: chain,
        Whose.OWN_ENTERPRISE: enterprise,
    }
    reach = Q(pk__in=[])
    for rule in table().rules_for(viewer.roles, verb, policy_class):
        if rule.whose is Whose.ALL:
            return rows
        for held in viewer.in_role(rule.role):
            reach |= _reach(rule, held, paths[rule.whose])
    return rows.filter(reach)


def covers(
    viewer: Viewer,
    policy_class: str,
    *,
    division: str | None,
    chain: str | None,
    verb: str = "see",
) -> bool:
    """Whether a record that stands (or stood) in this unit and chain is within the reach.

    None is for what the caller does not know of it: then that limit does not decide.
    """
    for rule in table().rules_for(viewer.roles, verb, policy_class):
        if rule.whose is Whose.ALL:
            return True
        for held in viewer.in_role(rule.role):
            if rule.whose is Whose.OWN_DIVISION and _in_unit(held.division, division):
                return True
            if rule.whose is Whose.OWN_CHAIN and _in_chain(held.chain, chain):
                return True
    return False


def _in_unit(limit: str, division: str | None) -> bool:
    return division is None or (
        bool(limit) and (division == limit or contained_in(limit).filter(code=division).exists())
    )


def _in_chain(limit: str, chain: str | None) -> bool:
    return chain is None or (bool(limit) and chain == limit)


def _reach(rule: Rule, held: Held, path: str) -> Q:
    limit = {
        Whose.OWN_DIVISION: held.division,
        Whose.OWN_CHAIN: held.chain,
        Whose.OWN_ENTERPRISE: held.enterprise,
    }[rule.whose]
    if not (path and limit):
        return Q(pk__in=[])
    if rule.whose is not Whose.OWN_DIVISION:
        return Q(**{path: limit})
    return Q(**{path: limit}) | Q(**{f"{path}__in": contained_in(limit)})


def contained_in(code: str) -> "QuerySet[Model, str]":
    """The codes of the units inside a unit: at most province > city > county > zone."""
    divisions = apps.get_model("ledger", "Division").objects
    inside = Q(parent=code)
    for depth in ("parent__parent", "parent__parent__parent"):
        inside |= Q(**{depth: code})
    return divisions.filter(inside).values_list("code", flat=True)
