"""A planner at the screen, without a browser: the pages' own inputs, read as a browser would, changed and sent back."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.test import Client

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.personnel.asking import begin_session
from tests import sql as asked


def session(actor: Actor) -> Client:
    client = Client()
    account = asked.one(
        "select a.id from account a join mandate m on m.person = a.person where m.id = %s", (actor.mandate,)
    )
    client.cookies[settings.SESSION_COOKIE] = begin_session(account, actor.mandate)
    return client


HEAD = {
    "name": "Kế hoạch trên màn hình", "effective_on": "1/7/2025", "basis": "NQ 1",
    "point_of_no_return": "20/7/2025", "idempotency_key": "mới",
}  # fmt: skip


def begun(desk: Client) -> str:
    answer = desk.post("/sap-xep/moi", HEAD)
    assert answer.status_code == 302, answer.content.decode()
    found: str = answer.headers["Location"].partition("?")[0]
    return found


def number(home: str) -> int:
    return int(home.rpartition("/")[2])


class _Inputs(HTMLParser):
    """What a browser would send with the form of this id: no button pressed."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self.mark, self.inside, self.select = mark, False, ""
        self.found: list[tuple[str, str]] = []
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.mark
        if not self.inside:
            return
        if tag == "select":
            self.select, self.options = given.get("name") or "", []
        elif tag == "option" and self.select:
            self.options.append((given.get("value") or "", "selected" in given))
        elif (
            tag == "input"
            and given.get("name")
            and (given.get("type") not in ("checkbox", "radio") or "checked" in given)
        ):
            self.found.append((given["name"] or "", given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "select" and self.select:
            chosen = [value for value, on in self.options if on] or [value for value, _ in self.options[:1]]
            self.found += [(self.select, value) for value in chosen]
            self.select = ""


def inputs(html: str, mark: str = "sentence") -> QueryDict:
    parser = _Inputs(mark)
    parser.feed(html)
    found = QueryDict(mutable=True)
    for name, value in parser.found:
        found.appendlist(name, value)
    return found


def pressed(page: Any, act: str = "save", *, pick: tuple[str, ...] = (), **typed: Any) -> dict[str, Any]:
    """The page's form as it stands, with what is typed (`target_0_name`), a button pressed."""
    given = inputs(page.content.decode())
    for name, value in typed.items():
        field = name.replace("_", "-")
        if value is None:
            given.pop(field, None)
        else:
            given[field] = value
    given["act"] = act
    if pick:
        given.setlist("pick", list(pick))
    return dict(given.lists())


@contextmanager
def counted() -> Iterator[list[int]]:
    """How many statements are sent inside."""
    found: list[int] = [0]
    real = sql._execute

    def counting(*args: Any, **kwargs: Any) -> Any:
        found[0] += 1
        return real(*args, **kwargs)

    sql._execute = counting  # type: ignore[assignment]
    try:
        yield found
    finally:
        sql._execute = real
