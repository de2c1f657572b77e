"""Bringing workbooks through the pages, and the worker that a test runs by hand."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.fixtures.viewers import office
from tests.intake.workbooks import write_csv, write_xlsx
from tests.web.sent_forms import come_in

from chainchief.jobs.running import run_next
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.project.models import Project
from chainchief.web.imports.models import Upload

HEADS = ("编号", "名称", "落地单位", "产业链")


def workbook(folder, rows, name="项目.xlsx", heads=HEADS):
    """A file of projects as a clerk makes it."""
    writer = write_csv if name.endswith(".csv") else write_xlsx
    return writer(folder / name, heads, rows)


def send(client, path_or_bytes, *, kind="project", name=""):
    """The answer to bringing a file."""
    come_in(client)
    content = path_or_bytes if isinstance(path_or_bytes, bytes) else path_or_bytes.read_bytes()
    called = name or getattr(path_or_bytes, "name", "file.xlsx")
    file = SimpleUploadedFile(called, content)
    return client.post("/imports/", {"kind": kind, "file": file})


def work():
    """Run every job that waits, as the worker does; say how many there were."""
    count = 0
    while run_next("test") is not None:
        count += 1
    return count


def brought(client, path_or_bytes, **options):
    """Bring a file and have it checked: its address."""
    answer = send(client, path_or_bytes, **options)
    assert answer.status_code == 303, answer.content.decode()
    work()
    return answer.headers["Location"]


def written(client, path, reason="月报", **ticks):
    """Bring a file, write it, and say its batch's number."""
    address = brought(client, path)
    answer = client.post(f"{address}write/", {"reason": reason, **ticks})
    assert answer.status_code == 303, text_of(answer)
    work()
    upload = upload_at(address)
    assert upload.batch is not None, text_of(client.get(address))
    return upload.batch.pk


def upload_at(address):
    return Upload.objects.get(key=address.rstrip("/").rsplit("/", 1)[-1])


def text_of(answer):
    """The words of a page, without its marks."""
    page = re.sub(r"<svg.*?</svg>", " ", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def tabs_of(answer):
    """The four tabs of a preview with their counts."""
    part = answer.content.decode().split('id="preview"')[1].split("</ul>")[0]
    return dict(re.findall(r">(\w+) <span class=\"count\">([\d,]+)</span>", part))


def revise(code, name, by="别人"):
    """Someone else renames a project meanwhile."""
    project = Project.objects.get(code=code)
    change = Revision("project", project.uid, project.version, {"name": name})
    apply_change_set(ChangeSet(revisions=(change,)), viewer=office(by), reason="另行更正")
