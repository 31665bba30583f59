"""python -m lienthong.work.contents.child read|draw FILE …: one file somebody sent, opened in a process of its own.

It knows nothing of the house – no settings, no database, no secret – and says what it read on its standard output.
"""

import json
import resource
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lienthong.work.contents.terms import CPU_SECONDS, MEMORY_BYTES, MOST_CHARACTERS, PAGE_WIDTH


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read_pdf(path: str) -> dict[str, Any]:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return {"pages": len(document), "text": _joined(_texts_of(document))}


def _texts_of(document: Any) -> Iterator[str]:
    for page in document:
        text = page.get_textpage()
        yield text.get_text_bounded()
        text.close()
        page.close()


def _read_docx(path: str) -> dict[str, Any]:
    from docx import Document

    return {"pages": None, "text": _joined(_paragraphs_of(Document(path)))}


def _paragraphs_of(document: Any) -> Iterator[str]:
    """In the order in which they are read, those in tables too."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text


def _joined(texts: Iterator[str]) -> str:
    kept, length = [], 0
    for text in texts:
        kept.append(text[: MOST_CHARACTERS - length])
        length += len(kept[-1])
        if length >= MOST_CHARACTERS:
            break
    return "\n".join(kept)


def _draw(path: str, first: int, last: int, folder: str) -> dict[str, Any]:
    """Pages `first` to `last`, counted from 1, each as `<folder>/<number>.png`; how many there are."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        document.init_forms()  # without it fields, and the picture of a seal in one, are not drawn
        for number in range(first, min(last, len(document)) + 1):
            page = document[number - 1]
            bitmap = page.render(scale=PAGE_WIDTH / page.get_width(), rev_byteorder=True, may_draw_forms=True)
            target = Path(folder) / f"{number}.png"
            target.write_bytes(png_of(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)))
            bitmap.close()
            page.close()
        return {"pages": len(document)}


def png_of(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """Three bytes a pixel, `stride` bytes a row, as a PNG: `zlib` and two headers, no library of pictures."""
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + 3 * width] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 3)), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main(what: str, path: str, *rest: str) -> None:
    _bound()
    match what:
        case "pdf":
            answer = _read_pdf(path)
        case "docx":
            answer = _read_docx(path)
        case _:
            first, last, folder = rest
            answer = _draw(path, int(first), int(last), folder)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
