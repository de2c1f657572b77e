"""What a change set means for others: work of theirs was revised, something is theirs to do."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from django.db.models import Q

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.validation import DraftRecord
from chainchief.people.models import Notice
from chainchief.people.notices.recipients import account_of, of_division, of_organisation
from chainchief.people.notices.sending import send, send_all
from chainchief.people.notices.topics import Topic

#: Codes in one notice; who wants more reads the history.
_NAMED = 3
#: So many days before an answer is due it is told of.
_DUE_DAYS = 3


def tell(viewer: Viewer, changed: Sequence[DraftRecord], batch: ImportBatch | None) -> None:
    """Tell of everything that this writing means for anybody with an account."""
    _tell_revised(viewer, changed)
    _tell_written(viewer, changed, batch)
    for draft in changed:
        if draft.register.kind == Difficulty.kind:
            _tell_difficulty(viewer, draft)


def _tell_revised(viewer: Viewer, changed: Sequence[DraftRecord]) -> None:
    """One notice for each person and kind, however many records it were."""
    mine = signed_alike(viewer.signature)
    for (author, kind), revised in _authors(changed).items():
        codes = sorted(revised)
        account = None if signed_alike(author) == mine else account_of(author)
        if account is None:
            continue
        named = ", ".join(codes[:_NAMED]) + (f" … ({len(codes)})" if len(codes) > _NAMED else "")
        facts = {"who": viewer.name, "kind": kind, "codes": named}
        about = f"{kind} {codes[0]} {viewer.name}"
        send(account, Topic.REVISED, facts, f"/records/{kind}/?words={codes[0]}", about)


def signed_alike(signature: str) -> str:
    """The name in a signature: a delegate revises what the one has entered that signs so."""
    from chainchief.access.signatures import parsed

    return parsed(signature).name


def _authors(changed: Sequence[DraftRecord]) -> dict[tuple[str, str], list[str]]:
    """Who wrote the version that was there, and the kind → the codes of what they wrote."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_kind: dict[str, dict[str, DraftRecord]] = defaultdict(dict)
    for draft in changed:
        if draft.stored is not None:
            by_kind[draft.register.kind][draft.stored.uid.hex] = draft
    for kind, drafts in by_kind.items():
        for author, uid in _wrote(kind, drafts):
            found[author, kind].append(drafts[uid].code)
    return found


def _wrote(kind: str, drafts: dict[str, DraftRecord]) -> Iterator[tuple[str, str]]:
    for chunk in chunks(sorted(drafts)):
        events = ChangeEvent.objects.filter(kind=kind, uid__in=chunk)
        for actor, uid, version in events.values_list("actor", "uid", "version"):
            stored = drafts[uid].stored
            if stored is not None and version == stored.version:
                yield actor, uid


def _tell_written(
    viewer: Viewer, changed: Sequence[DraftRecord], batch: ImportBatch | None
) -> None:
    account = (
        account_of(viewer.signature) if batch is not None and not viewer.machine_user else None
    )
    if batch is None or account is None:
        return
    created = sum(draft.is_new for draft in changed)
    facts = {
        "file": batch.file_name,
        "created": created,
        "revised": len(changed) - created,
    }
    link = f"/records/{batch.kind}/"
    send(account, Topic.WORKBOOK, facts, link, f"batch {batch.pk}")


def _tell_difficulty(viewer: Viewer, draft: DraftRecord) -> None:
    after, changed = draft.after, draft.changed
    facts = {"kind": Difficulty.kind, "code": draft.code, "due": str(after.get("due_on") or "—")}
    link = f"/records/{Difficulty.kind}/{draft.uid}/"
    tell_all = partial(send_all, facts=facts, link=link, about=f"difficulty {draft.code}")
    others = Q() if viewer.machine_user else ~Q(username=viewer.name)
    if "host" in changed and not after.get("answered_on"):
        tell_all(of_organisation(str(after["host"])).filter(others), Topic.ASSIGNED)
    if "division" in changed and not after.get("answered_on"):
        tell_all(of_division(str(after["division"])).filter(others), Topic.ASSIGNED)
    if "sent_back_on" in changed and after.get("sent_back_on"):
        tell_all(of_organisation(str(after["host"])).filter(others), Topic.RETURNED)


def tell_due() -> int:
    """Tell offices of answers that are due within days, each day of it once; their number."""
    today = clock.today()
    due = Difficulty.objects.filter(
        process="",  # the desk tells of those that it runs, step by step
        withdrawn_on=None,
        answered_on=None,
        due_on__gte=today,
        due_on__lte=today + dt.timedelta(days=_DUE_DAYS),
    )
    number = 0
    for code, uid, host, day in due.order_by("code").values_list("code", "uid", "host", "due_on"):
        about = f"difficulty {code} due {day}"
        if Notice.objects.filter(topic=Topic.DUE, about=about).exists():
            continue
        facts = {"kind": Difficulty.kind, "code": code, "due": str(day)}
        responsible: list[Account] = list(of_organisation(str(host)))
        send_all(responsible, Topic.DUE, facts, f"/records/{Difficulty.kind}/{uid}/", about)
        number += bool(responsible)
    return number
