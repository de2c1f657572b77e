"""An entry of the catalogue as YAML, as a person would have written it."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

#: The order in which entries of the program's own files are written.
ORDER = (
    "code", "name", "aliases", "ref", "nature", "source", "where", "over", "without", "numerator",
    "denominator", "minuend", "subtrahend", "of", "against", "each", "which", "order", "ties",
    "reason", "series", "item", "told_of", "among", "yearly", "attribute", "record", "parameters",
    "measure", "date", "once", "open", "due", "unit", "places", "rounding", "dimensions", "receipt",
    "names", "disclosure",
)  # fmt: skip
_PLAIN = re.compile(r"[^\W\d_][\w.:/+\- ]*|\d{4}-\d{2}-\d{2}")
_WORDS = ("true", "false", "yes", "no", "on", "off", "null", "y", "n", "~")


def text_of(entry: Mapping[str, Any]) -> str:
    """One entry, a dash before its first line."""
    lines = [f"{key}: {_flow(entry[key])}" for key in ORDER if key in entry]
    lines += [f"{key}: {_flow(entry[key])}" for key in _others(entry)]
    lines += _definitions(entry.get("definition", ()))
    return "".join(f"{'- ' if not at else '  '}{line}\n" for at, line in enumerate(lines))


def texts_of(entries: "Sequence[Mapping[str, Any]]") -> str:
    """Entries one below the other, a blank line between."""
    return "\n".join(map(text_of, entries))


def _others(entry: Mapping[str, Any]) -> list[str]:
    return [key for key in entry if key not in (*ORDER, "definition")]


def _definitions(given: "Any") -> Iterator[str]:
    if not given:
        return
    yield "definition:"
    for each in given:
        keys = ("valid_from", "valid_to", "zh", "en", "source")
        lines = [f"{key}: {_flow(each[key])}" for key in keys if each.get(key) not in (None, "")]
        yield from (f"{'  - ' if not at else '    '}{line}" for at, line in enumerate(lines))


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, dt.date)):
        return str(value)
    text = " ".join(str(value).split())
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS and ": " not in text
    if plain and not text.endswith((" ", ":")) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    dumped = yaml.safe_dump(text, allow_unicode=True, default_style='"', width=1_000_000)
    return dumped.strip().removesuffix("...").strip()


def read(text: str) -> list[dict[str, Any]]:
    """The entries that a text of YAML holds."""
    loaded = yaml.safe_load(text) or []
    return [dict(each) for each in loaded]
