"""What the city's offices send and ask back: the calls as they come to a server that knows only this."""

import asyncio
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pypdfium2
from aiohttp import web

from lienthong_clerks.citizens import Citizens
from lienthong_clerks.counterparts import Counterparts
from lienthong_clerks.enclosing import printed
from lienthong_clerks.memory import Memory
from lienthong_clerks.plan import Instructions, Marks, in_order, read_call, read_round
from lienthong_clerks.session import Session
from lienthong_clerks.tally import Tally
from lienthong_clerks.timing import Pace, seeded
from lienthong_clerks.tokens import Tokens
from lienthong_clerks.wire import Server

TOKENS = Tokens("driver", {"trung_tam_cds": "centre", "vptu": "party"}, {})
NAMES = ["Phụ lục I - Biểu số liệu.pdf", "Phụ lục II.pdf"]


def call(expectation: int, name: str, **body: Any) -> dict[str, Any]:
    return {
        "expectation": expectation, "scenario": "van-ban-thu-hoi", "instance": 1, "unit": 7, "step": name,
        "role": "trung_tam_cds", "at_minute": 0, "call": name, "with": body,
    }  # fmt: skip


RECALL = call(1, "documents.recall", reason="Sai nội dung")
SEND = call(2, "documents.send", subject="Công văn", side="government", enclosures=NAMES)

Seen = list[tuple[str, Any]]


class City:
    """The doors a letter goes through; of a file it keeps name and bytes."""

    def __init__(self, *, refuses: str = "") -> None:
        self.seen: Seen = []
        self.keys: list[str] = []
        self.refuses = refuses

    async def door(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v1")
        self.keys.append(request.headers["Idempotency-Key"])
        if path.endswith("/enclosures"):
            part = await anext(aiter(await request.multipart()))
            self.seen.append((path, (part.name, part.filename, bytes(await part.read()))))  # type: ignore[union-attr]
        else:
            self.seen.append((path, await request.json()))
        if self.refuses and path.endswith(self.refuses):
            return web.json_response({"code": "wrong_state"}, status=409)
        return web.json_response({"id": "letter"})


def played(city: City, folder: Path, calls: Iterable[dict[str, Any]]) -> Tally:
    async def play() -> Tally:
        application = web.Application()
        application.router.add_post("/api/v1/{path:.*}", city.door)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        tally, memory = Tally(), Memory(folder / "memory", {"round": 3})
        raw = {"speed": 60, "starts_at_real": 0, "round_mark": "[Vòng 3]"}
        round_ = read_round(raw, 3, None, in_order(map(read_call, calls)))
        try:
            async with Server(f"http://127.0.0.1:{runner.addresses[0][1]}/", tally, seeded(1)) as server:
                pace = Pace(asyncio.get_running_loop().time(), 60)
                session = Session(server, tally, round_, Instructions(()), Marks("[Vòng 3]"), pace)
                await Counterparts(session, memory, TOKENS, Citizens(session, memory), {}).play()
                while session.busy:
                    await asyncio.sleep(0.01)
                session.dismiss()
        finally:
            memory.close()
            await runner.cleanup()
        return tally

    return asyncio.run(play())


def test_a_letter_goes_out_with_its_files_and_is_asked_back_once_it_is_out(tmp_path: Path) -> None:
    city = City()
    tally = played(city, tmp_path, [RECALL, SEND])
    paths = [path for path, _ in city.seen]
    assert paths == [
        "/documents", "/items/letter/enclosures", "/items/letter/enclosures", "/items/letter/submit-draft",
        "/items/letter/sign-document", "/items/letter/issue-document", "/items/letter/recall-document",
    ]  # fmt: skip
    assert city.seen[0][1] == {"subject": "Công văn", "side": "government"}
    assert [said for path, said in city.seen if path.endswith("/enclosures")] == [
        ("file", name, printed(name)) for name in NAMES
    ]
    assert city.seen[-1][1] == {"reason": "Sai nội dung"}
    assert len(set(city.keys)) == len(city.keys)
    assert all(key.isascii() for key in city.keys), "what travels in a header"
    assert tally.acts["enclose-file"] == 2
    assert not tally.errors


def test_a_driver_that_was_killed_sends_nothing_twice_and_asks_back_what_it_sent(tmp_path: Path) -> None:
    played(City(), tmp_path, [SEND])
    city = City()
    played(city, tmp_path, [SEND, RECALL])
    assert [path for path, _ in city.seen] == ["/items/letter/recall-document"]


def test_what_was_never_issued_is_not_asked_back(tmp_path: Path) -> None:
    city = City(refuses="issue-document")
    tally = played(city, tmp_path, [SEND, RECALL])
    assert not any(path.endswith("recall-document") for path, _ in city.seen)
    assert tally.errors["wrong_state"] == 1


def test_a_printed_page_is_a_pdf_that_bears_its_name() -> None:
    assert printed(NAMES[0]) == printed(NAMES[0]) != printed(NAMES[1])
    pdf = pypdfium2.PdfDocument(io.BytesIO(printed(NAMES[0])))
    assert len(pdf) == 1
    assert "Phu luc I - Bieu so lieu.pdf" in pdf[0].get_textpage().get_text_range()
