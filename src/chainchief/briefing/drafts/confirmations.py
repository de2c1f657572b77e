"""核实: which office answers for which figure of a draft, and who confirmed it, when and how.

A confirmation is of what was printed then: where a figure prints something else now, its office is
asked again.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing.citations import Citation
from chainchief.briefing.faults import NOBODY_SIGNED, UNCONFIRMED
from chainchief.briefing.issue.examination import normal
from chainchief.briefing.models import Confirmation, Draft, Way
from chainchief.briefing.resolve.filling import Cited
from chainchief.briefing.sheets.rows import provider_of
from chainchief.briefing.sources import FigureSource, NoFigure
from chainchief.briefing.text.paragraphs import ReadDocument, ReadParagraph
from chainchief.briefing.text.wording_rules import rules
from chainchief.core import clock, durable
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.ledger import changelog
from chainchief.ledger.changelog.models import ACTOR_LENGTH

DOCUMENTS = "documents"


@dataclass(frozen=True)
class ToConfirm:
    """A figure of a draft as it is printed, with its sentence and who confirmed just that."""

    citation: str
    name: str
    definition: str
    printed: str
    sentence: str
    confirmation: Confirmation | None


@dataclass(frozen=True)
class OfficeFigures:
    """The figures that one office answers for."""

    office: str
    lines: tuple[ToConfirm, ...]

    @property
    def confirmed(self) -> int:
        return sum(one.confirmation is not None for one in self.lines)

    @property
    def is_done(self) -> bool:
        return self.confirmed == len(self.lines)


def figures_by_office(
    draft: Draft, read: ReadDocument, source: FigureSource
) -> list[OfficeFigures]:
    """Each figure once, in the order of the text, under the office that answers for it."""
    known = {(one.citation, normal(one.printed)): one for one in draft.confirmations.all()}
    by_office: dict[str, dict[str, ToConfirm]] = {}
    for paragraph in (one for one in read.paragraphs if not one.part):
        for stated in paragraph.figures:
            cited = _cited(stated.citation, stated.text, source)
            if cited is None:
                continue
            full = cited.citation.full[:255]
            line = ToConfirm(
                full,
                cited.figure.name,
                cited.definition.text,
                stated.text,
                _sentence(paragraph, stated.start),
                known.get((full, normal(stated.text))),
            )
            by_office.setdefault(provider_of(cited, source), {}).setdefault(full, line)
    return [OfficeFigures(name, tuple(lines.values())) for name, lines in by_office.items()]


def _cited(citation: Citation | None, text: str, source: FigureSource) -> Cited | None:
    """None for what cites nothing that the ledger has: a warning tells of it elsewhere."""
    if citation is None:
        return None
    try:
        return Cited(citation, source.figure(citation), source.definition(citation), text)
    except NoFigure:
        return None


def _sentence(paragraph: ReadParagraph, position: int) -> str:
    start = paragraph.text.rfind("。", 0, position) + 1
    end = paragraph.text.find("。", position)
    return paragraph.text[start : end + 1 if end >= 0 else None].replace("\u200b", "").strip()


def confirm(
    draft: Draft,
    office: OfficeFigures,
    viewer: Viewer,
    *,
    on_paper: "Mapping[str, str] | None" = None,
) -> None:
    """Confirm every figure of the office that is not confirmed yet.

    `on_paper` holds of a signed sheet who signed (`by`), the day (`on`) and the scan's hash
    (`scan`); without it the viewer confirms in the own name.
    """
    policy.require(viewer, "confirm", DOCUMENTS)
    today = clock.today()
    by, on, scan = viewer.signature, today, ""
    if on_paper is not None:
        by, scan = on_paper.get("by", "").strip()[:ACTOR_LENGTH], on_paper.get("scan", "")
        day = _day(on_paper.get("on", ""))
        if not (by and scan) or day is None or day > today:
            raise FaultsError([Fault(NOBODY_SIGNED)])
        on = day
    with changelog.acting(viewer.signature, _("confirmed by {}").format(office.office)):
        for line in office.lines:
            if line.confirmation is None:
                Confirmation.objects.create(
                    draft=draft,
                    citation=line.citation,
                    printed=line.printed[:200],
                    office=office.office[:200],
                    confirmed_by=by,
                    confirmed_on=on,
                    way=Way.HERE if on_paper is None else Way.ON_PAPER,
                    scan=scan,
                    entered_by=viewer.signature,
                )


def keep_scan(content: bytes) -> str:
    """Keep the scan of a signed sheet under its hash, beside the files of documents."""
    digest = hashlib.sha256(content).hexdigest()
    durable.write(path_of_scan(digest), content)
    return digest


def path_of_scan(digest: str) -> Path:
    """The path of the scan with this SHA-256."""
    return home().issued / digest[:2] / digest


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def check_confirmed(offices: Iterable[OfficeFigures]) -> None:
    """`FaultsError` where figures are not confirmed and the rules of the office refuse that."""
    number = sum(len(one.lines) - one.confirmed for one in offices)
    if number and rules().refuses_unconfirmed:
        raise FaultsError([Fault(UNCONFIRMED, facts={"number": number})])
