"""A file that goes with a letter: one printed page, and the form in which it is sent. Pure."""

import unicodedata

_BOUNDARY = "lienthong-clerks-5c1f0e7a9d3b"
FORM_TYPE = f"multipart/form-data; boundary={_BOUNDARY}"


def printed(name: str) -> bytes:
    """A PDF of one page that bears the name; the same name gives the same bytes, so that a circular is stored once."""
    drawn = f"BT /F1 18 Tf 72 760 Td ({_plain(name)}) Tj ET".encode("ascii")
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        b" /Contents 5 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    )


def _plain(text: str) -> str:
    """Without accents and what has a meaning in PDF: the one font every reader has knows no Vietnamese letters."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if letter.isascii() and letter not in "()\\")


def _pdf(*objects: bytes) -> bytes:
    """Objects, the table of where they lie, and where that lies."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(out),
    )  # fmt: skip


def file_form(name: str, content: bytes) -> bytes:
    """As a browser sends the field `file`: the name in UTF-8, quotation marks as %22."""
    called = name.replace('"', "%22").replace("\r", " ").replace("\n", " ")
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{called}"\r\n'
    kind = "Content-Type: application/pdf\r\n\r\n"
    return f"{head}{kind}".encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()
