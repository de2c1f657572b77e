"""Reading a long document back, against python-docx alone.

    python -m benchmarks.long_document [--paragraphs 15935] [--repeat 3]

The baseline is what everybody would write: open the file with python-docx and take the text of
every paragraph. Beside it stand what `issue` does (`looking.look`: text, figures, charts, numbers
without a receipt, what is undecided), for plain paragraphs, for a figure in each, and for one
control around the whole text; and the growth from half the length to the whole, which is 2 where
the work is linear. Needs neither a ledger nor a home.
"""

import argparse
import io
import os
import tempfile
import time
from collections.abc import Callable

import docx
from docx.text.paragraph import Paragraph

TAG = "cc:IND-PRJ-STARTED@2023-11/371400"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paragraphs", type=int, default=15_935)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("CHAINCHIEF_HOME", home)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; seconds of processor")
        for shape in ("plain", "a figure in each", "one control around all"):
            report(shape, options.paragraphs, options.repeat)


def report(shape: str, count: int, repeat: int) -> None:
    from chainchief.briefing.readback.final_text import look

    half, whole = document_of(shape, count // 2), document_of(shape, count)
    baseline = best(lambda: texts_of(whole), repeat)
    read = best(lambda: look(whole, "d.docx"), repeat)
    growth = read / best(lambda: look(half, "d.docx"), repeat)
    print(
        f"{count} paragraphs, {shape}: {read:.2f} s, python-docx alone {baseline:.2f} s,"
        f" ratio {read / baseline:.1f}; twice the length is {growth:.1f} times the work"
    )


def document_of(shape: str, count: int) -> bytes:
    from chainchief.briefing.docx.ooxml import control, make, run

    paragraphs = [
        make("w:p", None, run(f"第{n}条，新开工项目{n}个，增长8.6%。")) for n in range(count)
    ]
    if shape == "a figure in each":
        for number, paragraph in enumerate(paragraphs):
            figure = control(
                number=number, tag=TAG, alias="x", text="9个", bookmark_id=number, properties=None
            )
            paragraph.append(figure)
    if shape == "one control around all":
        settings = make("w:sdtPr", None, make("w:tag", {"w:val": TAG}))
        paragraphs = [make("w:sdt", None, settings, make("w:sdtContent", None, *paragraphs))]
    document = docx.Document()
    end = document.element.body[-1]
    for paragraph in paragraphs:
        end.addprevious(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def texts_of(content: bytes) -> list[str]:
    from chainchief.briefing.docx.ooxml import qn

    body = docx.Document(io.BytesIO(content)).element.body
    return [Paragraph(one, None).text for one in body.iter(qn("w:p"))]


def best(work: Callable[[], object], repeat: int) -> float:
    used = []
    for _turn in range(repeat):
        begun = time.process_time()
        work()
        used.append(time.process_time() - begun)
    return min(used)


if __name__ == "__main__":
    main()
