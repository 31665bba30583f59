#!/usr/bin/env bash
# Typst prints a paper with a letter missing and says nothing, when no font at hand has the letter.
#
# A name in a civil register may hold a Nôm letter that no font of the machine knows. Whoever expects a warning, as for an
# unknown font family, gets a valid PDF: an empty box on the page, and U+0000 where the letter was when the text is
# searched or copied. A program that issues official papers must compare the text with its fonts itself.
#
# typst 0.15.2 (Python package), seen: warnings [], text of the page 'Lê Văn \x00 Nam'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check typst==0.15.2 pypdf==7.1.1
cat > "$folder/paper.typ" <<'PAPER'
#set page(width: 200pt, height: 40pt)
Lê Văn 𡨸 Nam
PAPER
"$folder/venv/bin/python" - "$folder/paper.typ" <<'PYTHON'
import io
import sys

import pypdf
import typst

fonts = typst.Fonts(include_system_fonts=False)
pdf, warnings = typst.compile_with_warnings(sys.argv[1], format="pdf", font_paths=fonts)
text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
print("warnings:", warnings)
print("text of the page:", repr(text))
assert warnings == [], "it warns now"
assert text == "Lê Văn \x00 Nam", "the letter is there, or its place is marked in another way"
PYTHON
