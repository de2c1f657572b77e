"""What goes wrong in this room for programmers; people are told by faults (`kinds.py`)."""

from chainchief.core.errors import ChainChiefError, WrongUseError


class BriefingError(ChainChiefError):
    """A document could not be made, read or registered."""


class RefusedError(BriefingError):
    """A file that is not read as a document; its text is the reason, in plain words."""


class TooMuchError(RefusedError):
    """A file that asks for more than one document may."""


class UnknownTemplateError(BriefingError, WrongUseError):
    """Neither a shipped template nor a file."""


class BadCitationError(BriefingError, ValueError):
    """A text that is not the tag of a figure."""


class OfficeMissingError(BriefingError):
    """LibreOffice is needed for this form of output and is not there, or it failed."""
