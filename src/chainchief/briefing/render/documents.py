"""A document in a file: `render` chooses the form by the file's ending."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chainchief.briefing.errors import BriefingError
from chainchief.briefing.render.html import to_html
from chainchief.briefing.render.pdf import office, to_pdf
from chainchief.briefing.render.rendering import RenderedDraft, draft
from chainchief.briefing.render.template_files import find_template
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.origins import Counts
from chainchief.briefing.sources import FigureSource
from chainchief.core import durable
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.core.spans import Month


@dataclass(frozen=True)
class Rendered:
    """What was written: where, from which snapshot, how many figures of which source, and gaps."""

    path: Path
    snapshot: str
    counts: Counts
    gaps: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


class UnknownFormError(BriefingError, WrongUseError):
    """The ending of the file is none that we can write."""


def render(
    template: str,
    month: Month,
    out: Path,
    *,
    division: str = "",
    chain: str = "",
    snapshot: str | None = None,
    review: bool = False,
    with_gaps: bool = False,
    source: FigureSource | None = None,
) -> Rendered:
    """Write the document of `template` (a shipped name or a path) for `month` to `out`.

    `.docx`, `.html` or `.pdf`. The document speaks Chinese, as templates do, whatever the language
    of the command. Raises `FaultsError` with all faults of the template, and leaves
    what stood at `out` untouched unless everything went well.
    """
    writer = _writer_for(out)
    template_file = find_template(template)
    if source is None:
        from chainchief.briefing.resolve.ledger_source import source_for

        source = source_for(month, snapshot)
    context = RenderContext(source, division or source.top_division(), chain)
    with speaking(CHINESE):
        made = draft(template_file, context, review=review, with_gaps=with_gaps)
        warnings = tuple(made.warnings())
        content = writer(made)
    write(out, content)
    return Rendered(out, source.snapshot, made.counts, made.gaps, warnings)


def _docx(made: RenderedDraft) -> bytes:
    return made.content()


def _html(made: RenderedDraft) -> bytes:
    return to_html(made).encode()


def _pdf(made: RenderedDraft) -> bytes:
    return to_pdf(made.content())


_WRITERS: dict[str, Callable[[RenderedDraft], bytes]] = {
    ".docx": _docx,
    ".html": _html,
    ".pdf": _pdf,
}


def _writer_for(out: Path) -> Callable[[RenderedDraft], bytes]:
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        raise UnknownFormError(
            _("{!r} ends in none of {}: the ending chooses the form of the document.").format(
                out.name, listed(_WRITERS)
            )
        )
    if writer is _pdf:
        office()  # a missing LibreOffice is said before anything is computed
    return writer


def write(out: Path, content: bytes) -> None:
    """Write beside, then rename: a reader sees the old file or the whole new one.

    A folder that is not there is a mistake of whoever named it, so none is made.
    """
    try:
        with durable.replacing(out, shared=True) as stream:
            stream.write(content)
    except OSError as failed:
        raise BriefingError(_("{} cannot be written: {}").format(out, failed.strerror)) from None
