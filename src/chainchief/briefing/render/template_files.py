"""Where templates are: those that come with the program, the office's own, and any file."""

from pathlib import Path

from chainchief.briefing.errors import UnknownTemplateError
from chainchief.briefing.readback.confined import bytes_of, opened
from chainchief.briefing.shipped.build import TEMPLATES, content_of
from chainchief.briefing.template.tags import Template
from chainchief.core.choices import listed
from chainchief.core.home import home
from chainchief.core.i18n import _

_ENDINGS = (".docx", ".dotx", ".docm", ".dotm")


def read_template(path: Path) -> Template:
    """The template in a file; `FaultsError` if it is no Word document."""
    return Template(path.name, opened(bytes_of(path), path.name))


def shipped_names() -> list[str]:
    """The templates that come with the program, and those of the home folder."""
    return sorted({*TEMPLATES, *(path.stem for path in _own().glob("*.docx"))})


def _own() -> Path:
    """The folder of the office's own templates."""
    return home().presets / "templates"


def find_template(name: str) -> Template:
    """The template of that shipped name, or the file at that path."""
    if Path(name).suffix.lower() in _ENDINGS and Path(name).exists():
        return read_template(Path(name))
    return named_template(name)


def named_template(name: str) -> Template:
    """The template of that shipped name: what a page was sent is never a path."""
    known = shipped_names()
    own = _own() / f"{name}.docx"
    if name in known and own.exists():
        return read_template(own)
    if name in TEMPLATES:  # our own: nothing of it comes from elsewhere
        return Template(f"{name}.docx", content_of(name))
    raise UnknownTemplateError(
        _("There is no template {!r}: give the path of a .docx file, or one of {}.").format(
            name, listed(known)
        )
    )
