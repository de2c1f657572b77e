"""What a terminal cannot show is shown by a substitute: no command ends for want of a character."""

import codecs
import io
import json
import sys

_HANDLER = "chainchief-substitute"


def let_streams_substitute() -> None:
    """Let output and messages replace what the terminal's encoding lacks."""
    codecs.register_error(_HANDLER, _substitute)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def _substitute(error: UnicodeError) -> tuple[str, int]:
    """A question mark for each character, and the bytes of a file name that is no text."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(map(_shown, lost)), error.end


def _shown(character: str) -> str:
    number = ord(character)
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else "?"


def json_text(document: object) -> str:
    """JSON that the standard output can take without loss: escapes where its encoding ends."""
    text = json.dumps(document, ensure_ascii=False, indent=2, default=str)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(document, indent=2, default=str)
    return text
