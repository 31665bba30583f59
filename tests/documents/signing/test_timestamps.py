"""Signatures under a time stamp (PAdES B-T): by a real server, by one that is down, lies or says nonsense."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from lienthong.documents.signing import rules
from lienthong.documents.signing.pdf import checking, signing, timestamps, trust
from lienthong.documents.signing.pdf.authority import Authority, Given
from lienthong.documents.signing.pdf.timestamps import NoTimestamp, Stamper
from lienthong_signer.keys import FileKey, signed
from tests import cast
from tests.documents.signing import papers
from tests.documents.signing.desks import city, folders, submitted, with_device, work
from tests.documents.signing.papers import DAY, NOW
from tests.documents.signing.stamping import Stamps, of_something_else, stamping
from tests.documents.signing.test_letters import last_file, leader, sign, trial_lists, words

__all__ = ["folders"]


def _signed(by: Given, of: Authority, folder: Path, stamper: Stamper) -> bytes:
    own, chain = papers.read(by.certificate), [papers.root(of)]
    begun = signing.begin(
        signing.with_places(papers.page()), "signature", certificate=own, chain=chain,
        stamp=papers.STAMPS["signature"], at=NOW,
    )  # fmt: skip
    file = folder / "key.p12"
    file.write_bytes(by.file)
    _, (signature,) = signed(FileKey(file), "", [signing.digest_of(begun)])
    return signing.finish(begun, signature, certificate=own, chain=chain, timestamper=stamper)


def _believing(of: Authority, stamps: Stamps) -> list[trust.TrustList]:
    authorities = tuple(trust.certificates_in(stamps.authority))
    return [*papers.believing(of), trust.TrustList("Dấu thời gian", authorities, ())]


def test_a_signature_under_a_stamp_outlives_its_certificate(tmp_path: Path) -> None:
    ca = papers.new_authority()
    short = papers.given(ca, until=NOW + DAY)
    with stamping(tmp_path / "tsa") as stamps:
        pdf = _signed(short, ca, tmp_path, Stamper(stamps.address))
    reader = PdfFileReader(BytesIO(pdf))
    beside = reader.embedded_regular_signatures[0].signer_info["unsigned_attrs"]
    assert [attribute["type"].native for attribute in beside] == ["signature_time_stamp_token"], "B-T"
    for at in (NOW, NOW + 2 * DAY):
        (checked,) = checking.check(pdf, _believing(ca, stamps), at).signatures
        assert checked.timestamped_at is not None
        assert abs(checked.timestamped_at - NOW) < timedelta(minutes=10)
        assert checked.trust == "trusted"
        assert rules.verdict(checked, at)[0]
    # Without a list that believes the server, the stamp proves nothing.
    (checked,) = checking.check(pdf, papers.believing(ca), NOW + 2 * DAY).signatures
    assert (checked.timestamped_at, checked.trust) == (None, "expired")
    assert papers.pdfsig(pdf, tmp_path, ca)[0]["Signature Validation"] == "Signature is Valid."


@pytest.mark.parametrize(
    "spoilt",
    [
        {"query": of_something_else},
        {"answer": lambda content: b"<html>"},
        {"answer": lambda content: content[:90]},
    ],
    ids=["of something else", "a page", "half of it"],
)
def test_what_is_no_stamp_of_this_signature_is_none(spoilt: dict[str, Any], tmp_path: Path) -> None:
    ca = papers.new_authority()
    with stamping(tmp_path / "tsa", **spoilt) as stamps, pytest.raises(NoTimestamp):
        _signed(papers.given(ca), ca, tmp_path, Stamper(stamps.address))
    assert len(stamps.asked) == 1


@pytest.mark.usefixtures("db")
def test_a_letter_is_stamped_by_the_server_of_the_settings(
    folders: Path, settings: Any, tmp_path: Path
) -> None:
    chairman, clerk = leader(), cast.an()
    given = with_device(chairman, city(chairman))
    item = submitted()
    with stamping(tmp_path / "tsa") as stamps:
        settings.TIMESTAMPS = stamps.address
        (folders / "home").mkdir(exist_ok=True)
        (folders / "home" / "dau-thoi-gian.pem").write_bytes(stamps.authority)
        sign(item, chairman, given, folders)
        work(item, clerk.seat)
    assert len(stamps.asked) == 1
    (checked,) = checking.check(last_file(item, clerk), trial_lists(), clerk.at).signatures
    assert checked.timestamped_at is not None
    assert checked.trust == "trusted"
    assert "(dấu thời gian)" in words(clerk, item)


@pytest.mark.usefixtures("db")
def test_a_server_that_is_down_keeps_no_letter_back_and_is_left_alone_for_a_while(
    folders: Path, settings: Any, tmp_path: Path
) -> None:
    chairman, clerk = leader(), cast.an()
    given = with_device(chairman, city(chairman))
    with stamping(tmp_path / "tsa", answer=lambda content: b"") as stamps:
        settings.TIMESTAMPS = stamps.address
        for _ in range(2):
            item = submitted()
            sign(item, chairman, given, folders)
            assert len(work(item, clerk.seat)) == 1
    assert len(stamps.asked) == 1, "the second letter did not wait for it"
    (checked,) = checking.check(last_file(item, clerk), trial_lists(), clerk.at).signatures
    assert (checked.trust, checked.timestamped_at) == ("trusted", None)
    assert "chữ ký không kèm dấu thời gian" in words(clerk, item)


def test_an_address_is_asked_again_after_its_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    timestamps.let_rest("http://tsa.example.vn")
    assert timestamps.stamper_at("http://tsa.example.vn") is None
    assert timestamps.stamper_at("http://another.example.vn") is not None
    monkeypatch.setattr(timestamps, "SECONDS_OF_REST", -1)
    timestamps.let_rest("http://tsa.example.vn")
    assert timestamps.stamper_at("http://tsa.example.vn") is not None
    assert timestamps.stamper_at("") is None
