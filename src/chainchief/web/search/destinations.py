"""What can be opened beside records: pages, figures, commands; by name, pinyin and initials."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.characters import letters_and_digits
from chainchief.core.i18n import _
from chainchief.indicators.catalogue import loading as catalogues
from chainchief.ledger.registers import all_registers
from chainchief.search.words.questions import Question
from chainchief.search.words.readings import readings
from chainchief.web.frame.navigation import entries
from chainchief.web.frame.visible import records_of


@dataclass(frozen=True)
class Destination:
    """One thing to open; `names` are all it is found by, the first is shown."""

    names: tuple[str, ...]
    address: str
    note: str = ""

    @property
    def title(self) -> str:
        return self.names[0]


def pages(request: HttpRequest, viewer: Viewer) -> Iterator[Destination]:
    """The pages of the navigation, and the list of each kind that the viewer may see."""
    for entry in entries(request):
        yield Destination((entry.name,), entry.address)
    for kind, register in all_registers().items():
        if policy.allowed(viewer, "see", register.policy_class):
            address = reverse("record-list", args=[kind])
            yield Destination((_(register.plural), register.name), address, _("Registers"))
    yield from _of_chains(viewer)


#: What each chain has a page for, and what it is called.
_CHAIN_PAGES = {
    "chain-map": "Map of the chain",
    "chain-answers": "What it has and lacks",
    "chain-what-if": "What if a firm stops",
    "chain-targets": "Whom to attract",
    "chain-lists": "Lists of the chain",
}


def _of_chains(viewer: Viewer) -> Iterator[Destination]:
    """The pages of each chain, found by the chain's name and the page's."""
    if not policy.allowed(viewer, "see", "reference"):
        return
    rows = records_of("chain", viewer).order_by("position", "code")
    for code, name in rows.values_list("code", "name"):
        for route, words in _CHAIN_PAGES.items():
            yield Destination(
                (f"{name} {_(words)}", code), reverse(route, args=[code]), _("Chains")
            )


def figures(viewer: Viewer) -> Iterator[Destination]:
    """Every indicator, for whoever may see figures."""
    if policy.allowed(viewer, "see", "figures"):
        for indicator in catalogues.load():
            names = (indicator.name, *indicator.names.values(), *indicator.aliases, indicator.code)
            address = reverse("indicator", args=[indicator.code])
            yield Destination(tuple(dict.fromkeys(names)), address, indicator.code)


def commands(viewer: Viewer) -> Iterator[Destination]:
    """Commands that can be done at once: taking the table of a kind away."""
    for kind, register in all_registers().items():
        if policy.allowed(viewer, "export", register.policy_class):
            title = _("Export {kind} (XLSX)").format(kind=_(register.plural))
            address = reverse("record-file", args=[kind, "xlsx"])
            yield Destination((title, _(register.plural)), address)


def meeting(text: str, offered: Iterable[Destination]) -> list[Destination]:
    """Destinations that meet every word of the text, the best first."""
    words = [word.text for word in Question.of(text).words]
    if not words:
        return []
    ranked = [(_rank(words, each), each) for each in offered]
    found = [(rank, each) for rank, each in ranked if rank is not None]
    return [each for _rank_, each in sorted(found, key=lambda pair: pair[0])]


def _rank(words: list[str], offered: Destination) -> int | None:
    """How well: 0 begins so, 1 holds it, 2 sounds so; None for not at all."""
    ranks = []
    for word in words:
        ways = [rank for name in offered.names if (rank := _way(word, name)) is not None]
        if not ways:
            return None
        ranks.append(min(ways))
    return max(ranks)


def _way(word: str, name: str) -> int | None:
    plain, sounds = _sounds(name)
    if word in plain:
        return 0 if plain.startswith(word) else 1
    return 2 if any(sound.startswith(word) for sound in sounds) else None


@lru_cache(maxsize=4_096)
def _sounds(name: str) -> tuple[str, frozenset[str]]:
    plain = letters_and_digits(name)
    if plain.isascii():
        return plain, frozenset()
    found = set()
    for way in readings(plain):
        for place in range(len(way)):
            found.add("".join(way[place:]))
            found.add("".join(syllable[0] for syllable in way[place:]))
    return plain, frozenset(found)
