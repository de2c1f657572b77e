"""Which server sends mail, and to whom, as a city's preset says it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from msgspec import Meta

from chainchief.core.faults import Fault
from chainchief.core.presets import Document, FaultKinds, Origin, Preset, Problem
from chainchief.people import faults as kinds

SCHEMES = ("smtp", "smtp+starttls", "smtps")
_ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")


class MailPreset(Origin, frozen=True):
    server: Annotated[str, Meta(description="where mail is handed in; without it none is sent")] = (
        ""
    )
    sender: Annotated[str, Meta(description="the address that mail is from")] = ""
    pages: Annotated[str, Meta(description="where the program is reached; stands in the mail")] = ""
    addresses: Annotated[dict[str, str], Meta(description="account: address")] = {}


def _check(document: Document[MailPreset]) -> Iterator[Fault]:
    """Where a server is named it is one, and addresses are addresses."""
    said = document.content
    if not said.server:
        return
    parts = urlsplit(said.server)
    if parts.scheme not in SCHEMES or not parts.hostname:
        facts = {"reason": f"server: {said.server!r}; {', '.join(f'{s}://…' for s in SCHEMES)}"}
        yield document.fault(kinds.BAD_PRESET, ("server",), facts=facts)
    for place, address in [(("sender",), said.sender)] + [
        (("addresses",), address) for address in said.addresses.values()
    ]:
        if not _ADDRESS.fullmatch(address):
            yield document.fault(kinds.BAD_PRESET, place, facts={"reason": repr(address)})


PRESET = Preset(
    file="mail.yaml",
    shipped=Path(__file__).parent / "presets",
    shape=MailPreset,
    build=lambda content: content,
    about="Mail to people who have notices: the server, and whose address is which",
    kinds=FaultKinds(dict.fromkeys(Problem, kinds.BAD_PRESET)),
    check=_check,
)


def mail() -> MailPreset:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
