"""What a text's number is read as, in a few characters, so that a table of them can be read."""

import re

from chainchief.workshop.drafts.draft import Counting

_CALL = re.compile(r'fig\("IND-([A-Z0-9-]+)"(.*)\) ')
_ARGUMENT = re.compile(r'(span|compare|division|chain|approx)="([^"]*)"')
_SIGNS = {"span": "@", "compare": "/", "division": "#", "chain": "%", "approx": "~"}


def meaning(one):
    """`PRJ-SIGNED@first-9/yoy` of the figure proposed first, `draft …` of a new definition."""
    if one.unknown:
        return f"unknown {one.unknown}"
    if one.offers and one.offers[0].by_words:
        code, rest = _CALL.search(one.offers[0].tag).groups()
        return code + "".join(_SIGNS[name] + value for name, value in _ARGUMENT.findall(rest))
    if one.draft is None:
        return "nothing"
    draft = one.draft
    parts = [draft.nature.value, draft.source, draft.of[4:]]
    parts += [term.indicator[4:] + term.division for term in draft.terms.values()]
    if draft.counting is not Counting.COUNT:
        parts.append(f"{draft.counting.value}:{draft.column}")
    parts += [f"{_tail(line.column)}={','.join(line.values)}" for line in draft.conditions]
    return "draft " + " ".join(part for part in parts if part)


def _tail(column):
    return column.rpartition(".")[2]
