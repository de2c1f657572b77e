"""What can be chosen on a page: units and chains of the snapshot, in code order."""

from dataclasses import dataclass

from chainchief.core.i18n import _
from chainchief.indicators.compute.divisions import Territory


@dataclass(frozen=True)
class Choice:
    """One entry of a select."""

    code: str
    label: str


def division_choices(territory: Territory) -> list[Choice]:
    """The city first, then the units in it; zones say that they are an “of which”."""
    return [
        Choice(code, _("of which: {}").format(name) if code in territory.of_which else name)
        for code, name in ((code, territory.names[code]) for code in territory.inside)
    ]


def chain_choices(territory: Territory) -> list[Choice]:
    """All together first, which holds records without a chain too."""
    named = (Choice(code, name) for code, name in sorted(territory.chains.items()))
    return [Choice("", _("all chains")), *named]
