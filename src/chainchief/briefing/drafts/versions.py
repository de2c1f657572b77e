"""The versions of a draft: begun from a template, reworded, brought back from Word, restored.

Versions are only added. Who edits an older one than the last is told, where both touched the same
paragraph; otherwise both changes stand.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from docx.document import Document

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing.docx.packing import packed
from chainchief.briefing.drafts.editing import can_be_edited, paragraph_of, reword
from chainchief.briefing.drafts.wording import Words, split_wording, with_bound, wording_of
from chainchief.briefing.errors import BriefingError
from chainchief.briefing.faults import NOT_EDITED_HERE, NOT_THAT_FIGURE, TYPED_NUMBER
from chainchief.briefing.issue.examination import normal
from chainchief.briefing.issue.issuing import keep, path_of
from chainchief.briefing.models import Draft, DraftVersion
from chainchief.briefing.readback.confined import bytes_of, final_text_in_file, opened
from chainchief.briefing.readback.reader import read_back
from chainchief.briefing.readback.unbound_numbers import unbound_numbers
from chainchief.briefing.render.rendering import draft as rendered
from chainchief.briefing.render.template_files import named_template
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.filling import Cited
from chainchief.briefing.template.tags import Template
from chainchief.briefing.text.paragraphs import ReadDocument, ReadParagraph
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.ledger import changelog

DOCUMENTS = "documents"


class ConflictError(BriefingError):
    """Somebody else reworded the same paragraph meanwhile: `then`, `theirs`, `mine`."""

    def __init__(self, then: str, theirs: str, mine: str, by: str) -> None:
        super().__init__(_("{} reworded the same paragraph meanwhile.").format(by))
        self.then, self.theirs, self.mine = then, theirs, mine


@dataclass(frozen=True)
class Open:
    """A version opened: its document as a tree, and as it was read back."""

    document: Document
    read: ReadDocument

    def paragraph(self, number: int) -> ReadParagraph:
        """The paragraph of the body; `FaultsError` where there is none that is edited by words."""
        found = next((one for one in self.read.paragraphs if one.number == number), None)
        if found is None or found.part or not self.is_editable(found):
            raise FaultsError([Fault(NOT_EDITED_HERE, Place(line=number))])
        return found

    def is_editable(self, paragraph: ReadParagraph) -> bool:
        element = paragraph_of(self.document, paragraph.number)
        return can_be_edited(element, len(paragraph.figures))


def open_version(version: DraftVersion) -> Open:
    """The file of a version, which was checked when it was taken in."""
    document = Template(str(version.draft), content_of(version)).document()
    return Open(document, read_back(document, str(version.draft)))


def content_of(version: DraftVersion) -> bytes:
    return bytes_of(path_of(version.sha256))


def latest(draft: Draft) -> DraftVersion:
    """The version that is worked on."""
    return draft.versions.order_by("-number")[0]


def latest_of_all() -> "QuerySet[DraftVersion]":
    """The newest version of every draft, that worked on last first."""
    of_its_draft = DraftVersion.objects.filter(draft=OuterRef("draft")).order_by("-number")
    newest = DraftVersion.objects.filter(number=Subquery(of_its_draft.values("number")[:1]))
    ordered = newest.order_by("-made_at", "draft__begun_at", "draft")
    return ordered.select_related("draft")


def begin(template: str, context: RenderContext, viewer: Viewer) -> Draft:
    """A draft from a template: its first version is the text as the ledger has it."""
    policy.require(viewer, "propose", DOCUMENTS)
    with speaking(CHINESE):
        content = rendered(named_template(template), context, with_gaps=True).content()
    with changelog.acting(viewer.signature, _("draft of {}").format(template)):
        draft = Draft.objects.create(
            template=template,
            month=str(context.source.month),
            division=context.division,
            chain=context.chain,
            begun_by=viewer.signature,
            begun_at=dt.datetime.now(dt.UTC),
        )
        _add(draft, 1, content, viewer, _("begun from the template"), {})
    return draft


def reworded(
    draft: Draft,
    number: int,
    wording: str,
    *,
    since: int,
    viewer: Viewer,
    bound: Mapping[str, Cited] | None = None,
    explained: Mapping[str, str] | None = None,
) -> DraftVersion:
    """A version in which paragraph `number` reads `wording`, edited from version `since`.

    `bound` and `explained` say of typed numbers which figure they are, or where they come from.
    Raises `ConflictError`, and `FaultsError` for tokens that were retyped and numbers untold.
    """
    policy.require(viewer, "propose", DOCUMENTS)
    last = latest(draft)
    now = open_version(last)
    paragraph = now.paragraph(number)
    _check_conflict(draft, last, since, number, wording_of(paragraph), wording)
    parts, faults = split_wording(wording, paragraph)
    bound, explained = bound or {}, {**last.explained, **(explained or {})}
    made = with_bound(parts, {text: one.citation.tag for text, one in bound.items()})
    words = ReadParagraph("", number, "\0".join(p.text for p in made if isinstance(p, Words)))
    faults += _misbound(bound)
    faults += _untold(words, explained)
    if faults:
        raise FaultsError(faults)
    reword(now.document, number, made, {one.citation.tag: one for one in bound.values()})
    note = _("paragraph {} reworded").format(number)
    with changelog.acting(viewer.signature, note):
        return _add(draft, last.number + 1, packed(now.document), viewer, note, explained)


def _check_conflict(
    draft: Draft, last: DraftVersion, since: int, number: int, theirs: str, mine: str
) -> None:
    if since == last.number:
        return
    then = wording_of(open_version(_version(draft, since)).paragraph(number))
    if then != theirs:
        raise ConflictError(then, theirs, mine, last.made_by)


def _version(draft: Draft, number: int) -> DraftVersion:
    found = draft.versions.filter(number=number).first()
    if found is None:
        raise WrongUseError(_("The draft has no version {}.").format(number))
    return found


def _misbound(bound: Mapping[str, Cited]) -> list[Fault]:
    return [
        Fault(
            NOT_THAT_FIGURE,
            Place(),
            facts={"figure": one.figure.name, "display": one.text, "number": text},
        )
        for text, one in bound.items()
        if normal(one.text) != normal(text)
    ]


def _untold(words: ReadParagraph, explained: Mapping[str, str]) -> list[Fault]:
    """Typed numbers that nobody bound or explained."""
    found = unbound_numbers(ReadDocument("", (words,)))
    numbers = dict.fromkeys(one.text for one in found)
    return [
        Fault(TYPED_NUMBER, Place(), facts={"number": text})
        for text in numbers
        if not explained.get(text, "").strip()
    ]


def brought_back(draft: Draft, content: bytes, name: str, viewer: Viewer) -> DraftVersion:
    """A version from an edited Word file; `FaultsError` where it cannot be read as it stands."""
    policy.require(viewer, "propose", DOCUMENTS)
    undecided = final_text_in_file(content, name).undecided
    if undecided:
        raise FaultsError(undecided)
    sound, last = opened(content, name), latest(draft)
    note = _("brought back from Word: {}").format(name)
    with changelog.acting(viewer.signature, note):
        return _add(draft, last.number + 1, sound, viewer, note, last.explained)


def restored(draft: Draft, number: int, viewer: Viewer) -> DraftVersion:
    """An older version once more, as a new one."""
    policy.require(viewer, "propose", DOCUMENTS)
    old, last = _version(draft, number), latest(draft)
    note = _("version {} of the draft restored").format(number)
    with changelog.acting(viewer.signature, note):
        return _add(draft, last.number + 1, content_of(old), viewer, note, old.explained)


def _add(
    draft: Draft,
    number: int,
    content: bytes,
    viewer: Viewer,
    note: str,
    explained: Mapping[str, str],
) -> DraftVersion:
    """The file first: a row never points at a file that is not."""
    digest = hashlib.sha256(content).hexdigest()
    keep(content, digest)
    return DraftVersion.objects.create(
        draft=draft,
        number=number,
        sha256=digest,
        made_by=viewer.signature,
        made_at=dt.datetime.now(dt.UTC),
        note=note[:400],
        explained=dict(explained),
    )
