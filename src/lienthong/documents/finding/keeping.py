"""Searches people keep; no official acts: nothing of the work changes by them."""

from uuid import UUID

from lienthong.documents.finding.terms import MOST_SAVED
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal

KEEP = """
insert into saved_search (id, mandate, name, query, made_at)
select %(id)s, %(mandate)s, %(name)s, %(query)s, world_now()
where (select count(*) from saved_search where mandate = %(mandate)s and name <> %(name)s) < %(most)s
on conflict (mandate, name) do update set query = excluded.query
returning id
"""


def save_search(name: str, query: str, *, by: Actor, field: str = "ten") -> UUID:
    """Under this name; saved again under it, the newer counts. `field`: what the door calls the name. Refuses
    `search_nameless`, `too_many_searches`.
    """
    if not name:
        raise Refusal("search_nameless", "Xin đặt tên cho tìm kiếm này.", status=422, field=field)
    kept = {"id": uuid7(), "mandate": by.mandate, "name": name, "query": query, "most": MOST_SAVED}
    search = sql.value(UUID, KEEP, kept)
    if search is None:
        raise Refusal(
            "too_many_searches",
            f"Mỗi người lưu tối đa {MOST_SAVED} tìm kiếm. Hãy bỏ bớt một tìm kiếm rồi lưu lại.",
            status=422,
            field=field,
        )
    return search


def remove_search(search: UUID, *, by: Actor) -> None:
    """One's own; another's is as unknown as none."""
    if not sql.run("delete from saved_search where id = %s and mandate = %s", (search, by.mandate)):
        raise NotFound
