#!/usr/bin/env bash
# A `typst.Compiler` made of sources in memory answers one call; the next says that a file on the disk is missing.
#
# The class is there to be kept: make it once, compile, then query where things stand. With a path it does. With the
# sources as bytes or as a dict of files it forgets them after the first call of any kind and searches the working
# folder for "main.typ" (of bytes: for a name of its own), so the query after the compile fails with "file not found" –
# or, where such a file happens to lie there, reads a stranger's. Give the sources to each call, or use the functions of
# the module.
#
# typst 0.15.2 (Python package), seen: 4790 bytes, then "file not found (searched at …/main.typ)"; with such a file there, its value 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check typst==0.15.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import pathlib

import typst

MAIN = b"#set page(width: 200pt, height: 100pt)\nHi #metadata(1) <place>"
for sources in ({"main.typ": MAIN}, MAIN):
    compiler = typst.Compiler(sources)
    print("first:", len(compiler.compile(format="pdf")), "bytes")
    try:
        print("second:", compiler.query("<place>", field="value"))
    except Exception as failed:
        print("second:", failed)
    else:
        raise SystemExit("it remembers its sources now")
    assert compiler.compile(sources, format="pdf"), "given again they are read"
    assert "1" in typst.query(sources, "<place>", field="value")

pathlib.Path("main.typ").write_bytes(b"#metadata(2) <place>")
compiler = typst.Compiler({"main.typ": MAIN})
compiler.compile(format="pdf")
print("with a file of that name in the folder:", compiler.query("<place>", field="value").split())
PYTHON
