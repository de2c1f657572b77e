"""Click's own words (Usage, Options, Missing argument …) in the language of the program.

Click takes them from the standard library's gettext, which asks the environment for the language;
so the program's compiled messages are named there as the domain, and the language with them.
"""

import gettext
import os

from chainchief.core.i18n import ENGLISH, LOCALE, compile_catalogue, language

_DOMAIN = "django"


def let_click_speak() -> None:
    """Make the current language click's too. Call it again after each choice of a language."""
    compile_catalogue()
    gettext.bindtextdomain(_DOMAIN, str(LOCALE))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = "C" if language() == ENGLISH else "zh_Hans"
