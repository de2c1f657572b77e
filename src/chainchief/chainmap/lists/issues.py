"""Issued lists, kept in the home folder: who issued them, when, and what stood in them."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.lists.changes import Key, ListChange, changes_from, texts_of
from chainchief.chainmap.lists.layouts import ListPreset
from chainchief.chainmap.lists.rows import ChainList
from chainchief.core import clock, durable
from chainchief.core.errors import WrongUseError
from chainchief.core.home import home
from chainchief.core.i18n import _, language

#: Of the home folder; a backup takes it along.
FOLDER = "issued_lists"


@dataclass(frozen=True)
class ListIssue:
    """One issue of a chain's lists; `digest` is SHA-256 of what stood in them."""

    number: int
    as_at: str
    by: str
    at: str
    digest: str
    lists: dict[str, dict[Key, dict[str, str]]]

    @property
    def words(self) -> str:
        """The issue as files and pages name it."""
        return _("issue {number} as at {day}, by {by} on {at}, SHA-256 {digest}").format(
            number=self.number, day=self.as_at, by=self.by, at=self.at, digest=self.digest[:16]
        )


def issue_lists(
    preset: ListPreset, answers: Answers, made: Sequence[ChainList], by: str
) -> ListIssue:
    """Keep the lists as issued; WrongUseError where the last issue says the same."""
    if answers.chart.is_partial:
        raise WrongUseError(
            _("Lists are issued by who sees all firms of the chain; some are not open to you.")
        )
    rows = [
        {
            "list": each.layout.name,
            "rows": [{"key": list(key), "texts": texts} for key, texts in texts_of(each).items()],
        }
        for each in made
    ]
    content = json.dumps(rows, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    while True:
        last = last_issue(answers.chart.code, preset)
        if last is not None and last.digest == digest:
            raise WrongUseError(
                _("Nothing in the lists changed since {issue}.").format(issue=last.words)
            )
        number = 1 if last is None else last.number + 1
        document = {
            "number": number,
            "as_at": str(answers.chart.as_at),
            "by": by,
            "at": clock.minute(dt.datetime.now(dt.UTC)),
            "digest": digest,
            "lists": rows,
        }
        path = _folder(answers.chart.code, preset) / f"{number:06}.json"
        # Whoever comes second at the same moment finds the number taken, and looks again.
        if durable.write_once(path, json.dumps(document, ensure_ascii=False).encode()):
            return _issue(document)


def last_issue(chain: str, preset: ListPreset) -> ListIssue | None:
    """The newest issue of a chain's lists in the language that is spoken; None without one."""
    files = sorted(_folder(chain, preset).glob("*.json"))
    return _issue(json.loads(files[-1].read_text(encoding="utf-8"))) if files else None


def changes_since_issue(issue: ListIssue, now: Sequence[ChainList]) -> list[ListChange]:
    """The differences of the lists to what was issued, list by list."""
    return changes_from(issue.lists, now)


def _folder(chain: str, preset: ListPreset) -> Path:
    """Texts of one language are not compared with those of another."""
    return home().path / FOLDER / chain / preset.code / language()


def _issue(document: dict[str, Any]) -> ListIssue:
    return ListIssue(
        number=document["number"],
        as_at=document["as_at"],
        by=document["by"],
        at=document["at"],
        digest=document["digest"],
        lists={
            each["list"]: {tuple(row["key"]): row["texts"] for row in each["rows"]}
            for each in document["lists"]
        },
    )
