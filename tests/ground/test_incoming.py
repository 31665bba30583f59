"""Which file may come in: every kind that does, and every way in which one does not, each with its own sentence."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pytest_django import Settings

from lienthong.ground import files
from lienthong.ground.incoming import office, terms
from lienthong.ground.incoming.rules import check_incoming
from lienthong.kernel.refusals import Refusal
from tests.files import JPEG, PDF, PNG, docx, pdf
from tests.files import office as zipped
from tests.ground.clamd import DEAF, MUTE, VIRUS, clamd


def encrypted() -> bytes:
    return _rewritten(encrypt=True)


def _rewritten(*, encrypt: bool = False) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("ho so")))), io.BytesIO()
    if encrypt:
        writer.encrypt("mat-khau", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def truncated_zip() -> bytes:
    whole = docx("Nội dung")
    return whole[: len(whole) // 2]


def bomb() -> bytes:
    """Six megabytes of nothing, packed to six kilobytes: harmless, and past the ratio."""
    return zipped("docx", filler=6 * 2**20)


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for number in range(terms.MOST_PARTS + 1):
            parts.writestr(str(number), b"")
    return out.getvalue()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("a.txt", b"a")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", PDF, terms.PDF),
        ("a.pdf", _rewritten(), terms.PDF),
        ("a.pdf", pdf("x", filler=b"y" * 5000), terms.PDF),
        ("a.PDF", PDF, terms.PDF),
        ("Tờ trình 12.5", PDF, terms.PDF),
        ("a.png", PNG, terms.PNG),
        ("a.jpg", JPEG, terms.JPEG),
        ("a.JPEG", JPEG, terms.JPEG),
        ("a.docx", docx("Nội dung"), terms.DOCX),
        ("a.xlsx", zipped("xlsx"), terms.XLSX),
        ("tệp", docx("Nội dung"), terms.DOCX),
    ],
)  # fmt: skip
def test_what_may_come_in(name: str, content: bytes, kind: terms.FileKind) -> None:
    assert check_incoming(name, content) == kind


BAD = {
    "file_empty": ("a.pdf", b""),
    "file_type": ("a.txt", b"Xin chao"),
    "pdf_damaged": ("a.pdf", PDF[: len(PDF) // 2]),
    "pdf_encrypted": ("a.pdf", encrypted()),
    "file_ending": ("a.docx", PDF),
    "office_macros": ("a.docx", zipped("docx", {"word/vbaProject.bin": b"x"})),
    "office_damaged": ("a.docx", truncated_zip()),
    "archive_bomb": ("a.docx", bomb()),
    "file_size": ("a.pdf", pdf(filler=b"y" * (10 * 2**20))),
}


@pytest.mark.parametrize("code", BAD)
def test_what_may_not(code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_incoming(*BAD[code])
    assert (refused.value.code, refused.value.status, refused.value.field) == (code, 422, "file")


@pytest.mark.parametrize(
    ("code", "name", "content"),
    [
        ("pdf_damaged", "a.pdf", b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"),
        ("pdf_damaged", "a.pdf", PDF.replace(b"startxref\n", b"startxref\n9")),
        ("pdf_damaged", "a.pdf", PDF[:-40]),
        ("file_type", "a.zip", plain_zip()),
        ("file_type", "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
        ("file_type", "a.exe", b"MZ" + bytes(500)),
        ("file_ending", "a.exe", PDF),
        ("file_ending", "a.docm", docx("x")),
        ("file_ending", "a.pdf", PNG),
        ("office_macros", "a.docx", zipped("docm")),
        ("archive_bomb", "a.docx", many_parts()),
    ],
)  # fmt: skip
def test_the_same_in_other_ways(code: str, name: str, content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        check_incoming(name, content)
    assert refused.value.code == code


def test_each_has_a_sentence_of_its_own_and_says_the_limit() -> None:
    said = {}
    for code, (name, content) in BAD.items():
        with pytest.raises(Refusal) as refused:
            check_incoming(name, content)
        said[code] = refused.value.sentence
    assert len(set(said.values())) == len(BAD)
    assert "10 MB" in said["file_size"]
    with pytest.raises(Refusal, match="5 MB"):
        check_incoming("a.xlsx", _large_table())


def _large_table() -> bytes:
    return zipped("xlsx", {"xl/media/a.png": os.urandom(5 * 2**20)})


def test_a_list_that_lies_about_its_length_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The record at the end is asked before the list is."""
    whole = bytearray(zipped("docx"))
    end = whole.rfind(b"PK\x05\x06")
    whole[end + 12 : end + 16] = (60 * 2**20).to_bytes(4, "little")
    monkeypatch.setattr(office, "parts_of", lambda content: pytest.fail("it was read"))
    with pytest.raises(Refusal, match="archive_bomb"):
        check_incoming("a.docx", bytes(whole))


# The scanner.


@pytest.fixture
def kept_in(tmp_path: Path, settings: Settings, db: None) -> Path:
    settings.FILES_ROOT = str(tmp_path)
    return tmp_path


def test_a_scanner_is_asked_and_what_it_finds_stays_out(
    kept_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clamd() as scanner:
        monkeypatch.setenv("LIENTHONG_CLAMD", scanner.address)
        clean = pdf(filler=b"x" * 200_000)
        assert files.keep_incoming("a.pdf", clean).name == "a.pdf"
        assert scanner.scanned == [clean], "every byte, in pieces"
        with pytest.raises(Refusal) as refused:
            files.keep_incoming("a.pdf", pdf(filler=VIRUS))
    assert refused.value.code == "virus_found"
    assert "Test.Virus" in refused.value.sentence
    assert len([path for path in kept_in.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("mood", [MUTE, DEAF])
def test_a_scanner_that_gives_no_answer_lets_nothing_in(
    kept_in: Path, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    with clamd(mood) as scanner:
        monkeypatch.setenv("LIENTHONG_CLAMD", scanner.address)
        with pytest.raises(Refusal) as refused:
            files.keep_incoming("a.pdf", PDF)
    assert (refused.value.code, refused.value.status) == ("scanner_away", 503)
    assert list(kept_in.iterdir()) == []


def test_a_scanner_that_is_gone_lets_nothing_in(kept_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with clamd() as scanner:
        address = scanner.address
    for away in (address, "/khong/co.sock", "khong-cong"):
        monkeypatch.setenv("LIENTHONG_CLAMD", away)
        with pytest.raises(Refusal, match="scanner_away"):
            files.keep_incoming("a.pdf", PDF)


def test_without_one_nothing_is_scanned(kept_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIENTHONG_CLAMD", raising=False)
    assert files.keep_incoming("a.pdf", pdf(filler=VIRUS)).digest
