"""What stands beside the records of the marked city: what people keep for themselves, and moves."""

import datetime as dt
import hashlib

from tests.access.crawl import canaries
from tests.fixtures.accounts import make_account

from chainchief.access.viewers import HeldRole
from chainchief.briefing.models import IssuedDocument
from chainchief.core.home import home
from chainchief.jobs.models import Job, State
from chainchief.ledger import changelog, evidence
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.proposal.models import Proposal
from chainchief.people.models import Notice, SecurityEvent
from chainchief.web.forms.models import FormDraft, SentForm
from chainchief.web.imports.models import State as UploadState
from chainchief.web.imports.models import Upload

NOW = dt.datetime(2023, 11, 30, 8, tzinfo=dt.UTC)
STRANGER = "别人"
NOBODY: frozenset[str] = frozenset()
ADMINISTRATORS = frozenset({"system-admin", "security-admin", "audit-admin"})
OFFICE = frozenset({"chain-office"})


def write(city: "canaries.City") -> None:
    """All of it; each mark with the roles that may read it."""
    stranger = _stranger(city)
    for place in canaries.PLACES:
        _batch(city, place)
    _moved(city)
    _kept_by(city, stranger)
    _issued(city)


def _of(city, meaning: str, roles: frozenset[str]) -> str:
    mark = city.mark(meaning)
    city.elsewhere[mark] = roles
    return mark


def _stranger(city):
    """Somebody of the other county, whom administrators alone know by the full name."""
    account = make_account(STRANGER, HeldRole("county", division=canaries.NINGJIN))
    with changelog.acting("clerk", "named"):
        account.full_name = _of(city, "full name of an account", ADMINISTRATORS)
        account.save()
    city.keys["uid"] = [str(account.uid)]
    return account


def _batch(city, place: str) -> None:
    """A project that came with a file of its own; the file itself is for who exports all."""
    here = canaries.PLACES[place]
    content = _of(city, f"{place} content of the file of a batch", OFFICE)
    digest = hashlib.sha256(content.encode()).hexdigest()
    path = evidence.path_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"code,name\n{content},{content}\n", encoding="utf-8")
    file, reason = (city.mark(f"{place} {what} of a batch") for what in ("file", "reason"))
    code, name = (city.mark(f"{place} {what} of a project brought") for what in ("code", "name"))
    with changelog.acting(STRANGER, reason):
        batch = ImportBatch.objects.create(
            kind="project",
            file_name=f"{file}.csv",
            sha256=digest,
            sheet="",
            columns={"code": "A", "name": "B"},
            actor=STRANGER,
            reason=reason,
            at=NOW,
            created=1,
        )
    with changelog.acting(STRANGER, reason, batch):
        row = Project.objects.create(
            code=code,
            name=name,
            division_id=here.division,
            chain_id=here.chain,
            enterprise_id=here.enterprise,
            batch=batch,
            origin="!2",
        )
    city.keys.setdefault("number", []).append(str(batch.pk))
    record = canaries.Record("project", place, str(row.uid), code, {file, reason, code, name})
    city.records.append(record)


def _moved(city) -> None:
    """A project that stood elsewhere before: what it was there stays with those who see it there.

    Its name of then, and the reason of its coming there, are told to whoever sees both places.
    """
    alien, own = canaries.PLACES["alien"], canaries.OWN
    both = frozenset(
        role
        for role in canaries.MAY
        if all(
            canaries.may_see(role, canaries.Record("project", place, "", ""))
            for place in ("alien", "own")
        )
    )
    then, why = (_of(city, f"{what} of before it moved", both) for what in ("name", "reason"))
    code, now = (city.mark(f"{what} of a project that moved") for what in ("code", "name"))
    with changelog.acting("clerk", why):
        row = Project.objects.create(
            code=code,
            name=then,
            division_id=alien.division,
            chain_id=alien.chain,
            enterprise_id=alien.enterprise,
        )
    move = _of(city, "reason of a move", both)
    with changelog.acting("clerk", move):
        Project.objects.filter(pk=row.pk).update(
            name=now,
            division_id=own.division,
            chain_id=own.chain,
            enterprise_id=own.enterprise,
            version=2,
        )
    city.records.append(canaries.Record("project", "own", str(row.uid), code, {code, now}))
    reason = city.mark("reason of a withdrawal")
    withdrawn = city.mark("code of a withdrawn project")
    with changelog.acting("clerk", reason):
        gone = Project.objects.create(
            code=withdrawn,
            name=withdrawn,
            division_id=alien.division,
            chain_id=alien.chain,
            enterprise_id=alien.enterprise,
            withdrawn_on=canaries.DAY,
            withdrawn_reason=reason,
        )
    marks = {reason, withdrawn}
    city.records.append(canaries.Record("project", "alien", str(gone.uid), withdrawn, marks))


def _kept_by(city, stranger) -> None:
    """Drafts, files brought, jobs, proposals and notices of the stranger: nobody else's."""
    for uid in ("", city.of("project", "own").uid.replace("-", "")):
        FormDraft.objects.create(
            owner=STRANGER,
            kind="project",
            uid=uid,
            fields=[["name", _of(city, "draft", NOBODY)]],
            saved_at=NOW,
        )
    SentForm.objects.create(
        key="f" * 32,
        owner=STRANGER,
        sent_at=NOW,
        address="/",
        outcome={"warnings": [_of(city, "warning of a form sent", NOBODY)]},
    )
    Proposal.objects.create(
        proposed_by=STRANGER,
        proposed_at=NOW,
        reason=_of(city, "reason of a proposal", NOBODY),
        content={"text": _of(city, "proposal", NOBODY)},
    )
    job = Job.objects.create(
        kind="import-check",
        subject=_of(city, "subject of a job", OFFICE),
        asked_by=STRANGER,
        signature=STRANGER,
        language="zh-hans",
        asked_at=NOW,
        ended_at=NOW,
        state=State.FAILED,
        error=_of(city, "fault of a job", OFFICE),
    )
    upload = Upload.objects.create(
        owner=STRANGER,
        kind="project",
        file_name=_of(city, "name of a file brought", NOBODY),
        form="csv",
        size=10,
        received_at=NOW,
        touched_at=NOW,
        state=UploadState.REFUSED,
        job=job,
        reason=_of(city, "reason of a file brought", NOBODY),
    )
    folder = home().uploads / upload.key.hex
    folder.mkdir(parents=True)
    for name in ("source.csv", "returned.xlsx"):
        (folder / name).write_text(_of(city, f"{name} of a file brought", NOBODY), "utf-8")
    city.keys["key"] = [str(upload.key), str(job.key)]
    Notice.objects.create(
        account=stranger,
        at=NOW,
        topic="revised",
        facts=f'{{"who": "{_of(city, "notice", NOBODY)}"}}',
        link="/",
    )
    subject = _of(city, "event at the doors", frozenset({"audit-admin"}))
    with changelog.acting("clerk", "event"):
        SecurityEvent.objects.create(at=NOW, event="exported", account=STRANGER, subject=subject)


def _issued(city) -> None:
    """A document as it was issued, for whoever reads documents."""
    roles = frozenset({"chain-office", "press-office"})
    content = _of(city, "file of an issued document", roles)
    digest = hashlib.sha256(content.encode()).hexdigest()
    with changelog.acting("clerk", "issued"):
        IssuedDocument.objects.create(
            sha256=digest,
            name=_of(city, "name of an issued document", roles),
            size=1,
            month=canaries.MONTH,
            snapshot="working",
            issued_at=NOW,
            issued_by="clerk",
            accepted_because=_of(city, "reason of an issued document", roles),
        )
    city.keys["digest"] = [digest]
