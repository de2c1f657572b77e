"""Signatures: how whoever acts stands in the change log, and the words for people.

`NAME`, `NAME for OTHER` (a delegate), `NAME via machine:OSUSER` (the administrator of the machine
under that name), or both of them in this order.
"""

from dataclasses import dataclass

from chainchief.core.i18n import _

_FOR = " for "
_VIA = " via machine:"


@dataclass(frozen=True)
class Signature:
    """Who acted, for whom, and as which user of the machine; "" where that does not apply."""

    name: str
    acting_for: str = ""
    machine_user: str = ""

    @property
    def text(self) -> str:
        delegate = f"{_FOR}{self.acting_for}" if self.acting_for else ""
        machine = f"{_VIA}{self.machine_user}" if self.machine_user else ""
        return f"{self.name}{delegate}{machine}"


def parsed(text: str) -> Signature:
    """The signature that a text of the change log holds."""
    rest, _via, machine_user = text.partition(_VIA)
    name, _for, acting_for = rest.partition(_FOR)
    return Signature(name, acting_for, machine_user)


def is_plain(name: str) -> bool:
    """Whether a name can be signed with: one that holds words of the grammar would forge others."""
    return parsed(f"{name} ").name == f"{name} " and name.isprintable()


def signature_words(text: str) -> str:
    """A signature in the reader's language: 王五（本机 root）."""
    one = parsed(text)
    words = one.name
    if one.acting_for:
        words = _("{name}, for {other}").format(name=words, other=one.acting_for)
    if one.machine_user:
        words = _("{name} (this machine's {user})").format(name=words, user=one.machine_user)
    return words
