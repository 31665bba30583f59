"""What the wire does when answers fail to come. The server here knows only what the test is about."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from lienthong_clerks import wire
from lienthong_clerks.tally import Tally
from lienthong_clerks.timing import seeded
from lienthong_clerks.wire import Answer, Server

Door = Callable[[web.Request], Awaitable[web.StreamResponse]]


def ask(door: Door) -> tuple[Answer, Tally]:
    async def play() -> tuple[Answer, Tally]:
        application = web.Application()
        application.router.add_post("/api/v1/items/i/sign-document", door)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        tally = Tally()
        try:
            async with Server(f"http://127.0.0.1:{port}/", tally, seeded(1)) as server:
                return await server.post("/items/i/sign-document", {}, key="1:i:sign:3", token="t"), tally
        finally:
            await runner.cleanup()

    return asyncio.run(play())


def test_an_unanswered_act_is_repeated_under_the_same_key() -> None:
    keys: list[str] = []

    async def door(request: web.Request) -> web.StreamResponse:
        keys.append(request.headers["Idempotency-Key"])
        if len(keys) == 1:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return web.json_response({}, status=503) if len(keys) == 2 else web.json_response({"id": "i"})

    answer, tally = ask(door)
    assert answer.ok
    assert keys == ["1:i:sign:3"] * 3
    assert (tally.requests, tally.retries) == (3, 2)
    assert tally.asked == {}, "a server that was away is not a slow one"


def test_a_refusal_is_an_answer() -> None:
    async def door(request: web.Request) -> web.StreamResponse:
        assert request.headers["Authorization"] == "Bearer t"
        return web.json_response({"code": "wrong_state", "message": "Văn bản đã ký."}, status=409)

    answer, tally = ask(door)
    assert (answer.ok, answer.code, tally.requests) == (False, "wrong_state", 1)
    assert tally.asked == {"act": 1}
    assert tally.answers.summary(99)["n"] == 1


def test_a_server_that_keeps_failing_is_not_asked_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "FIRST_PAUSE", 0.001)

    async def door(request: web.Request) -> web.StreamResponse:
        return web.Response(status=500, text="<h1>bug</h1>")

    answer, tally = ask(door)
    assert (answer.status, answer.code, tally.requests) == (500, "500", wire.SERVER_FAULT_TRIES)
