#!/usr/bin/env bash
# openpyxl shows or hides what lies under merged cells by the mode it opens a workbook in, and only the mode that cannot
# know of merged cells shows it.
#
# A file may keep the values of the cells a merged range covers: LibreOffice asks and keeps them when told so, Apache POI's
# `addMergedRegion` leaves them there. No spreadsheet shows them. `load_workbook` opens the range and drops those values without a word, so a reader that checks every cell
# finds nothing to object to. `read_only=True`, which one takes for size, gives the values as if they were visible, and its
# worksheets have no `merged_cells` at all: a row that everybody sees as part of the one above is read as another one. Who
# reads tables that are signed needs both, and gets them only from the parser underneath.
#
# Here: `papers/table_files.py` (the parser, with what is merged), `tests/papers/test_tables.py`
# (`test_what_lies_under_a_merged_cell_is_named`).
#
# openpyxl 3.1.5, seen: opened [('27094',), (None,)], read only [('27094',), ('26740',)], merged ranges known there: False.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5
"$folder/venv/bin/python" - "$folder/covered.xlsx" <<'PYTHON'
import sys
import zipfile

from openpyxl import Workbook, load_workbook

path = sys.argv[1]
made = Workbook()
made.active.append(["27094"])
made.active.append(["26740"])
made.save(path)
# As other programs leave it: the range is merged, the covered value stays.
with zipfile.ZipFile(path) as whole:
    members = {name: whole.read(name) for name in whole.namelist()}
sheet = "xl/worksheets/sheet1.xml"
merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'
members[sheet] = members[sheet].replace(b"</sheetData>", merged)
with zipfile.ZipFile(path, "w") as whole:
    for name, content in members.items():
        whole.writestr(name, content)

opened = list(load_workbook(path).active.iter_rows(values_only=True))
lean = load_workbook(path, read_only=True).active
read_only = list(lean.iter_rows(values_only=True))
print("opened:", opened)
print("read only:", read_only, "- merged ranges known there:", hasattr(lean, "merged_cells"))
assert opened == [("27094",), (None,)], "what is covered is kept now"
assert read_only == [("27094",), ("26740",)], "what is covered is hidden now"
assert not hasattr(lean, "merged_cells"), "merged ranges are known now"
PYTHON
