"""Whether a certificate can serve: it is tried in a handshake with itself before anybody comes."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _

if TYPE_CHECKING:  # it takes longer to load than the help of every command
    import ssl

#: OpenSSL's numbers of what a client finds wrong with a certificate.
_NOT_YET, _EXPIRED, _OTHER_NAME, _OTHER_ADDRESS = 9, 10, 62, 64


class CertificateError(ChainChiefError):
    """The certificate cannot serve; the message says why and what to do."""


@dataclass(frozen=True)
class Certificate:
    """A certificate with the private key that belongs to it."""

    chain: Path
    key: Path

    def server_context(self) -> "ssl.SSLContext":
        """The context of TLS, 1.2 at least; `CertificateError` where the two do not fit."""
        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.load_cert_chain(self.chain, self.key, password=_no_password)
        except ssl.SSLError as refused:
            raise CertificateError(self._why_not_loaded(refused)) from refused
        except OSError as refused:
            raise CertificateError(
                _("{} or {} cannot be read: {}").format(self.chain, self.key, refused.strerror)
            ) from refused
        return context

    def _why_not_loaded(self, refused: "ssl.SSLError") -> str:
        if refused.reason == "KEY_VALUES_MISMATCH":
            return _("{} is not the key of the certificate {}; take the pair that belongs").format(
                self.key, self.chain
            )
        return _(
            "{} and {} are no certificate and key in PEM without a password ({}); export them so"
        ).format(self.chain, self.key, refused.reason or refused)

    def tried_for(self, name: str = "") -> dt.datetime:
        """The day it ends, having served a client that asked for the host `name`, or for any.

        `CertificateError` for one that has ended or not begun, or is for other names.
        """
        import ssl

        client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        client.check_hostname = bool(name)
        client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        server = self.server_context()
        client.load_verify_locations(self.chain)
        try:
            shown = _handshake(server, client, name or None)
        except ssl.SSLCertVerificationError as refused:
            raise CertificateError(self._why_not_taken(refused, name)) from refused
        ends = ssl.cert_time_to_seconds(str(shown["notAfter"]))
        return dt.datetime.fromtimestamp(ends, dt.UTC)

    def _why_not_taken(self, refused: "ssl.SSLCertVerificationError", name: str) -> str:
        if refused.verify_code == _EXPIRED:
            return _("the certificate {} has expired; ask for a new one").format(self.chain)
        if refused.verify_code == _NOT_YET:
            return _("the certificate {} is not valid yet; see this machine's clock").format(
                self.chain
            )
        if refused.verify_code in (_OTHER_NAME, _OTHER_ADDRESS):
            return _("the certificate {} is not for the name {}; ask for one that is").format(
                self.chain, name
            )
        return _("no browser would take the certificate {}: {}").format(
            self.chain, refused.verify_message
        )


def _no_password() -> str:
    """A key under a password would ask the terminal for it, which a service has none of."""
    return ""


def _handshake(
    server: "ssl.SSLContext", client: "ssl.SSLContext", name: str | None
) -> dict[str, object]:
    """Both ends in memory: what the client was shown, once it took it."""
    import ssl

    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = client.wrap_bio(to_client, to_server, server_hostname=name)
    answering = server.wrap_bio(to_server, to_client, server_side=True)
    waiting = [asking, answering]
    while waiting:
        end = waiting.pop(0)
        try:
            end.do_handshake()
        except ssl.SSLWantReadError:
            waiting.append(end)
    return dict(asking.getpeercert() or {})
