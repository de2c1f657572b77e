"""Review comments: a Word comment at each figure with the head of its receipt."""

import datetime as dt
from collections.abc import Sequence

from docx.document import Document

from chainchief.briefing.docx.ooxml import make, qn
from chainchief.briefing.render.controls import Placed
from chainchief.briefing.resolve.receipt_heads import head_of, not_public_words
from chainchief.briefing.sources import FigureSource

AUTHOR = "链长台"
_INITIALS = "链"


def add_comments(document: Document, placed: Sequence[Placed], source: FigureSource) -> None:
    """Anchor a comment around the control of every figure of the body.

    Word allows no comments in headers, footers and notes; figures there have their receipt all the
    same, on the page and by `chainchief figure`.
    """
    moment = _moment(source)
    for one in placed:
        if one.in_body:
            _comment(document, one, head_of(one.cited, source).text, moment)


def mark_not_public(document: Document, placed: Sequence[Placed], source: FigureSource) -> None:
    """Anchor a comment that says so around every figure that must not leave the bureau."""
    moment = _moment(source)
    for one in placed:
        if one.in_body and one.cited.figure.not_public:
            _comment(document, one, not_public_words(one.cited.figure), moment)


def _moment(source: FigureSource) -> dt.datetime:
    return dt.datetime.combine(source.month.last, dt.time(), dt.UTC)


def _comment(document: Document, one: "Placed", text: str, moment: dt.datetime) -> None:
    comment = document.part._comments_part.comments.add_comment(
        text=text, author=AUTHOR, initials=_INITIALS
    )
    comment._comment_elm.set(qn("w:date"), moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    number = {"w:id": str(comment.comment_id)}
    one.element.addprevious(make("w:commentRangeStart", number))
    reference = make("w:r", None, make("w:commentReference", number))
    one.element.addnext(reference)
    one.element.addnext(make("w:commentRangeEnd", number))
