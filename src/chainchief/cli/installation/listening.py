"""Where `chainchief serve` listens, and whether others may reach it there: by TLS alone."""

import ipaddress
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from chainchief.care.certificates import Certificate
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.serving import LOOPBACK_NAMES, address, bracketed, host_name, serving


@dataclass(frozen=True)
class Listening:
    """An address and port, how they are reached, and under which names."""

    host: str
    port: int
    certificate: Certificate | None = None
    proxy: str = ""
    names: tuple[str, ...] = ()

    @property
    def bind(self) -> str:
        return f"{bracketed(self.host)}:{self.port}"

    @property
    def by_tls(self) -> bool:
        """Whether browsers come by TLS: to us, or to the proxy."""
        return bool(self.certificate or self.proxy)

    @property
    def addresses(self) -> list[str]:
        """The addresses to type into a browser."""
        if self.proxy:
            return [f"https://{name}/" for name in self.names]
        scheme = "https" if self.certificate else "http"
        names = self.names or (bracketed(self.host),)
        return [f"{scheme}://{name}:{self.port}/" for name in names]

    def tell_the_pages(self) -> None:
        """Into the environment, where every process of the server reads the pages' settings."""
        said = {
            "TLS": "yes" if self.by_tls else "",
            "PROXY": self.proxy,
            "HOST_NAMES": ",".join(self.names),
        }
        os.environ.update({f"CHAINCHIEF_{name}": value for name, value in said.items()})


def listening(
    host: str,
    port: int,
    *,
    cert: Path | None = None,
    key: Path | None = None,
    behind: str = "",
    names: tuple[str, ...] = (),
) -> Listening:
    """Refuses what would let passwords go in the clear, and a certificate that cannot serve."""
    if bool(cert) != bool(key):
        raise WrongUseError(_("--cert and --key belong together; give both."))
    known = tuple(host_name(each) for each in names) or serving().names
    if is_loopback(host) and not cert and not behind:
        return Listening(host, port, names=known)
    _refuse_the_clear(host, bool(cert), behind)
    known = known or _own_name(host)
    if not known:
        raise WrongUseError(
            _("Say under which name people come: --name bureau.example, or the setting host_names.")
        )
    certificate = Certificate(cert, key) if cert and key else None
    if certificate:
        for name in known:
            certificate.tried_for(name.strip("[]"))
    return Listening(host, port, certificate, address(behind) if behind else "", known)


def is_loopback(host: str) -> bool:
    """Whether the address is one of this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_the_clear(host: str, has_certificate: bool, behind: str) -> None:
    if not has_certificate and not behind:
        raise WrongUseError(
            _(
                "--host {!r} is an address that other machines reach, and nothing keeps passwords "
                "from being read on the way. Give a certificate (--cert FILE --key FILE), or the "
                "address of the proxy that has one (--behind ADDRESS); or serve this machine "
                "alone: 127.0.0.1, ::1 or localhost. docs/serving.md shows each."
            ).format(host)
        )


def _own_name(host: str) -> tuple[str, ...]:
    """The address itself, where it is one that can be typed."""
    if host in ("", "0.0.0.0", "::"):  # noqa: S104 - told apart, not bound
        return ()
    return LOOPBACK_NAMES if is_loopback(host) else (host_name(host),)


def is_open_to_all(key: Path) -> bool:
    """Whether any user of this machine may read the private key."""
    return bool(stat.S_IMODE(key.stat().st_mode) & stat.S_IROTH)
