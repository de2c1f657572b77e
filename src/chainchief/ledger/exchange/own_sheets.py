"""The sheets that the program itself adds to a workbook; an import passes over them."""

from chainchief.core.i18n import _, in_every_language

_EXPLANATION = "Explanation"
_SUMMARY = "Check result"
_OPTIONS = "Options"


def explanation_sheet() -> str:
    """The second sheet of an exported workbook."""
    return _(_EXPLANATION)


def options_sheet() -> str:
    """The hidden sheet of an exported workbook, with the lists that its columns offer."""
    return _(_OPTIONS)


def summary_sheet() -> str:
    """The first sheet of a returned workbook."""
    return _(_SUMMARY)


def own_sheet_names() -> tuple[str, ...]:
    """All, in every language."""
    sheets = (explanation_sheet, summary_sheet, options_sheet)
    return tuple(dict.fromkeys(name for sheet in sheets for name in in_every_language(sheet)))
