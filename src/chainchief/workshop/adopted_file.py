"""The preset file of the workshop: exactly what was adopted, made anew from the rows.

The rows are what was decided, under the change log; the file is what the catalogue reads, and what
a person would have written. It lies among the city's other presets.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from chainchief.core import durable
from chainchief.core.home import home
from chainchief.workshop.models import ProposedIndicator, State
from chainchief.workshop.yaml_text import read, texts_of

FILE = "indicators-workshop.yaml"
_HEAD = """\
# Definitions adopted in the indicator workshop; the program writes this file. Change them there:
# what is edited here is told by `chainchief verify`. 指标工坊采用的口径，由程序写出；请在工坊里改。

"""


def path() -> Path:
    return home().presets / FILE


def rows() -> "list[ProposedIndicator]":
    """All that is adopted, in the order of their codes."""
    return list(ProposedIndicator.objects.filter(state=State.ADOPTED).order_by("code"))


def text(of: Iterable[ProposedIndicator] | None = None) -> str:
    """The whole file; "" where nothing is adopted."""
    entries = [entry_with_end(row) for row in (rows() if of is None else of)]
    return _HEAD + texts_of(entries) if entries else ""


def entry_with_end(row: ProposedIndicator) -> dict[str, Any]:
    """The entry, its definition ended where it was withdrawn."""
    entry = read(row.entry)[0]
    if row.withdrawn_from is None:
        return entry
    last = row.withdrawn_from - dt.timedelta(days=1)
    kept = [each for each in entry["definition"] if each["valid_from"] <= last]
    definitions = kept or entry["definition"][:1]
    ended = {**definitions[-1], "valid_to": max(last, definitions[-1]["valid_from"])}
    return {**entry, "definition": [*definitions[:-1], ended]}


def write() -> None:
    """Make the file what the rows say; without any there is no file."""
    content = text()
    if content:
        durable.write(path(), content.encode(), shared=True)
    else:
        path().unlink(missing_ok=True)
