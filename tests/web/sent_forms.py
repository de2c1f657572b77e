"""Forms as tests open, fill and send them: by HTTP, with the fields that the page has."""

import html
import re
from html.parser import HTMLParser

from tests.fixtures.accounts import sign_in

KEY = re.compile(r'name="form-key" value="([0-9a-f]{32})"')


class _Fields(HTMLParser):
    """Names and texts of all fields of the record's form, as a browser would send them."""

    def __init__(self):
        super().__init__()
        self.fields = {}
        self._select = self._area = None

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        name = told.get("name")
        if tag == "input" and name and told.get("type") not in ("checkbox", "radio", "file"):
            self.fields[name] = told.get("value") or ""
        elif tag in ("input",) and name and "checked" in told:
            self.fields[name] = told.get("value") or "on"
        elif tag == "select":
            self._select = name
            self.fields.setdefault(name, "")
        elif tag == "option" and self._select and "selected" in told:
            self.fields[self._select] = told.get("value") or ""
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""

    def handle_data(self, data):
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None


def fields_of(page):
    """What a browser sends of the page's form if nobody types anything."""
    inside = page[page.index('id="record-form"') : page.index('class="form-bar"')]
    parser = _Fields()
    parser.feed(inside)
    return {name: text for name, text in parser.fields.items() if name != "csrfmiddlewaretoken"}


def come_in(client):
    """Whoever has not logged in yet does so as the chain office."""
    if "session" not in client.cookies:
        sign_in(client, name="市链办 王敏")


def opened(client, address):
    """The fields of the form at an address."""
    come_in(client)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return fields_of(answer.content.decode())


def send(client, address, fields, **typed):
    """Send the form with what was typed; fields of rows by their whole names."""
    return client.post(address, {**fields, "form-action": "save", **typed})


def text_of(answer):
    """The words of an answer, as one reads them."""
    page = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(page.split())
