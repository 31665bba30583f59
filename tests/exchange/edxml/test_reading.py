"""Bytes ⇄ facts: the shapes that are in use, what is not sure, and what is meant to harm."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from string import ascii_letters, digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.exchange.edxml import rules
from lienthong.exchange.edxml.fields import is_near
from lienthong.exchange.edxml.reading import read
from lienthong.exchange.edxml.terms import (
    LARGEST,
    LONGEST_FIELD,
    Attachment,
    BusinessType,
    Envelope,
    Organ,
    Reference,
    Replaced,
    Signer,
    Staff,
    StatusCode,
    StatusMessage,
    Trace,
)
from lienthong.exchange.edxml.writing import written
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal
from tests.exchange.edxml.shapes import NAMESPACE, SHAPES, other_prefix


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_four_public_shapes_say_the_same(shape: Callable[[], bytes]) -> None:
    letter = read(shape())
    assert isinstance(letter, Envelope)
    assert letter == read(other_prefix())
    assert (letter.sender.id, letter.to[0].id, rules.sign_of(letter)) == ("G01", "H29", "15/BNV-VP")
    assert letter.promulgated == date(2025, 6, 20)
    assert (letter.typer, letter.pages, letter.priority) == ("NTA", 3, 1)
    assert letter.places == ("UBND các phường", "Lưu: VT")
    assert [file.name for file in letter.attachments] == ["phu-luc.png"]
    assert letter.attachments[0].content.startswith(b"\x89PNG")
    assert letter.traces == (Trace("G01", datetime(2025, 6, 20, 9, 30, tzinfo=ZONE)),)


def refused(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(data)
    return caught.value


def line_of(data: bytes, words: str) -> int:
    return next(n for n, line in enumerate(data.decode().splitlines(), 1) if words in line)


def altered(old: str, new: str) -> bytes:
    text = other_prefix().decode()
    assert old in text
    return text.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<e:OrganId>G01</e:OrganId>", "", "edxml_missing"),
        ("<e:Subject>Về việc sắp xếp đơn vị hành chính</e:Subject>", "<e:Subject> </e:Subject>", "edxml_missing"),
        ("<e:CodeNumber>15</e:CodeNumber>", "", "edxml_missing"),
        ("2025/06/20</e:Prom", "20/06/2025</e:Prom", "edxml_value"),
        ("2025/06/20</e:Prom", "2025/02/30</e:Prom", "edxml_value"),
        ("<e:Priority>1", "<e:Priority>4", "edxml_value"),
        ("<e:BussinessDocType>0", "<e:BussinessDocType>9", "edxml_value"),
        ("<e:Priority>1</e:Priority>", "<e:Priority>1</e:Priority><e:Prioritys>2</e:Prioritys>", "edxml_ambiguous"),
        ("<e:TraceHeader>", '<e:TraceHeader xmlns:e="http://example.vn/khac">', "edxml_namespace"),
        ("cid:tep-1", "cid:tep-2", "edxml_file_missing"),
        ("iVBORw0K", "không phải base64", "edxml_value"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_refused_with_its_line(old: str, new: str, code: str) -> None:
    data = altered(old, new)
    refusal = refused(data)
    assert refusal.code == code
    assert refusal.facts["line"] > 1
    assert f"Dòng {refusal.facts['line']}" in refusal.sentence
    assert refusal.field == "file"


def test_a_field_twice_is_read_where_both_say_the_same() -> None:
    twice = altered("<e:Priority>1</e:Priority>", "<e:Priority>1</e:Priority><e:Prioritys>1</e:Prioritys>")
    assert read(twice) == read(other_prefix())
    refusal = refused(altered("<e:Code>", "<e:Bussiness/><e:Code><e:CodeNumber>16</e:CodeNumber>"))
    assert (refusal.code, refusal.facts["line"]) == ("edxml_ambiguous", line_of(other_prefix(), "<e:Code>"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "edxml_not_xml"),
        (b"PK\x03\x04", "edxml_not_xml"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "edxml_not_xml"),
        (other_prefix()[:900], "edxml_not_xml"),
        (b"<edXML/>", "edxml_namespace"),
        (f'<edXML xmlns="{NAMESPACE}/khac"/>'.encode(), "edxml_namespace"),
        (f'<edXML xmlns="{NAMESPACE}"/>'.encode(), "edxml_shape"),
        (f'<soap xmlns="{NAMESPACE}"/>'.encode(), "edxml_shape"),
        (f'<edXML xmlns="{NAMESPACE}">{"<a>" * 40}{"</a>" * 40}</edXML>'.encode(), "edxml_too_much"),
        (f'<edXML xmlns="{NAMESPACE}">{"<a/>" * 60_000}</edXML>'.encode(), "edxml_too_much"),
        (f'<edXML xmlns="{NAMESPACE}">{"a" * (LONGEST_FIELD + 1)}</edXML>'.encode(), "edxml_too_much"),
        (b" " * (LARGEST + 1), "edxml_too_large"),
    ],
    ids=range(12),
)
def test_what_is_no_edxml_is_refused(data: bytes, code: str) -> None:
    assert refused(data).code == code


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE e:edXML>",
        '<!DOCTYPE e:edXML SYSTEM "http://localhost:9/x.dtd">',
        '<!DOCTYPE e:edXML [<!ENTITY a "a"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE e:edXML [<!ENTITY tep SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE e:edXML [<!ENTITY % x SYSTEM "http://localhost:9/x"> %x;]>',
    ],
)
def test_no_entity_is_read_and_nothing_is_fetched(doctype: str) -> None:
    data = other_prefix().replace(b"\n<e:edXML ", f"\n{doctype}<e:edXML ".encode(), 1)
    refusal = refused(data)
    assert (refusal.code, refusal.facts["line"]) == ("edxml_doctype", 2)


def test_a_secret_letter_says_so() -> None:
    letter = read(altered("<e:Priority>", "<e:DoMat>Tối mật</e:DoMat><e:Priority>"))
    assert isinstance(letter, Envelope)
    assert letter.secrecy == "Tối mật"
    usual = read(altered("<e:Priority>", "<e:DoMat>Thường</e:DoMat><e:Priority>"))
    assert isinstance(usual, Envelope)
    assert usual.secrecy == ""


def test_a_state_is_read_wherever_systems_put_it() -> None:
    state = StatusMessage(
        Reference("G01", "15/BNV-VP", date(2025, 6, 20), "G01,2025/06/20,15/BNV-VP"),
        Organ("H29"), StatusCode.ACCEPTED, datetime(2025, 6, 20, 10, tzinfo=ZONE), "Đã tiếp nhận",
    )  # fmt: skip
    data = written(state)
    assert read(data) == state
    inner = data.replace(b"<edXML:Status>", b"<edXML:MessageHeader><edXML:Status>")
    assert read(inner.replace(b"</edXML:Status>", b"</edXML:Status></edXML:MessageHeader>")) == state
    assert read(data.replace(b">03<", b">3<")) == state
    assert refused(data.replace(b">03<", b">99<")).code == "edxml_value"


TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t\r", exclude_characters="\ufffe\uffff"
    ),
    max_size=40,
).map(str.strip)  # fmt: skip
WORD = st.text(ascii_letters + digits, min_size=1, max_size=12)
DAY = st.dates(date(1950, 1, 1), date(2100, 1, 1))
MOMENT = st.builds(
    lambda day, second: datetime.combine(day, time(), ZONE) + timedelta(seconds=second),
    DAY,
    st.integers(0, 86_399),
)
ORGAN = st.builds(Organ, WORD, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
COUNT = st.none() | st.integers(0, 999_999)
FULL = TEXT.filter(bool)
LETTERS = st.builds(
    Envelope,
    sender=ORGAN, to=st.lists(ORGAN, min_size=1, max_size=3).map(tuple), document_id=WORD,
    business=st.sampled_from(BusinessType), number=WORD, notation=WORD, place=TEXT, promulgated=DAY, type_code=TEXT,
    type_name=TEXT, type_detail=TEXT, subject=FULL, content=TEXT, signer=st.builds(Signer, TEXT, TEXT, TEXT),
    due=st.none() | DAY, places=st.lists(FULL, max_size=3).map(tuple), priority=st.integers(0, 3), sphere=TEXT,
    typer=TEXT, amount=COUNT, pages=COUNT, appendixes=st.lists(FULL, max_size=3).map(tuple),
    responses_for=st.lists(st.builds(Reference, WORD, TEXT, st.none() | DAY, TEXT), max_size=2).map(tuple),
    steering=TEXT, traces=st.lists(st.builds(Trace, WORD, MOMENT), max_size=2).map(tuple), reason=TEXT,
    business_document_id=TEXT, staff=st.builds(Staff, TEXT, TEXT, TEXT, TEXT), paper=COUNT,
    replaced=st.lists(st.builds(Replaced, WORD, st.lists(WORD, max_size=2).map(tuple)), max_size=2).map(tuple),
    attachments=st.lists(st.builds(Attachment, WORD, TEXT, st.binary(max_size=60), TEXT), max_size=3).map(tuple),
    secrecy=st.just(""),
)  # fmt: skip


@settings(max_examples=40)
@given(LETTERS)
def test_a_letter_is_read_as_it_was_written(letter: Envelope) -> None:
    data = written(letter)
    assert read(data) == letter
    assert written(letter) == data


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        read(data)


@settings(max_examples=60)
@given(st.data())
def test_a_file_cut_or_changed_is_read_or_refused(drawn: st.DataObject) -> None:
    data = bytearray(other_prefix())
    for _ in range(drawn.draw(st.integers(1, 3))):
        data[drawn.draw(st.integers(0, len(data) - 1))] = drawn.draw(st.integers(0, 255))
    with suppress(Refusal):
        assert isinstance(read(bytes(data)), Envelope | StatusMessage)


def test_a_character_that_xml_has_not_is_refused_by_name() -> None:
    letter = read(other_prefix())
    assert isinstance(letter, Envelope)
    with pytest.raises(Refusal) as caught:
        written(letter._replace(subject="Trích\x0byếu"))
    assert (caught.value.code, caught.value.facts["element"]) == ("edxml_unwritable", "Subject")


@pytest.mark.parametrize(
    ("name", "other", "near"),
    [("form", "from", True), ("subjec", "subject", True), ("subject", "subjekt", True), ("sujbect", "subject", True),
     ("object", "subject", False), ("subject", "subject", True), ("place", "paper", False), ("ab", "ba", True)],
)  # fmt: skip
def test_names_off_by_a_letter(name: str, other: str, near: bool) -> None:
    assert is_near(name, other) is near


@pytest.mark.parametrize(
    ("sign", "number", "notation"),
    [
        ("15/QĐ-UBND", "15", "QĐ-UBND"),
        ("36-HD/VPTW", "36", "HD/VPTW"),
        ("07a/BC-VP", "07a", "BC-VP"),
        ("không", "", "không"),
    ],
)
def test_a_sign_comes_back_as_it_went(sign: str, number: str, notation: str) -> None:
    assert rules.split_sign(sign) == (number, notation)
    letter = read(other_prefix())
    assert isinstance(letter, Envelope)
    sent = letter._replace(number=number, notation=notation, document_id=f"G01,2025/06/20,{sign}")
    assert rules.sign_of(sent) == sign


def test_what_is_sent_again_has_the_same_key_and_a_later_recall_another() -> None:
    letter, again = read(other_prefix()), read(other_prefix())
    assert isinstance(letter, Envelope)
    assert isinstance(again, Envelope)
    to = letter.to[0]
    assert rules.key_of(letter, to) == rules.key_of(again, to)
    assert rules.key_of(letter, Organ("H29.1")) != rules.key_of(letter, to)
    recall = read(other_prefix(purpose=1))
    assert isinstance(recall, Envelope)
    later = recall._replace(traces=(Trace("G01", datetime(2025, 6, 21, 8, tzinfo=ZONE)),))
    assert len({rules.key_of(each, to) for each in (letter, recall, later)}) == 3
