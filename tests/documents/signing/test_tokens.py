"""A body's seal in a token at the server (SoftHSM): the worker logs in once, and again when the token was away."""

from pathlib import Path
from uuid import UUID

import pytest

from lienthong.documents import actions
from lienthong.documents.signing.certificates import keys
from lienthong.documents.signing.certificates.actions import register_certificate
from lienthong.documents.signing.pdf import authority, checking
from lienthong.documents.signing.pdf.authority import Authority, Given
from lienthong.ground.actor import Actor
from lienthong_signer.keys import TokenKey
from tests import cast
from tests.documents.signing.desks import centre, city, folders, submitted, with_device, work
from tests.documents.signing.papers import pdfsig
from tests.documents.signing.test_letters import last_file, leader, sign, trial_lists, words
from tests.personnel.delegating import asked
from tests.signer import tokens

__all__ = ["folders"]

pytestmark = pytest.mark.usefixtures("db", "folders")
TOKEN, PIN = "dau-co-quan", "246810"


@pytest.fixture
def token(folders: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with its PIN."""
    tokens.lay_out(folders, monkeypatch)
    tokens.make(TOKEN, PIN)
    file = folders / "dau.pin"
    file.write_text(f"{PIN}\n")
    return file


def _given(of: Authority, name: str) -> Given:
    own = of.certificate
    return authority.give(of, name, name, own.not_valid_before_utc, own.not_valid_after_utc)


def _seal(unit: Actor, of: Authority, pin_file: Path, *, key: Given | None = None) -> None:
    """Registered as the command does it. `key`: another's, where somebody mixed them up."""
    given, label = _given(of, unit.unit_name), f"dau-{unit.unit_code}"
    tokens.fill(TOKEN, PIN, label, key or given)
    answer = register_certificate(content=given.certificate, unit=unit.unit, at_server=True, by=centre())
    keys.keep_token(
        UUID(answer["certificate"]), module=str(tokens.SOFTHSM), token=TOKEN, label=label, pin_file=pin_file
    )


def _issued(chairman: Actor, person: Given, folder: Path) -> UUID:
    item = submitted()
    sign(item, chairman, person, folder)
    work(item, cast.an().seat)
    actions.issue_document(item, by=asked("van_thu"))
    return item


def test_the_worker_seals_with_a_token_and_logs_in_once(
    folders: Path, token: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chairman, clerk = leader(), cast.an()
    ca = city(chairman)
    person = with_device(chairman, ca)
    _seal(clerk, ca, token)
    opened: list[str] = []
    session = TokenKey.session
    monkeypatch.setattr(TokenKey, "session", lambda key, pin: (opened.append(pin), session(key, pin))[1])
    for _ in range(3):
        item = _issued(chairman, person, folders)
        assert len(work(item, clerk.seat)) == 1
    assert opened == [PIN]
    pdf = last_file(item, clerk)
    assert [one.trust for one in checking.check(pdf, trial_lists(), clerk.at).signatures] == ["trusted"] * 2
    assert [said["Signature Validation"] for said in pdfsig(pdf, folders, ca)] == ["Signature is Valid."] * 2
    item = _issued(chairman, person, folders)
    tokens.start_anew()
    assert len(work(item, clerk.seat)) == 1, "the token was away and is back"
    assert opened == [PIN] * 2


def test_a_token_with_another_key_seals_nothing(folders: Path, token: Path) -> None:
    chairman, clerk = leader(), cast.an()
    ca = city(chairman)
    person = with_device(chairman, ca)
    _seal(clerk, ca, token, key=_given(ca, "UBND phường khác"))
    item = _issued(chairman, person, folders)
    assert work(item, clerk.seat) == []
    assert "Khóa tại máy chủ không phải của chứng thư đã đăng ký" in words(clerk, item)


def test_a_token_that_is_away_is_said(folders: Path, token: Path) -> None:
    chairman, clerk = leader(), cast.an()
    ca = city(chairman)
    person = with_device(chairman, ca)
    _seal(clerk, ca, token)
    token.write_text("000000")
    item = _issued(chairman, person, folders)
    assert work(item, clerk.seat) == []
    assert "Máy chủ không mở được khóa ký" in words(clerk, item)
