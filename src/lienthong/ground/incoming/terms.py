"""What files come in: their kinds, how a name ends that says so, and how large each may be."""

from typing import Final, NamedTuple

MEGABYTE: Final = 1024 * 1024


class FileKind(NamedTuple):
    content_type: str
    label: str
    endings: tuple[str, ...]
    """The first is the one it is given where its name has none."""
    largest: int
    """Bytes."""


PDF: Final = FileKind("application/pdf", "PDF", (".pdf",), 10 * MEGABYTE)
PNG: Final = FileKind("image/png", "PNG", (".png",), 10 * MEGABYTE)
JPEG: Final = FileKind("image/jpeg", "JPEG", (".jpg", ".jpeg"), 10 * MEGABYTE)
DOCX: Final = FileKind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "DOCX",
    (".docx",),
    10 * MEGABYTE,
)
XLSX: Final = FileKind(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", (".xlsx",), 5 * MEGABYTE
)
"""Smaller: five megabytes of a table are hundreds of thousands of rows, which nobody encloses with a letter."""

KINDS: Final = (PDF, PNG, JPEG, DOCX, XLSX)

ENDINGS: Final = tuple(ending for kind in KINDS for ending in kind.endings)

SAID: Final = "PDF, PNG, JPEG, DOCX tối đa 10 MB; XLSX tối đa 5 MB."
"""Beside a form that takes a file."""

MOST_PARTS: Final = 2_000
"""Files within a DOCX or XLSX; a long report with many pictures has hundreds (ours)."""

LARGEST_UNPACKED: Final = 100 * MEGABYTE
MOST_RATIO: Final = 200
"""Unpacked over packed, of all parts together; XML is packed to a tenth or a twentieth (ours)."""


def kind_of_type(content_type: str) -> FileKind:
    """Of a file that was kept."""
    return next(kind for kind in KINDS if kind.content_type == content_type)
