"""Which ways may be agreed, and what a folder does with what lies in it."""

from pathlib import Path

import pytest

from lienthong.exchange.axis import actions, rules
from lienthong.exchange.axis.connectors.folder import Folder
from lienthong.exchange.axis.connectors.http import Http
from lienthong.exchange.webhooks.rules import allowed_networks
from lienthong.kernel.refusals import NotFound, Refusal
from tests import cast
from tests.exchange.axis.worlds import administrator, settled
from tests.exchange.receivers import receiver

LOOPBACK = allowed_networks("127.0.0.1")


def test_waits_grow_and_end() -> None:
    waits = [rules.wait_after(tries) for tries in range(1, 13)]
    assert [wait.total_seconds() for wait in waits[:4] if wait] == [5, 20, 80, 320]
    assert max(wait.total_seconds() for wait in waits if wait) == 6 * 3600
    assert waits[-1] is None


def test_a_name_of_a_file_is_the_same_at_each_try_and_leads_nowhere() -> None:
    assert rules.file_name("H29.31", "H09", 7) == "H29.31-H09-00000007.edxml"
    assert "/" not in rules.file_name("../../etc", "H09", 7)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"name": "Trục"}, "connector_name"),
        ({"prefixes": []}, "connector_ids"),
        ({"prefixes": ["H9"]}, "connector_ids"),
        ({"place": "truc"}, "connector_place"),
        ({"kind": "http", "place": "https://truc.example.gov.vn/x"}, "connector_in_the_open"),
        ({"kind": "http", "place": "http://127.0.0.1/x"}, "webhook_url_private"),
    ],
)
def test_a_way_that_may_not_be_agreed(db: None, asked: dict[str, object], code: str) -> None:
    way: dict[str, object] = {"name": "truc", "prefixes": ["H09"], "kind": "folder", "place": "/srv/truc"}
    with pytest.raises(Refusal) as refused:
        actions.connect_exchange(**(way | asked), by=administrator())
    assert refused.value.code == code


def test_a_way_is_agreed_once_and_ended(db: None) -> None:
    way = {"name": "truc", "prefixes": ["h09", "H09"], "kind": "folder", "place": "/srv/truc"}
    with pytest.raises(Refusal) as refused:
        actions.connect_exchange(**way, by=cast.an())
    assert refused.value.code == "not_allowed"
    assert actions.connect_exchange(**way, by=administrator())["prefixes"] == ["H09"]
    with pytest.raises(Refusal) as refused:
        actions.connect_exchange(**way, by=administrator())
    assert refused.value.code == "connector_there"
    actions.disconnect_exchange(name="truc", by=administrator())
    with pytest.raises(NotFound):
        actions.disconnect_exchange(name="truc", by=administrator())
    actions.connect_exchange(**way, by=administrator())


def test_a_folder_shows_whole_files_only(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.send("a.edxml", b"mot").is_delivered
    assert folder.send("a.edxml", b"mot").is_delivered, "sent again it takes its own place"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.edxml"]
    incoming = tmp_path / "in"
    incoming.mkdir()
    for name in ("b.edxml", ".dang-ghi.edxml", "ghi-chu.txt"):
        (incoming / name).write_bytes(b"hai")
    (incoming / "thu-muc.edxml").mkdir()
    (incoming / "lien-ket.edxml").symlink_to("/etc/passwd")
    settled(incoming / "b.edxml")
    (waiting,) = folder.fetch()
    assert (waiting.path.name, waiting.data, waiting.is_fresh) == ("b.edxml", b"hai", False)
    folder.put_aside(waiting)
    folder.put_aside(waiting)
    assert (tmp_path / "done" / "b.edxml").read_bytes() == b"hai"
    (incoming / "b.edxml").write_bytes(b"ba")
    (again,) = folder.fetch()
    assert again.is_fresh
    folder.put_aside(again, why="không đọc được")
    assert "không đọc được" in (tmp_path / "wrong" / "b.edxml.txt").read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_an_outcome(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file stands where the folder should")
    assert not Folder(tmp_path).send("a.edxml", b"").is_delivered


@pytest.mark.parametrize(
    ("status", "is_delivered", "is_hopeless"),
    [(200, True, False), (503, False, False), (401, False, False), (422, False, True), (307, False, False)],
)
def test_an_address_answers(status: int, is_delivered: bool, is_hopeless: bool, tmp_path: Path) -> None:
    token = tmp_path / "ma"
    token.write_text("bi-mat\n")
    with receiver(status=status, location="http://127.0.0.1:1/") as kept:
        sent = Http(kept.url, token, allowed=LOOPBACK, is_trial=True).send("a.edxml", b"<edXML/>")
        (got,) = kept.received
    assert (sent.is_delivered, sent.is_hopeless) == (is_delivered, is_hopeless)
    assert got.body == b"<edXML/>"
    assert got.headers["Authorization"] == "Bearer bi-mat"
    assert got.headers["Idempotency-Key"] == "a.edxml"
    assert "bi-mat" not in sent.answer


def test_an_address_in_the_open_is_not_reached(tmp_path: Path) -> None:
    with receiver() as kept:
        sent = Http(kept.url, None, allowed=(), is_trial=False).send("a", b"")
        assert (sent.is_delivered, sent.answer) == (False, "webhook_url_private")
        gone = Http(kept.url, tmp_path / "khong-co", allowed=LOOPBACK, is_trial=False).send("a", b"")
        assert not gone.is_delivered
        assert "mã truy cập" in gone.answer
        late = Http(kept.url, None, allowed=LOOPBACK, is_trial=True, timeout_seconds=0.2)
        kept.seconds = 5.0
        assert late.send("a", b"").answer == "không trả lời kịp"
        kept.slow.set()
    elsewhere = Http("http://truc.example.invalid/", None, allowed=LOOPBACK, is_trial=True)
    assert not elsewhere.send("a", b"").is_delivered
