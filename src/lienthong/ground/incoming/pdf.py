"""Whether a PDF is whole and open to be read, told from its end. Pure: nothing of it is drawn here.

A PDF is read from its end: `startxref` says where the table of its objects lies, and beside that table stands whether
it is encrypted (ISO 32000-1, 7.5.5 and 7.6.1). A file that was cut off has no such end.
"""

import re

TAIL = 2_048
"""Bytes at the end in which the last lines stand."""

LONGEST_TRAILER = 65_536

_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*xref\b")
_STREAM = re.compile(rb"\s*\d{1,10}\s+\d{1,5}\s+obj\b")
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")


def trailer_of(content: bytes) -> bytes | None:
    """What stands beside the last table of objects; None where the end is missing or leads nowhere."""
    ends = _END.findall(content[-TAIL:])
    if not ends:
        return None
    start = int(ends[-1])
    if _TABLE.match(content, start):
        begins = content.find(b"trailer", start)
        ends_at = content.find(b"startxref", begins)
        return content[begins : min(ends_at, begins + LONGEST_TRAILER)] if begins >= 0 else None
    if _STREAM.match(content, start):
        ends_at = content.find(b"stream", start, start + LONGEST_TRAILER)
        return content[start:ends_at] if ends_at >= 0 else None
    return None


def is_encrypted(trailer: bytes) -> bool:
    return _ENCRYPTED.search(trailer) is not None
