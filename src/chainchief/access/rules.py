"""The policy table as a value: its names, its rules, and what each page needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chainchief.access.scopes import Dimension

EVERYONE = "everyone"
#: Whoever works at the machine itself, where the setting `role` says nothing else.
MACHINE_ADMIN = "machine-admin"
#: The class of a page about a kind of record: that kind's own.
OF_ITS_KIND = "of-its-kind"
#: What answers to a route in the short form. HEAD is always asked as GET.
READING = "GET"
METHODS = (READING, "POST", "PUT", "PATCH", "DELETE")


class Whose(StrEnum):
    """Whose records a rule speaks of."""

    ALL = "all"
    OWN_DIVISION = "own-division"
    OWN_CHAIN = "own-chain"
    OWN_ENTERPRISE = "own-enterprise"
    OWN_ORGANISATION = "own-organisation"
    #: Of a class that is reached through other records (evidence): of those open to the viewer.
    OPEN_RECORDS = "open-records"

    @property
    def dimension(self) -> Dimension | None:
        """Dimension by which a record is the viewer's own; None where that is no limit."""
        name = self.value.removeprefix("own-")
        return next((each for each in Dimension if each.value == name), None)


class Level(StrEnum):
    """What a file says of itself when it leaves the program."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Rule:
    """One line of the table: the role may do these verbs to these classes of these owners."""

    role: str
    verbs: frozenset[str]
    classes: frozenset[str]
    whose: Whose


@dataclass(frozen=True)
class Route:
    """What one method of a page needs: a verb and a policy class."""

    verb: str
    policy_class: str


Labels = Mapping[str, Mapping[str, str]]
#: Name of a page → method → what that needs.
Routes = Mapping[str, Mapping[str, Route]]


@dataclass(frozen=True)
class PolicyTable:
    """The table as read. Labels are `{zh: …, en: …}`."""

    roles: Labels
    classes: Labels
    verbs: Labels
    rules: tuple[Rule, ...]
    routes: Routes

    def rules_for(self, roles: frozenset[str], verb: str, policy_class: str) -> list[Rule]:
        """The rules by which one of `roles` may do `verb` to `policy_class`."""
        return [
            rule
            for rule in self.rules
            if rule.role in roles | {EVERYONE}
            and verb in rule.verbs
            and policy_class in rule.classes
        ]

    def methods_of(self, route: str) -> Mapping[str, Route]:
        """Method → what the page needs for it; nothing where the table does not list the page."""
        return self.routes.get(route, {})

    def level_of(self, policy_class: str) -> Level:
        """The level of the class's records; the strictest where the table does not say."""
        return Level(self.classes[policy_class].get("level", Level.SENSITIVE))


def method_in_table(method: str) -> str:
    """The method under which a request stands in the table."""
    return READING if method == "HEAD" else method
