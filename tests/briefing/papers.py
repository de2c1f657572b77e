"""Making templates for tests as an office would have them, and looking into what came out."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
from lxml import etree
from tests.briefing.city import CITY, TestSource

from chainchief.briefing.render.rendering import draft
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.template.tags import Template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def template_of(*paragraphs, name="t.docx"):
    """A template with these paragraphs; a list is a paragraph of several runs."""
    document = docx.Document()
    for paragraph in paragraphs:
        line = document.add_paragraph()
        for piece in [paragraph] if isinstance(paragraph, str) else paragraph:
            line.add_run(piece)
    return saved(document, name)


def saved(document, name="t.docx"):
    stream = io.BytesIO()
    document.save(stream)
    return Template(name, stream.getvalue())


def drafted(template, source=None, *, division=CITY, chain="", review=False):
    return draft(template, RenderContext(source or TestSource(), division, chain), review=review)


def written(template, path, **options):
    path.write_bytes(drafted(template, **options).content())
    return path


def xml_of(path, member="word/document.xml"):
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(member))


def edited(path, change, member="word/document.xml"):
    """The same file after `change(root)` on one of its members."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(members[member])
    change(root)
    members[member] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def resaved_by_libreoffice(path, folder):
    """What LibreOffice writes when it opens the file and saves it again."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is needed: apt-get install libreoffice-writer-nogui"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return Path(folder) / path.name
