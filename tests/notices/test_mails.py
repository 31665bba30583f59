"""E-mails: files in a trial world, no personal data, tried again, none twice in one hand."""

import email
from email import policy
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import pytest

from lienthong.ground import acts
from lienthong.kernel.refusals import Refusal
from lienthong.notices import mailing, reading, rules
from lienthong.notices.mailing import Post, post_of
from lienthong.notices.telling import send_due_mails, tell_of_new_lines
from tests import cast
from tests.committed import CommittedWorld
from tests.documents.letters import issued
from tests.reports import reports


def trial_post(folder: Path) -> Post:
    post = post_of(
        kind="trial",
        server="smtp://mail.example.vn",
        sender="a@tp.vn",
        site="https://lt.tp.vn/",
        folder=folder,
    )
    assert post is not None
    return post


def opened(folder: Path) -> list[EmailMessage]:
    return [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"))
    ]


def tell(post: Post | None) -> None:
    while tell_of_new_lines(post):
        pass


def test_in_a_trial_world_an_officers_mail_is_a_file(world: CommittedWorld, tmp_path: Path) -> None:
    an, post = cast.an(), trial_post(tmp_path / "mail")
    with acts.opening(an):
        reading.keep_mail_address("an@phuong.vn", by=an)
    issued(cast.dung(), an.unit or 0, subject="Về việc riêng của ông Nguyễn Văn A")
    tell(post)
    assert send_due_mails(post) == 1
    assert send_due_mails(post) == 0
    (mail,) = opened(tmp_path / "mail")
    text = mail.get_content()
    assert mail["To"] == "an@phuong.vn"
    assert "Văn bản mới đến, chờ vào sổ" in text
    assert "https://lt.tp.vn/viec/" in text
    assert "Nguyễn Văn A" not in text + mail["Subject"], "no words of the work leave the house by mail"


def test_a_citizen_who_left_an_address_is_written_to(world: CommittedWorld, tmp_path: Path) -> None:
    post = trial_post(tmp_path)
    answer = reports.reported(email="hoa@example.vn")
    reports.reported()
    tell(post)
    send_due_mails(post)
    mails = opened(tmp_path)
    assert {mail["To"] for mail in mails} == {"hoa@example.vn"}
    text = mails[0].get_content()
    assert answer["code"] in text
    assert answer["secret"] not in text
    assert "Hoa" not in text
    assert text.count("https://lt.tp.vn/tra-cuu") == 1
    case = reports.case(answer)
    assert case["state"] == "routed"


def test_what_does_not_go_is_tried_again_under_the_same_id(world: CommittedWorld, tmp_path: Path) -> None:
    an, post = cast.an(), trial_post(tmp_path / "mail")
    with acts.opening(an):
        reading.keep_mail_address("an@phuong.vn", by=an)
    issued(cast.dung(), an.unit or 0)
    tell(post)
    nobody = Post("a@tp.vn", "", server="smtp+plain://127.0.0.1:1")
    assert send_due_mails(nobody) == 1
    assert send_due_mails(post) == 0, "not at once"
    assert world.ask("select state from mail") == "waiting"
    world.run("update mail set next_at = now()")
    send_due_mails(post)
    (mail,) = opened(tmp_path / "mail")
    assert str(world.ask("select id from mail")) in mail["Message-ID"]
    assert world.ask("select state || tries from mail") == "sent2"


def test_without_a_mail_server_a_live_world_writes_none(world: CommittedWorld, tmp_path: Path) -> None:
    assert post_of(kind="live", server="", sender="a@b.vn", site="", folder=tmp_path) is None
    live = post_of(kind="live", server="smtps://m.vn", sender="a@b.vn", site="", folder=tmp_path)
    assert live is not None
    assert live.folder is None
    reports.reported(email="hoa@example.vn")
    tell(None)
    assert world.ask("select count(*) from mail") == 0


@pytest.mark.parametrize(
    "address",
    [
        "a",
        "a@b",
        "a@b.vn\nBcc: c@d.vn",
        "a b@c.vn",
        "<a@b.vn>",
        "a@b.vn, c@d.vn",
        "@b.vn",
        "a@.vn",
        "\x00@b.vn",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.mail_address(address)
    assert refused.value.field == "address"


def test_a_message_says_it_is_automatic_and_keeps_its_id() -> None:
    mail = uuid4()
    first = mailing.message(mail, "Liên Thông <a@tp.vn>", "b@c.vn", "Tiêu đề", "Lời")
    again = mailing.message(mail, "Liên Thông <a@tp.vn>", "b@c.vn", "Tiêu đề", "Lời")
    assert first["Message-ID"] == again["Message-ID"] == f"<{mail}@tp.vn>"
    assert first["Auto-Submitted"] == "auto-generated"
