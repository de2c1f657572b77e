"""The indicator that counts just what a draft counts."""

from chainchief.indicators.catalogue.indicator import Indicator, meaning_of
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.workshop.drafts.draft import Draft
from chainchief.workshop.drafts.entries import entry_of
from chainchief.workshop.sentences.phrases import phrases


def same_as(draft: Draft, catalogue: Catalogue, words: str = "") -> Indicator | None:
    """The indicator of the catalogue that counts just what the draft counts, in whatever unit.

    Of several the one whose name says least beyond `words`.
    """
    wanted = _without_unit(meaning_of(entry_of(draft)))
    found = [each for each in catalogue if _without_unit(meaning_of(each.canonical)) == wanted]
    beyond = {
        each.code: sum(
            word in each.names["zh"] and word not in words
            for group in phrases().telling
            for word in group
        )
        for each in (found if len(found) > 1 else ())
    }
    return min(found, key=lambda each: beyond.get(each.code, 0), default=None)


def _without_unit(meaning: "dict[str, object]") -> "dict[str, object]":
    return {key: value for key, value in meaning.items() if key not in ("unit", "places")}
