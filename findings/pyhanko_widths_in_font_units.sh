#!/usr/bin/env bash
# pyHanko writes the widths of a TrueType font into a PDF in the font's own units, not in thousandths of an em.
#
# Whoever gives a stamp or a form field the letters of the paper around it (Times New Roman, Liberation, Tinos, DejaVu: 2048
# units to an em) gets words whose letters stand twice as far apart and run out of their box, in every viewer; with a font
# on 1000 units nothing is wrong, and no error is raised with either. PDF 32000 (9.7.4.3) wants /W in thousandths.
# Bring the font to 1000 units first (fontTools' `scale_upem`), as `documents/signing/pdf/stamps.py` does; the right value is
# held by `tests/documents/signing/test_pdf.py::test_letters_of_a_stamp_stand_as_far_apart_as_they_are_wide`.
#
# pyHanko 0.38.0, Bitstream Vera of reportlab 4.4.4, seen: «m» of an em on 2048 units: font 1995, /W says 1995, right is 974.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check "pyhanko[opentype]==0.38.0" reportlab==4.4.4 pypdf==7.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import io
from pathlib import Path

import pypdf
import reportlab
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.stamp import TextStampStyle
from pyhanko.pdf_utils import generic

letters = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
font = TTFont(letters)
units, advance = font["head"].unitsPerEm, font["hmtx"][font.getBestCmap()[ord("m")]][0]
writer = PdfFileWriter()
empty = writer.add_object(generic.StreamObject(stream_data=b""))
writer.insert_page(PageObject(contents=empty, media_box=(0, 0, 300, 100)))
style = TextStampStyle(stamp_text="m", background=None,
                       text_box_style=TextBoxStyle(font=GlyphAccumulatorFactory(str(letters))))
style.create_stamp(writer, BoxConstraints(200, 50), {}).apply(0, 10, 10)
out = io.BytesIO()
writer.write(out)
reader = pypdf.PdfReader(out)
widths = [
    thing["/W"][1][0] for number in range(1, int(reader.trailer["/Size"]))
    if isinstance(thing := reader.get_object(number), dict) and "/W" in thing and thing.get("/Type") == "/Font"
]
print(f"«m» of an em on {units} units: font {advance}, /W says {int(widths[0])}, right is {round(1000 * advance / units)}")
assert units == 2048
assert int(widths[0]) == advance, "the widths are written in thousandths now"
PYTHON
