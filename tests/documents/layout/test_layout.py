"""A letter on paper: everything comes back, where annex I has it, in letters that are in the file, the same twice."""

import io
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lienthong.documents.layout.letters import laid_out
from lienthong.documents.layout.terms import Box, Letter
from lienthong.kernel.refusals import Refusal
from tests.documents.layout.paper import (
    BODY,
    DECISION,
    LETTERS,
    OF_DEPARTMENT,
    OFFICIAL_LETTER,
    PARTY_LETTER,
    bodies,
    words_of,
)
from tests.papers.forms import ALL
from tests.papers.reading import TIMES, bare, letters_of, pages_of, text_of

MM = 72 / 25.4
named = pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)


@named
def test_every_word_comes_back(letter: Letter) -> None:
    read = text_of(laid_out(letter).pdf)
    assert [words for words in words_of(letter) if bare(words) not in read] == []
    assert letters_of(laid_out(letter).pdf) <= TIMES


@named
def test_the_same_letter_is_the_same_file(letter: Letter) -> None:
    assert laid_out(letter) == laid_out(letter)


@named
def test_the_file_says_that_it_is_to_last(letter: Letter) -> None:
    reader = PdfReader(io.BytesIO(laid_out(letter).pdf))
    said = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in said
    assert "/OutputIntents" in reader.trailer["/Root"]


@pytest.mark.parametrize("tool", ["qpdf", "pdffonts"])
@named
def test_other_readers_agree(letter: Letter, tool: str, tmp_path: Path) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed (Debian: qpdf, poppler-utils)")
    path = tmp_path / "letter.pdf"
    path.write_bytes(laid_out(letter).pdf)
    command = ["qpdf", "--check", path] if tool == "qpdf" else ["pdffonts", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    if tool == "pdffonts":
        fonts = [line.split() for line in done.stdout.splitlines()[2:]]
        assert fonts
        assert all(line[-5:-2] == ["yes", "yes", "yes"] for line in fonts), done.stdout


_WORDS = st.lists(
    st.text(st.sampled_from(sorted(set(ALL + ALL.upper() + "bcdghklmnpqrstvx0123456789.,;:-/()%«»*#$@[]_'\"–"))),
            min_size=1, max_size=12),
    min_size=1, max_size=40,
).map(" ".join)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=6), _WORDS)
def test_whatever_is_written_comes_back(paragraphs: list[str], subject: str) -> None:
    read = text_of(laid_out(replace(OFFICIAL_LETTER, body="\n".join(paragraphs), subject=f"a {subject}")).pdf)
    assert all(bare(words) in read for words in paragraphs)
    assert bare(subject) in read


def _mm(box: Box) -> tuple[float, float, float, float]:
    return box.x0 / MM, box.y0 / MM, box.x1 / MM, box.y1 / MM


@pytest.mark.parametrize("letter", [OFFICIAL_LETTER, DECISION, OF_DEPARTMENT, PARTY_LETTER])
def test_what_is_filled_in_stands_where_annex_one_has_it(letter: Letter) -> None:
    """Number in the left half below the body's name, date in the right half on its line, signature low on the right,
    the seal over its left third; all of them inside the margins.
    """
    empty = replace(letter, sign="", issued_on=None)
    boxes = laid_out(empty).boxes
    assert set(boxes) == {"number", "date", "signature", "seal"}
    number, date, signature, seal = (_mm(boxes[name]) for name in ("number", "date", "signature", "seal"))
    assert (boxes["number"].page, boxes["date"].page) == (1, 1)
    assert 30 <= number[0] < number[2] <= 105
    assert 105 <= date[0] < date[2] <= 195.5
    assert abs(number[1] - date[1]) < 3
    assert 235 < number[1] < number[3] < 277
    assert 105 <= signature[0] < signature[2] <= 195.5
    assert boxes["signature"].page == boxes["seal"].page == pages_of(laid_out(empty).pdf)
    overlap = seal[2] - signature[0]
    assert (signature[2] - signature[0]) * 0.3 < overlap < (signature[2] - signature[0]) * 0.36
    assert seal[1] >= 20


def test_numbers_of_pages_begin_with_the_second() -> None:
    made = laid_out(LETTERS["three pages"]).pdf
    assert pages_of(made) >= 3
    texts = [page.extract_text().strip() for page in PdfReader(io.BytesIO(made)).pages]
    assert texts[0].startswith("ỦY BAN NHÂN DÂN")
    assert [text.split()[0] for text in texts[1:3]] == ["2", "3"]


def test_a_signature_never_stands_alone_on_a_page() -> None:
    for lines in range(18, 40):
        body = "\n".join(["Một dòng ngắn của văn bản, đủ dài để đọc."] * lines)
        letter = laid_out(replace(OFFICIAL_LETTER, body=body))
        last = PdfReader(io.BytesIO(letter.pdf)).pages[letter.boxes["signature"].page - 1].extract_text()
        assert "Một dòng ngắn" in last, f"after {lines} paragraphs"


def test_a_draft_says_so_on_every_page_and_an_issued_letter_nowhere() -> None:
    draft = replace(LETTERS["three pages"], is_draft=True, sign="", issued_on=None)
    for page in PdfReader(io.BytesIO(laid_out(draft).pdf)).pages:
        assert "DỰ THẢO" in page.extract_text()
    assert "dựthảo" not in text_of(laid_out(LETTERS["three pages"]).pdf)


def test_a_letter_no_font_has_is_named_and_nothing_is_printed() -> None:
    with pytest.raises(Refusal) as refused:
        laid_out(replace(OFFICIAL_LETTER, body="Lê Văn 𡨸 Nam"))
    assert refused.value.code == "letter_not_in_font"
    assert "𡨸" in refused.value.sentence


def test_many_addressees_are_named_in_kinds_with_their_number() -> None:
    read = text_of(laid_out(OF_DEPARTMENT).pdf)
    assert bare("Ủy ban nhân dân các phường, xã, đặc khu (168 nơi)") in read
    assert pages_of(laid_out(OF_DEPARTMENT).pdf) == 1
    read = text_of(laid_out(replace(DECISION, addressees=bodies(40))).pdf)
    assert all(bare(body.name) in read for body in bodies(40))


def test_composed_letters_come_out_of_what_was_typed_apart() -> None:
    apart = unicodedata.normalize("NFD", BODY)
    assert laid_out(replace(OFFICIAL_LETTER, body=apart)) == laid_out(OFFICIAL_LETTER)
