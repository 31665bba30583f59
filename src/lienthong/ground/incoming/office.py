"""What a zip holds, from its list of parts, before anything of it is unpacked. Pure."""

import io
import zipfile
from typing import NamedTuple

from lienthong.ground.incoming.terms import DOCX, LARGEST_UNPACKED, MOST_PARTS, MOST_RATIO, XLSX, FileKind

TYPES = "[Content_Types].xml"
LONGEST_TYPES = 1024 * 1024
LONGEST_LIST = 512 * 1024
_END = b"PK\x05\x06"
_LONGEST_END = 22 + 65_535
"""Of the record at the end of a zip, with a comment."""


class Parts(NamedTuple):
    """What the list at the end of a zip says."""

    names: frozenset[str]
    unpacked: int
    """Bytes, as the list says; it may lie, so whoever unpacks counts."""
    packed: int
    is_locked: bool
    types: bytes
    """The part that says what the others are."""


def has_too_many(content: bytes) -> bool | None:
    """Whether the record at the end counts more parts than any letter has, or a list too long for so few; None where
    there is no such record: cut off, or no zip.
    """
    end = content.rfind(_END, max(0, len(content) - _LONGEST_END))
    if end < 0 or len(content) < end + 22:
        return None
    count = int.from_bytes(content[end + 10 : end + 12], "little")
    listed = int.from_bytes(content[end + 12 : end + 16], "little")
    return count > MOST_PARTS or listed > LONGEST_LIST


def parts_of(content: bytes) -> Parts | None:
    """None where the list cannot be read. It is read whole: ask `has_too_many` first."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
            return Parts(
                frozenset(part.filename for part in listed),
                sum(part.file_size for part in listed),
                sum(part.compress_size for part in listed),
                any(part.flag_bits & 1 for part in listed),
                _types(parts),
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None


def _types(parts: zipfile.ZipFile) -> bytes:
    if TYPES not in parts.namelist() or parts.getinfo(TYPES).flag_bits & 1:
        return b""
    with parts.open(TYPES) as part:
        return part.read(LONGEST_TYPES)


def kind_in(parts: Parts) -> FileKind | None:
    """By its parts; the name of the file does not count."""
    if TYPES not in parts.names:
        return None
    if "word/document.xml" in parts.names:
        return DOCX
    return XLSX if "xl/workbook.xml" in parts.names else None


def has_macros(parts: Parts) -> bool:
    """A project of Visual Basic among its parts, or parts that say they may hold one (docm, xlsm)."""
    return b"macroEnabled" in parts.types or any(
        name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in parts.names
    )


def is_bomb(parts: Parts) -> bool:
    """More within it than any letter needs, or packed harder than words and pictures can be."""
    return parts.unpacked > LARGEST_UNPACKED or parts.unpacked > MOST_RATIO * max(parts.packed, 1)
