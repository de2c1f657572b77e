"""How the pages are reached: under which names, by TLS or not, through which proxy."""

import ipaddress
import re
from dataclasses import dataclass

from chainchief.core.errors import WrongUseError
from chainchief.core.home import setting
from chainchief.core.i18n import _

#: What a browser on this machine may call it.
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_HEADER = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


@dataclass(frozen=True)
class Serving:
    """What the settings say of it. `proxy` is an address whose headers are believed, or ""."""

    by_tls: bool
    names: tuple[str, ...]
    proxy: str
    certificate_header: str

    @property
    def allowed_hosts(self) -> list[str]:
        """Names under which a request is answered; this machine's own without TLS only."""
        return list(dict.fromkeys([*(() if self.by_tls else LOOPBACK_NAMES), *self.names]))


def serving() -> Serving:
    """Read the settings; `WrongUseError` for what is no name, no address or no header."""
    proxy, header = setting("proxy"), setting("certificate_header")
    if header and not _HEADER.fullmatch(header):
        raise WrongUseError(
            _("setting certificate_header: {!r} is not the name of a header.").format(header)
        )
    return Serving(
        by_tls=setting("tls").lower() in {"1", "yes", "true"},
        names=tuple(host_name(each) for each in re.split(r"[,\s]+", setting("host_names")) if each),
        proxy=address(proxy) if proxy else "",
        certificate_header=header,
    )


def host_name(text: str) -> str:
    """A name or address as it stands in a browser; no pattern, which would let every name in."""
    try:
        return bracketed(address(text.strip("[]")))
    except WrongUseError:
        name = text.lower().rstrip(".")
    if not _NAME.fullmatch(name) or name.replace(".", "").isdecimal():
        raise WrongUseError(
            _("{!r} is not the name of a host; write it as people type it, such as {}.").format(
                text, "bureau.example"
            )
        )
    return name


def address(text: str) -> str:
    """An IP address in the form in which connections say theirs."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        raise WrongUseError(_("{!r} is not an IP address.").format(text)) from None
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)


def bracketed(host: str) -> str:
    """The host as an address writes it: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host
