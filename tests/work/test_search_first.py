"""What somebody types exactly comes first, however many newer things have the same words; and what a search costs."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lienthong.ground import acts, sql
from lienthong.ground.actor import Actor
from lienthong.kernel.text import fold
from lienthong.units.addresses.queries import gazetteer
from lienthong.work.persons.searching import search
from tests import cast
from tests.board.rounds import as_owner, screen
from tests.documents import letters
from tests.procedures import dossiers

WRITTEN = """
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, priority,
                       field, received_at, chain_seq, version, changed_at)
select gen_random_uuid(), 'dossier', replace(%(reference)s, '#', n::text), %(subject)s, %(words)s, %(seat)s,
       array[%(seat)s::int], 'received', '', '', 0, '', world_now() - (%(age)s::int + n) * interval '1 minute', 1, 1,
       now()
from generate_series(1, %(n)s::int) n
returning id
"""

pytestmark = pytest.mark.usefixtures("db")


def _written(by: Actor, subject: str, n: int = 1, *, reference: str = "", age: int = 0) -> UUID:
    """So many items of the actor's seat, a minute apart; the oldest."""
    with as_owner():
        rows = sql.values(
            UUID,
            WRITTEN,
            {
                "reference": reference, "subject": subject, "words": fold(f"{reference} {subject}"), "seat": by.seat,
                "age": age, "n": n,
            },
        )  # fmt: skip
    return rows[-1]


def _hits(actor: Actor, typed: str) -> list[UUID]:
    with acts.opening(actor):
        return [hit.id for hit in search(actor, typed)]


def test_the_very_number_comes_before_newer_ones_that_begin_so() -> None:
    an = cast.an()
    own = _written(an, "Về việc thử", reference="01/UBND-VPHVU", age=900)
    _written(an, "Về việc thử", 60, reference="01/UBND-VPHVU-#")
    for typed in ("01/UBND-VPHVU", "1-ubnd-vphvu", "01 UBND VPHVU"):
        hits = _hits(an, typed)
        assert hits[0] == own, typed
        assert len(hits) == 50


@pytest.mark.parametrize("typed", ["xã Thạnh An", "thạnh an", "THẠNH AN"])
def test_a_name_as_it_is_written_comes_before_newer_twins(typed: str) -> None:
    an = cast.an()
    own = _written(an, "Đất ở xã Thạnh An", age=900)
    _written(an, "Đất ở xã Thanh An", 60)
    assert _hits(an, typed)[0] == own
    assert own not in _hits(an, "Thanh An")[:50]


@pytest.mark.parametrize(
    ("written", "typed"), [("Hoà Bình", "Hòa Bình"), ("Hòa Bình", "Hoà bình"), ("Quí", "Quý")]
)
def test_in_every_way_to_write_it(written: str, typed: str) -> None:
    an = cast.an()
    own = _written(an, f"Đường {written}", age=900)
    _written(an, "Đường Hoa Bình Qui", 60)
    assert _hits(an, typed)[0] == own


def test_also_among_words_that_stand_in_most_of_what_there_is() -> None:
    """They are walked to from the newest; what is written so is met as deep as any walk goes."""
    an = cast.an()
    _written(an, "Đất ở xã Thanh An", 3000, age=400)
    own = _written(an, "Đất ở xã Thạnh An", age=300)
    _written(an, "Đất ở xã Thanh An", 250)
    with as_owner():
        sql.run("analyze work_item")
    assert _hits(an, "Thạnh An")[0] == own


def test_a_pattern_is_nobodys_way_in() -> None:
    an = cast.an()
    own = _written(an, "Đất (ở) [xã] Thạnh.An*")
    for typed in (
        "(ở) [xã] Thạnh.An*",
        "Thạnh.An*",
        "(ở",
        "[xã",
        "\\ Thạnh",
        "a{1,9999} Thạnh An",
        "^Thạnh$ An|",
    ):
        hits = _hits(an, typed)
        assert set(hits) <= {own}, typed
    assert _hits(an, "(ở) [xã] Thạnh.An*") == [own]


def test_each_hit_says_which_body_it_came_from() -> None:
    """Two letters of one number and one subject are told apart by their sender."""
    item, an = letters.arrived(cast.AN_KHANH), cast.an()
    with acts.opening(an):
        sign = sql.value(str, "select reference from work_item where id = %s", (item,))
        (hit,) = [hit for hit in search(an, sign or "") if hit.id == item]
        wanted = sql.value(
            str,
            "select u.name from work_item w join jurisdiction j on j.id = w.sender_seat join unit u on u.id = j.unit"
            " where w.id = %s",
            (item,),
        )
    assert hit.from_name == wanted
    page = screen(an).get("/tim-kiem", {"q": sign}).content.decode()
    row = page[page.index(f"/viec/{item}") :]
    assert f"<span>{wanted}</span>" in row[: row.index("</tr>")]


OF_EVERY_PAGE = 2
"""Statements of a page that searches nothing: who asks, and that the session was used."""


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What the database is asked within a test, by whichever way."""
    asked: list[str] = []
    execute = sql._execute

    def noted(text: str, params: Any = None) -> Any:
        asked.append(text)
        return execute(text, params)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sql, "_execute", noted)
        yield asked


@pytest.mark.parametrize(
    "typed", ["Lê Thị Nở", "01/UBND-VPHVU", "04/2025", "Xã Thạnh An, Huyện Cần Giờ", "0903 000 777"]
)
def test_a_search_asks_the_database_four_times_at_most(statements: list[str], typed: str) -> None:
    """Words, register, citizens and units, with the line that a citizen was read of; the wards are known by heart."""
    answer = dossiers.taken_in(phone="0903000777")
    actor = dossiers.reception()
    with acts.opening(actor):
        gazetteer()
    client = screen(actor)
    client.get("/tim-kiem", {"q": "khởi động"})
    statements.clear()
    with CaptureQueriesContext(connection) as besides:
        page = client.get("/tim-kiem", {"q": typed})
    assert page.status_code == 200
    asked = [*statements, *(query["sql"] for query in besides if "SAVEPOINT" not in query["sql"])]
    assert 1 <= len(asked) - OF_EVERY_PAGE <= 4, asked
    if typed.startswith(("Lê", "0903")):
        assert str(answer["id"]) in page.content.decode()
