"""LibreOffice, where it is installed: the same document as PDF, in the faces it was written in."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

from chainchief.briefing.errors import OfficeMissingError
from chainchief.core.home import setting
from chainchief.core.i18n import _

_SECONDS = 180
#: Face → what stands in for it, the first that is installed. The document keeps the real names.
STAND_INS: Mapping[str, tuple[str, ...]] = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "Noto Serif CJK SC"),
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC"),
    "楷体_GB2312": (
        "KaiTi_GB2312",
        "楷体",
        "KaiTi",
        "STKaiti",
        "LXGW WenKai",
        "AR PL KaitiM GB",
        "Noto Serif CJK SC",
    ),
    "黑体": ("SimHei", "Noto Sans CJK SC"),
    "宋体": ("SimSun", "Noto Serif CJK SC"),
}
_BOLD_IF = ("方正小标宋简体", "Noto Serif CJK SC")


def office() -> str:
    """The path of LibreOffice, or `OfficeMissingError` that says what to install."""
    wanted = setting("soffice")
    program = wanted if wanted and Path(wanted).exists() else None
    program = program or shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        raise OfficeMissingError(
            _(
                "PDF needs LibreOffice, which is not installed here; install it (Debian:"
                " apt-get install libreoffice-writer-nogui), or make a .docx and save that as PDF."
            )
        )
    return program


def to_pdf(content: bytes) -> bytes:
    """The document `content` (a DOCX) as PDF, by LibreOffice with a profile of its own."""
    program = office()
    with tempfile.TemporaryDirectory(prefix="chainchief-pdf-") as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(content)
        done = _convert(program, source, Path(folder))
        made = source.with_suffix(".pdf")
        if not made.exists():
            said = done.stderr.decode(errors="replace").strip()[-300:]
            raise OfficeMissingError(_("LibreOffice could not make the PDF: {}").format(said))
        return made.read_bytes()


def _convert(program: str, source: Path, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        # Content controls stay text: a form to be filled in is not what was issued.
        'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}',
        "--outdir",
        str(folder),
        str(source),
    ]
    with _fonts(folder) as settings:
        try:
            return subprocess.run(  # noqa: S603 - the program is found, the arguments are ours
                command,
                env={**os.environ, **settings},
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise OfficeMissingError(
                _("LibreOffice did not finish within {} seconds.").format(_SECONDS)
            ) from None


@contextmanager
def _fonts(folder: Path) -> Iterator[dict[str, str]]:
    """A fontconfig file that maps the faces of documents to those installed here."""
    file = folder / "fonts.conf"
    file.write_text(font_map(installed_faces()), encoding="utf-8")
    yield {"FONTCONFIG_FILE": str(file)}


def installed_faces() -> set[str]:
    """All family names that fontconfig knows here; empty where it cannot be asked."""
    lister = shutil.which("fc-list")
    if lister is None:
        return set()
    output = subprocess.run(  # noqa: S603
        [lister, ":", "family"], capture_output=True, timeout=60, check=False
    )
    lines = output.stdout.decode("utf-8", errors="replace").splitlines()
    return {name.strip() for line in lines for name in line.split(",")}


def font_map(installed: set[str]) -> str:
    """Fontconfig rules for the faces that are missing; those installed are left alone."""
    rules = [
        _rule(face, substitute)
        for face, substitutes in STAND_INS.items()
        if face not in installed
        for substitute in [name for name in substitutes if name in installed][:1]
    ]
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
        + "".join(rules)
        + "</fontconfig>\n"
    )


def _rule(face: str, substitute: str) -> str:
    bold = '<edit name="weight" mode="assign"><const>bold</const></edit>'
    return (
        f'<match target="pattern"><test name="family"><string>{escape(face)}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{escape(substitute)}'
        f"</string></edit>{bold if (face, substitute) == _BOLD_IF else ''}</match>\n"
    )
