"""The whole entry of a draft: what was chosen, with code, name and definition in two languages."""

import datetime as dt
from collections.abc import Iterable

from chainchief.core.i18n import CHINESE, ENGLISH, _, speaking
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.describe.sentence import sentence_of
from chainchief.indicators.trial import Candidate
from chainchief.workshop.drafts.draft import Draft
from chainchief.workshop.drafts.entries import Entry, entry_of

PREFIX = "IND-OWN-"
#: What a definition is in force from where nobody says.
SINCE = dt.date(2022, 1, 1)
_PLACEHOLDER = {"zh": "—", "en": "—"}


def completed(draft: Draft, catalogue: Catalogue, taken: Iterable[str] = ()) -> Entry:
    """The entry, sound or not: name and definition are made where nobody wrote them."""
    entry = entry_of(draft)
    entry["code"] = draft.code or next_code(catalogue, taken)
    entry["name"] = {"zh": draft.name, "en": draft.name_en or draft.name}
    if draft.aliases:
        entry["aliases"] = list(draft.aliases)
    entry["definition"] = [{"valid_from": _day(draft.valid_from), **_PLACEHOLDER}]
    entry["definition"] = [*_earlier(entry, catalogue), _definition(draft, entry)]
    return entry


def _earlier(entry: Entry, catalogue: Catalogue) -> list[Entry]:
    """The sentences that were in force before, ended where the new one begins."""
    known = catalogue.entries.get(entry["code"])
    first = entry["definition"][0]["valid_from"]
    if known is None or not isinstance(first, dt.date):
        return []
    before = [each for each in known.definitions if each.valid_from < first]
    return [
        {
            "valid_from": each.valid_from,
            "valid_to": min(each.valid_to or first, first - dt.timedelta(days=1)),
            "zh": each.texts["zh"],
            "en": each.texts["en"],
            "source": each.source,
        }
        for each in before
    ]


def _definition(draft: Draft, entry: Entry) -> Entry:
    written = {"zh": draft.definition, "en": draft.definition_en}
    made = {} if all(written.values()) else _sentences(entry)
    words = {key: text or made[key] for key, text in written.items()}
    return {"valid_from": _day(draft.valid_from), **words, "source": draft.basis or _basis()}


def _basis() -> str:
    with speaking(CHINESE):
        return _("indicator workshop")


def _day(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text) if text else SINCE
    except ValueError:
        return text


def next_code(catalogue: Catalogue, taken: Iterable[str] = ()) -> str:
    """The first free code of a city's own."""
    known = {*catalogue.entries, *taken}
    number = 1
    while f"{PREFIX}{number:03d}" in known:
        number += 1
    return f"{PREFIX}{number:03d}"


def _sentences(entry: Entry) -> dict[str, str]:
    """The definition in words, or that it cannot be told in words yet."""
    candidate = Candidate(entry)
    known, indicator = candidate.catalogue, candidate.indicator
    sentences = {}
    for key, language in (("zh", CHINESE), ("en", ENGLISH)):
        with speaking(language):
            sentences[key] = (
                sentence_of(indicator, known) if known and indicator else _not_defined()
            )
    return sentences


def _not_defined() -> str:
    return _("not yet defined")
