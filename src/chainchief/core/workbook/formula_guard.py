"""Text that a spreadsheet would take for a formula when it opens a CSV (OWASP ASVS 1.2.10).

In a workbook text is written as text and needs no guard. In a CSV an apostrophe goes before it;
reading takes exactly one away again, and only where writing would have put one, so that a name that
begins with an apostrophe survives.
"""

import re

#: The last four are the full-width forms of the first four.
_TAKEN_FOR_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    return "'" + text if _TAKEN_FOR_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _TAKEN_FOR_FORMULA.match(text) else text
