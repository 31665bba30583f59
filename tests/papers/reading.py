"""A print read back: its words as a reader of PDF finds them, and the letters it carries."""

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

LETTERS = {"BeVietnamPro-Regular", "BeVietnamPro-Italic", "BeVietnamPro-Bold"}
TIMES = {"Tinos", "Tinos-Regular", "Tinos-Italic", "Tinos-Bold", "Tinos-BoldItalic"}
"""Those of the letters that a decree lays out."""


def bare(text: str) -> str:
    """Without spaces and case: lines break where they must, heads stand in capitals."""
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


def text_of(pdf: bytes) -> str:
    """Its title, then what stands on its pages."""
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    return bare("".join([reader.metadata.title or "", *(page.extract_text() for page in reader.pages)]))


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def letters_of(pdf: bytes) -> set[str]:
    """Names of the fonts in it, those of drawings too."""
    found = set()
    reader = PdfReader(io.BytesIO(pdf))
    for number in range(1, int(reader.trailer["/Size"])):
        thing = reader.get_object(number)
        if isinstance(thing, dict) and thing.get("/Type") == "/FontDescriptor":
            found.add(str(thing["/FontName"]).lstrip("/").partition("+")[2])
    return found


def words_in(facts: Any) -> Iterator[str]:
    """Everything a form is given to say; drawings and colours say nothing."""
    match facts:
        case str() if not facts.startswith(("<svg", "#")):
            yield facts
        case dict():
            for value in facts.values():
                yield from words_in(value)
        case list() | tuple():
            for value in facts:
                yield from words_in(value)


def assert_says(pdf: bytes, facts: Any) -> None:
    """Every word put in is read out, and the letters are ours alone."""
    read = text_of(pdf)
    lost = [words for words in words_in(facts) if bare(words) not in read]
    assert not lost, f"not to be read in the print: {lost}\n{read}"
    letters = letters_of(pdf)
    assert letters
    assert letters <= LETTERS or letters <= TIMES, letters
