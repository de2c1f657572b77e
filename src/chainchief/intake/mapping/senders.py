"""Senders of files: a unit, organisation, firm or chain's task force; or the office itself."""

from dataclasses import dataclass
from typing import Any

from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.choices import near
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import register_of


@dataclass(frozen=True, order=True)
class Sender:
    """Of whom a file is; `dimension` and `code` are "" where it is the office's own."""

    dimension: str = ""
    code: str = ""

    @property
    def text(self) -> str:
        """The sender as it is kept, in one text."""
        return f"{self.dimension}:{self.code}" if self.dimension else ""


def sender_from(text: str) -> Sender:
    """The sender that `text` keeps; `WrongUseError` where it is none."""
    dimension, _colon, code = text.partition(":")
    if text and (dimension not in set(Dimension) or not code):
        raise WrongUseError(_("There is no sender {!r}.").format(text))
    return Sender(dimension, code)


def sender_of_code(code: str) -> Sender:
    """The unit, organisation, firm or chain of this code; `WrongUseError` where there is none."""
    if not code:
        return Sender()
    for dimension in (d for d in Dimension if _manager(d).filter(code=code).exists()):
        return Sender(dimension.value, code)
    known = _manager(Dimension.DIVISION).values_list("code", flat=True)
    hint = near(code, known)
    raise WrongUseError(
        _("There is no unit, organisation, firm or chain of the code {!r}{}.").format(code, hint)
    )


def own_sender(viewer: Viewer) -> Sender:
    """Whose files a viewer brings without saying: the first limit of the first role."""
    for held in viewer.held:
        for dimension, code in held.limits.items():
            return Sender(dimension.value, code)
        break
    return Sender()


def is_open_to(sender: Sender, viewer: Viewer) -> bool:
    """Whether the viewer may bring files of the sender: one's own, or of all without a limit."""
    if any(not held.limits for held in viewer.held):
        return True
    own = {(d.value, code) for held in viewer.held for d, code in held.limits.items()}
    return (sender.dimension, sender.code) in own


def senders_for(viewer: Viewer) -> list[Sender]:
    """The senders that a viewer may choose among, one's own first."""
    own = [Sender(d.value, c) for held in viewer.held for d, c in held.limits.items()]
    if any(not held.limits for held in viewer.held):
        for dimension in (Dimension.DIVISION, Dimension.ORGANISATION):
            codes = _manager(dimension).filter(withdrawn_on=None).order_by("code")
            own += [Sender(dimension.value, code) for code in codes.values_list("code", flat=True)]
        own.insert(0, Sender())
    return list(dict.fromkeys(own)) or [Sender()]


def names_of(senders: list[Sender]) -> dict[Sender, str]:
    """Names of senders as people call them; the code alone where the ledger has no such record."""
    found = {sender: _("our own office") for sender in senders if not sender.dimension}
    for dimension in Dimension:
        codes = sorted({s.code for s in senders if s.dimension == dimension.value})
        named: dict[str, str] = {}
        for part in chunks(codes):
            named.update(_manager(dimension).filter(code__in=part).values_list("code", "name"))
        for code in codes:
            found[Sender(dimension.value, code)] = named.get(code) or code
    return found


def _manager(dimension: Dimension) -> Any:
    return register_of(dimension.value).model._default_manager
