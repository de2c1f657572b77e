"""The base of every room's exceptions: a message for people, and the exit status it means."""


class ChainChiefError(Exception):
    """Something a person can act on. Each room derives one base of its own from this."""

    exit_status = 1


class WrongUseError(ChainChiefError):
    """The command or call itself was wrong: an unknown name, a missing option."""

    exit_status = 2
