"""Files of every kind that comes in, small and whole, and what is wrong with others."""

import io
import zipfile
from collections.abc import Mapping

NAMES = {
    "docx": "wordprocessingml.document.main",
    "xlsx": "spreadsheetml.sheet.main",
    "docm": "ms-word.document.macroEnabled.main",
}


def pdf(*pages: str, filler: bytes = b"") -> bytes:
    """A page for each text (in letters of ASCII), as a reader expects it: objects, their table, where it lies."""
    texts = pages or ("",)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(texts)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(texts):
        drawn = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode("ascii")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            + f" /Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _written(objects, filler)


def _written(objects: list[bytes], filler: bytes) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    if filler:
        out.write(b"%" + filler.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


PDF = pdf()
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xfc\xcf\xc0P\x0f\x00\x04\x85\x01\x80\x84\xa9\x8c!\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


def docx(*paragraphs: str) -> bytes:
    """As Word writes it."""
    from docx import Document

    document, out = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def office(kind: str, parts: Mapping[str, bytes] = {}, *, filler: int = 0) -> bytes:
    """A zip with the parts by which its kind is known, and others. `filler`: bytes that pack to nothing."""
    main = "xl/workbook.xml" if kind == "xlsx" else "word/document.xml"
    types = f'<Types><Override PartName="/{main}" ContentType="application/vnd.{NAMES[kind]}+xml"/></Types>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("[Content_Types].xml", types)
        zipped.writestr(main, "<x/>")
        for name, content in parts.items():
            zipped.writestr(name, content)
        if filler:
            zipped.writestr("word/media/blank.bin", bytes(filler))
    return out.getvalue()
