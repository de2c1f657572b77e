"""What the policy table is expected to say, written down a second time and in another form.

`may(role, verb, policy_class, relation)` answers for a record that stands in `relation` to the
viewer `holder(role)`: its own, one of a sibling, one below it, above it, foreign to it, or one
without any unit, chain, firm or office. Nothing here reads the table or asks its evaluator: ways
in, pages and the evaluator itself are held to this.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access.scopes import Dimension, ScopeCodes
from chainchief.access.viewers import HeldRole, Viewer

CITY, OTHER_CITY = "371400", "370100"
DECHENG, NINGJIN, ZONE, LIXIA = "371402", "371422", "371471", "370102"


@dataclass(frozen=True)
class Place:
    """Where a record of each relation stands: its unit, chain, firm and office."""

    division: str
    chain: str
    enterprise: str
    organisation: str

    @property
    def codes(self) -> ScopeCodes:
        return ScopeCodes(*(frozenset({code} - {""}) for code in vars(self).values()))


#: Seen from 德城区, the chain FOOD, the firm QY-1 and the office ORG-1. What is below or above in
#: units is of other chains, firms and offices: nothing lies below those.
PLACES = {
    "own": Place(DECHENG, "FOOD", "QY-1", "ORG-1"),
    "sibling": Place(NINGJIN, "NEW-IT", "QY-2", "ORG-2"),
    "below": Place(ZONE, "NEW-IT", "QY-2", "ORG-2"),
    "above": Place(CITY, "NEW-IT", "QY-2", "ORG-2"),
    "foreign": Place(LIXIA, "LI-ION", "QY-3", "ORG-3"),
    "none": Place("", "", "", ""),
}
RELATIONS = tuple(PLACES)

_CLASSES = (
    "reference county chain firm bank statistics evidence figures months documents log program "
    "log-in own accounts events"
)
_VERBS = (
    "see export enter withdraw propose submit check approve return assign answer confirm "
    "feed seed close reopen issue verify backup grant"
)
CLASSES, VERBS = tuple(_CLASSES.split()), tuple(_VERBS.split())
_RECORDS = "reference county chain firm bank statistics evidence"
_ALL_OF_RECORDS = (
    "see export enter withdraw propose submit check approve return assign answer confirm"
)
_OFFICE = {
    _RECORDS: _ALL_OF_RECORDS,
    "firm": "feed",
    "reference": "seed",
    "figures months documents log": "see export",
    "months": "close reopen assign approve return",
    "documents": "issue propose submit confirm",
    "figures": "propose approve withdraw",
    "log": "verify",
}

#: role → whose → {classes: verbs}; what is not here may not be done. A key may come again in other
#: words, so that the pairs are added up.
MAY: dict[str, dict[str, dict[str, str]]] = {
    "chain-office": {"all": _OFFICE},
    "machine-admin": {
        "all": {
            **_OFFICE,
            "program": "backup",
            "accounts": "see enter approve grant export",
            "events": "see export verify",
        }
    },
    "county": {
        "unit": {
            "county chain firm evidence": "see export enter withdraw propose submit check",
            "chain": "assign answer",
            "figures": "see export",
            "bank": "see propose confirm",
        },
        "all": {"reference months": "see"},
    },
    "chief": {
        "chain": {
            "county chain figures": "see export",
            "chain": "assign",
            "firm evidence": "see",
        },
        "all": {"reference months": "see"},
    },
    "task-force": {
        "chain": {
            "county chain": "see export enter withdraw propose submit check",
            "chain": "assign answer",
            "evidence": "see enter propose submit",
            "firm figures": "see",
        },
        "all": {"reference months": "see"},
    },
    "department": {
        "office": {
            "chain": "see propose submit check answer return",
            "evidence": "see enter propose submit",
        },
        "all": {"reference months": "see"},
    },
    "figure-provider": {
        "office": {"statistics evidence": "see enter propose submit", "statistics": "check"},
        "all": {"reference months": "see"},
    },
    "statistics-reviewer": {
        "all": {
            "statistics": "see check return confirm",
            "reference months figures": "see",
            "figures": "approve",
        },
        "open": {"evidence": "see"},
    },
    "firm": {
        "firm": {
            "firm evidence": "see enter propose submit",
            "chain bank": "see propose submit",
            "firm chain bank": "check",
            "bank chain": "confirm",
        },
        "all": {"reference": "see"},
    },
    "bank": {
        "office": {
            "bank": "see enter propose submit check answer",
            "evidence": "see enter propose submit",
        },
        "all": {"reference": "see"},
    },
    "press-office": {
        "all": {
            "documents": "see export propose submit confirm",
            "reference months figures": "see",
        }
    },
    "reader": {"all": {"reference months": "see"}},
    "system-admin": {"all": {"program": "backup", "accounts": "see enter approve export"}},
    "security-admin": {"all": {"accounts": "see grant export"}},
    "audit-admin": {"all": {"log events": "see export verify", "accounts": "see export"}},
}
ROLES = tuple(MAY)

#: Whose → the relations in which a record is that; units alone have others below them.
REACHED = {
    "all": frozenset(RELATIONS),
    "unit": frozenset({"own", "below"}),
    "chain": frozenset({"own"}),
    "firm": frozenset({"own"}),
    "office": frozenset({"own"}),
    # What proves a record that is open: a document stands nowhere itself.
    "open": frozenset(),
}
LIMITS = {
    "unit": Dimension.DIVISION,
    "chain": Dimension.CHAIN,
    "firm": Dimension.ENTERPRISE,
    "office": Dimension.ORGANISATION,
}


def holder(role: str) -> Viewer:
    """Somebody in the role, limited as whoever holds it is."""
    own = vars(PLACES["own"])
    limits = {LIMITS[whose]: own[LIMITS[whose]] for whose in MAY[role] if whose in LIMITS}
    return Viewer(f"a {role}", (HeldRole(role, **{str(k): v for k, v in limits.items()}),))


def unlimited(role: str) -> Viewer:
    """Somebody who was given the role without saying within what."""
    return Viewer(f"any {role}", (HeldRole(role),))


def _granted(role: str) -> Iterator[tuple[str, str, str]]:
    """(whose, verb, class) of a role."""
    for whose, grants in MAY[role].items():
        for classes, verbs in grants.items():
            for each in classes.split():
                yield from ((whose, verb, each) for verb in verbs.split())
    yield from (("all", "see", each) for each in ("program", "log-in", "own"))


_GRANTED = {role: frozenset(_granted(role)) for role in MAY}


def may(role: str, verb: str, policy_class: str, relation: str, *, limited: bool = True) -> bool:
    """Whether `holder(role)` may do this to a record that stands in this relation to it.

    Without a limit, only what is open to the role everywhere.
    """
    return any(
        (whose, verb, policy_class) in _GRANTED[role]
        and relation in reached
        and (limited or whose == "all")
        for whose, reached in REACHED.items()
    )


def cells() -> Iterator[tuple[str, str, str, str]]:
    """Every (role, verb, class, relation)."""
    for role in ROLES:
        for verb in VERBS:
            for policy_class in CLASSES:
                for relation in RELATIONS:
                    yield role, verb, policy_class, relation
