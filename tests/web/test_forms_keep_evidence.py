"""Files dropped onto a form are kept under their hash, once, and opened by who may see them."""

import hashlib

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.fixtures.accounts import sign_in
from tests.web.sent_forms import opened, send

from chainchief.ledger import evidence
from chainchief.ledger.kinds.document.models import Document
from chainchief.ledger.kinds.project.models import ProjectStage
from chainchief.web.forms.views import evidence as evidence_views

PDF = b"%PDF-1.4 proof"


def drop(client, content=PDF, name="施工许可证.pdf"):
    return client.post("/evidence/add/", {"file": SimpleUploadedFile(name, content)})


def test_a_file_is_kept_under_its_hash_and_named_in_the_field(reader):
    answer = drop(reader)
    digest = hashlib.sha256(PDF).hexdigest()
    assert answer.status_code == 200
    assert answer.json()["text"] == f"施工许可证.pdf {digest}"
    assert evidence.path_of(digest).read_bytes() == PDF
    stage = ProjectStage.objects.get(project_id="PRJ-021")
    address = f"/records/project_stage/{stage.uid}/edit/"
    typed = {"document": answer.json()["text"], "form-reason": "补佐证"}
    assert send(reader, address, opened(reader, address), **typed).status_code == 303
    stage.refresh_from_db()
    assert stage.document_id == digest
    assert opened(reader, address)["document"] == answer.json()["text"]


def test_the_same_content_again_is_the_same_document(reader):
    first, second = drop(reader).json(), drop(reader, name="另一个名字.pdf").json()
    assert first["code"] == second["code"]
    assert Document.objects.count() == 1


def test_pdf_is_shown_and_nothing_in_it_may_run(reader):
    drop(reader)
    document = Document.objects.get()
    answer = reader.get(f"/evidence/{document.uid}/file/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_page_of_somebody_elses_is_saved_and_never_shown(reader):
    drop(reader, b"<script>alert(1)</script>", "x.html")
    document = Document.objects.get()
    answer = reader.get(f"/evidence/{document.uid}/file/")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_name_leads_nowhere(reader, in_town):
    drop(reader, name="../../../etc/passwd")
    assert "/" not in Document.objects.get().name


def test_no_file_and_too_large_a_file_are_told(reader, monkeypatch):
    none = reader.post("/evidence/add/", {})
    assert none.status_code == 422
    assert "[WEB-011]" in none.json()["faults"][0]
    monkeypatch.setattr(evidence_views, "MOST_BYTES", 3)
    large = drop(reader)
    assert large.status_code == 422
    assert "[WEB-012]" in large.json()["faults"][0]
    assert not Document.objects.exists()


def test_who_may_not_see_evidence_opens_none(reader, monkeypatch):
    drop(reader)
    document = Document.objects.get()
    sign_in(reader, "reader")
    assert reader.get(f"/evidence/{document.uid}/file/").status_code == 403
    assert drop(reader).status_code == 403
