"""The process in which a document from elsewhere is opened: its bytes in, one line of JSON out.

`python -m chainchief.briefing.reading_process` takes a request as JSON on its standard input, and
limits itself before it looks at the file.
"""

import base64
import json
import sys
from typing import Any

from chainchief.intake.files.reading_process import confine


def answer(work: str, content: bytes, name: str) -> dict[str, Any]:
    """Answer a request with what it asks of the file, or with the file's faults."""
    from chainchief.briefing.docx.container import in_one_form
    from chainchief.briefing.errors import RefusedError, TooMuchError
    from chainchief.briefing.faults import NOT_A_DOCUMENT, TOO_MUCH
    from chainchief.briefing.readback.as_json import fault_as_json
    from chainchief.core.faults import Fault, FaultsError, Place

    try:
        sound = in_one_form(content)
        return _WORKS[work](sound.content, name, sound.form)
    except TooMuchError as much:
        faults = [Fault(TOO_MUCH, Place(name), facts={"what": str(much)})]
    except RefusedError as refused:
        faults = [Fault(NOT_A_DOCUMENT, Place(name), facts={"reason": str(refused)})]
    except FaultsError as several:
        faults = list(several.faults)
    return {"faults": [fault_as_json(one) for one in faults]}


def _open(content: bytes, name: str, _form: str) -> dict[str, Any]:
    """The template, after its tags and its text were read once within the limits."""
    from chainchief.briefing.readback.final_text import look
    from chainchief.briefing.template.tags import Template, tags_of

    tags_of(Template(name, content))
    look(content, name)
    return _encoded(content)


def _look(content: bytes, name: str, form: str) -> dict[str, Any]:
    from chainchief.briefing.readback.as_json import final_text_as_json
    from chainchief.briefing.readback.final_text import look

    _refuse_template(name, form)
    return dict(final_text_as_json(look(content, name)))


def _publish(content: bytes, name: str, form: str) -> dict[str, Any]:
    from chainchief.briefing.publish.publishing import cleaned

    _refuse_template(name, form)
    return _encoded(cleaned(content, name))


_WORKS = {"open": _open, "look": _look, "publish": _publish}


def _refuse_template(name: str, form: str) -> None:
    from chainchief.briefing.faults import FORM_OF_TEMPLATE
    from chainchief.core.faults import Fault, FaultsError, Place

    if form:
        raise FaultsError([Fault(FORM_OF_TEMPLATE, Place(name), facts={"form": form})])


def _encoded(content: bytes) -> dict[str, Any]:
    return {"content": base64.b64encode(content).decode("ascii")}


def main() -> None:
    request = json.load(sys.stdin)
    confine()
    content = base64.b64decode(request["content"])
    answered = answer(request["work"], content, request["name"])
    sys.stdout.write(json.dumps(answered, ensure_ascii=False, separators=(",", ":")) + "\n")
    sys.stdout.write('{"done":true}\n')


if __name__ == "__main__":
    main()
