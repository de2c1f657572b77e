"""What an answer says to whoever takes all of it apart: marks, addresses, identifiers."""

import html
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlencode, urljoin

from tests.access.crawl.canaries import MARK

_UID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ADDRESSES = ("href", "src", "action", "formaction", "data-url", "data-address")
_PDF, _ZIP = b"%PDF", b"PK\x03\x04"


def text_of(answer) -> str:
    """All text of an answer, headers and packed parts included, as a reader would have it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{unquote(heads)}\n{_text(content, answer.headers.get('Content-Type', ''))}"


def _text(content: bytes, kind: str) -> str:
    if content.startswith(_ZIP):
        return "\n".join(_unpacked(content))
    if content.startswith(_PDF):
        read = ["pdftotext", "-layout", "-", "-"]
        return subprocess.run(read, input=content, capture_output=True, check=True).stdout.decode()
    text = content.decode("utf-8-sig", errors="replace")
    if "json" in kind:
        text = json.dumps(json.loads(text), ensure_ascii=False)
    plain = html.unescape(text)
    escaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), plain)
    return escaped + "\n" + unquote(plain) if "%" in plain else escaped


def _unpacked(content: bytes) -> Iterator[str]:
    """The names and texts of a packed file; words that are parted by tags are put together."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            text = packed.read(name).decode("utf-8", errors="replace")
            yield name
            yield text
            yield re.sub("<[^>]*>", "", text)


def marks_in(text: str) -> set[str]:
    return set(MARK.findall(text))


def uids_in(text: str) -> set[str]:
    return set(_UID.findall(text))


class _Page(HTMLParser):
    """Links, and what forms ask for by GET."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.form: str | None = None
        self.fields: list[tuple[str, str]] = []
        self.select, self.options = "", {}

    def handle_starttag(self, tag, attributes) -> None:
        known = {name: value or "" for name, value in attributes}
        if tag == "form":
            method = known.get("method", "get").lower()
            self.form = known.get("action", "") if method == "get" else None
            self.fields, self.options = [], {}
        elif tag in ("a", "img", "iframe", "object", "link", "script"):
            self.links += [known[name] for name in ("href", "src", "data") if known.get(name)]
        elif tag == "input" and self.form is not None and known.get("name"):
            if known.get("type") not in ("checkbox", "radio") or "checked" in known:
                self.fields.append((known["name"], known.get("value", "")))
        elif tag == "select":
            self.select = known.get("name", "")
        elif tag == "option" and self.form is not None and self.select:
            self.options.setdefault(self.select, []).append(known.get("value", ""))
        self.links += [
            value
            for name, value in known.items()
            if (name in ("hx-get",) or name.startswith("data-")) and value.startswith(("/", "?"))
        ]

    def handle_endtag(self, tag) -> None:
        if tag == "form" and self.form is not None:
            first = {name: values[0] for name, values in self.options.items()}
            given = {**first, **dict(self.fields)}
            self.links.append(f"{self.form}?{urlencode(given)}")
            for name, values in self.options.items():
                more = ({**given, name: value} for value in values[1:])
                self.links += [f"{self.form}?{urlencode(each)}" for each in more]
            self.form = None


def links_of(here: str, answer, text: str) -> Iterator[str]:
    """The addresses of this program that the answer leads to."""
    if answer.headers.get("Location"):
        yield from _own(here, answer.headers["Location"])
    if "html" in answer.headers.get("Content-Type", ""):
        page = _Page()
        page.feed(text if answer.streaming else answer.content.decode())
        for link in page.links:
            yield from _own(here, link)


def _own(here: str, link: str) -> Iterator[str]:
    whole = urljoin(here, link.partition("#")[0])
    if whole.startswith("/") and not whole.startswith(("//", "/static/")):
        yield whole
