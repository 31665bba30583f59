#!/usr/bin/env bash
# python-docx's `Paragraph.text` leaves out words that stand on the page, without a sign.
#
# It is believed to be the text of the paragraph. It is that of runs and links which are its children: what a colleague
# inserted while changes were tracked (`w:ins`), what was typed into a content control of a template (`w:sdt`) and what
# Word marked as a smart tag is missing, and a paragraph within a content control is not in `document.paragraphs` at all.
# Letters of offices are corrected with tracked changes and begin from templates: a deadline put in by the head of
# section is lost on the way into a system that reads them so.
#
# Here the runs are walked at any depth, but for what was deleted or moved away: `documents/drafting/word.py`,
# `tests/documents/drafting/test_word.py`.
#
# python-docx 1.2.0, seen: whole 'Hạn 5 ngày', inserted 'Hạn ', control 'Hạn ', paragraphs in a control 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-docx==1.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import io

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"


def texts(*inner: str) -> list[str]:
    document = Document()
    for xml in inner:
        document.element.body.insert(0, parse_xml(xml))
    file = io.BytesIO()
    document.save(file)
    return [paragraph.text for paragraph in Document(file).paragraphs]


def paragraph(inner: str) -> str:
    return f"<w:p {nsdecls('w')}>{RUN.format('Hạn ')}{inner}</w:p>"


late = RUN.format("5 ngày")
whole = texts(paragraph(late))
inserted = texts(paragraph(f"<w:ins w:id='1' w:author='a'>{late}</w:ins>"))
control = texts(paragraph(f"<w:sdt><w:sdtContent>{late}</w:sdtContent></w:sdt>"))
within = texts(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{late}</w:p></w:sdtContent></w:sdt>")
print(f"whole {whole[0]!r}, inserted {inserted[0]!r}, control {control[0]!r}, paragraphs in a control {len(within)}")
assert whole == ["Hạn 5 ngày"]
assert inserted == control == ["Hạn "], "it reads them now: word.py may ask the library"
assert within == []
PYTHON
