"""The clerks: a look at the unit's inbox every two seconds, one paper at a time in every pair of hands."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Container
from dataclasses import replace
from typing import Any

from lienthong_clerks.papers import place_of
from lienthong_clerks.plan import instant_of
from lienthong_clerks.play import PLAYS, Decision, Deed, Draft, Opened, Own
from lienthong_clerks.session import Session
from lienthong_clerks.timing import next_poll, poll_seconds, seeded, thought
from lienthong_clerks.tokens import Post, Staff
from lienthong_clerks.wire import Answer, Unreachable

TRIES_PER_PAPER = 5
FULL_LOOK_EVERY = 15
BEFORE_START_SECONDS = 60.0


class Office:
    """One unit: what its inbox shows, and who of its people takes which paper."""

    def __init__(self, session: Session, staff: Staff, *, plays: bool) -> None:
        self.session = session
        self.staff = staff
        self.rows: dict[str, dict[str, Any]] = {}
        self.told: Callable[[str, list[str]], None] | None = None
        self.plays = plays
        self._chance = seeded(session.seed, staff.code, staff.body)
        self._clerks = [Clerk(self, post, place) for place, post in enumerate(staff.posts)]
        self.poll_seconds = poll_seconds(staff.body)
        self.looked_at = 0.0
        self._as_of = 0.0
        self._seen: dict[tuple[str, str], int] = {}
        self._tries: Counter[tuple[str, str]] = Counter()
        self.own = self._as_listed()

    @property
    def queued(self) -> int:
        return sum(clerk.load for clerk in self._clerks)

    async def watch(self, offset: float) -> None:
        await asyncio.sleep(offset)
        cursor, looks, due = "", 0, self.session.now
        while True:
            try:
                async with self.session.looking:
                    if self.own.name or await self._introduce():
                        cursor = await self._look(cursor if looks % FULL_LOOK_EVERY else "")
                        looks += 1
            except Unreachable as gone:
                self.session.tally.complain("unreachable", str(gone))
            due = next_poll(due, self.session.now, self.poll_seconds, self._chance)
            await asyncio.sleep(due - self.session.now)

    def _as_listed(self) -> Own:
        """Ourselves as the address book has us; a body it does not list asks who it is."""
        book, unit = self.session.round.book, self.staff.unit
        name = book.names.get(unit, "") if unit is not None else ""
        sister = book.sisters.get(unit) if unit is not None else None
        place = place_of(name) if name else ""
        return Own(unit, name, place, self.staff.body, sister, book.committee_at, self.session.round.mark)

    async def _introduce(self) -> bool:
        answer = await self.session.server.get("/me", self.staff.poll)
        if answer.ok:
            unit = answer.body["unit"]
            self.own = replace(self.own, unit=unit["id"], name=unit["name"], place=place_of(unit["name"]))
        else:
            self.session.tally.complain(
                answer.code, f"{self.staff.code} {self.staff.body}: /me {answer.status}"
            )
        return answer.ok

    async def _look(self, cursor: str) -> str:
        query = {"since": cursor} if cursor else {}
        began = self.session.now
        answer = await self.session.server.get("/my-work", self.staff.poll, **query)
        if not answer.ok:
            self.session.tally.complain(answer.code, f"{self.staff.code}: /my-work {answer.status}")
            return cursor
        self.looked(answer.body["as_of"], began)
        for row in answer.body["items"]:
            self.notice(row)
        return str(answer.body["cursor"])

    def looked(self, as_of: str, began: float) -> None:
        self._as_of, self.looked_at = instant_of(as_of), began

    def notice(self, row: dict[str, Any]) -> None:
        self.rows[row["id"]] = row
        if not self.plays or self._is_cut(row["id"]) or self._is_none_of_ours(row):
            return
        for role in self.session.instructions.for_item(row["kind"], row["state"]):
            place = (row["id"], role)
            if self._seen.get(place, -1) < row["version"] and (clerk := self._clerk_for(role, row)):
                self._seen[place] = row["version"]
                clerk.hand(row["id"])

    def finished(self, item: str, role: str, version: int) -> None:
        """This role has seen the item as it is in this version and has nothing more to do on it."""
        self._seen[item, role] = max(version, self._seen.get((item, role), -1))

    def notice_again(self, item: str) -> None:
        """What was left alone until now: looked at anew."""
        if item in self.rows:
            for role in {clerk.post.role for clerk in self._clerks}:
                self._seen.pop((item, role), None)
            self.notice(self.rows[item])

    def _is_none_of_ours(self, row: dict[str, Any]) -> bool:
        """Marked as another round's, or lying here since before this round and not handed over to it."""
        if self.session.marks.foreign(str(row.get("subject") or "")):
            return True
        if row["id"] in self.session.handed_over or not row.get("received_at"):
            return False
        return self._as_of - instant_of(row["received_at"]) > self.session.elapsed + BEFORE_START_SECONDS

    def _is_cut(self, item: str) -> bool:
        return self.session.cut_until.get(item, 0.0) > self.session.now

    def _clerk_for(self, role: str, row: dict[str, Any]) -> "Clerk | None":
        """Whom the paper is assigned to; else the first of the role, who is the one cast for it."""
        able = [clerk for clerk in self._clerks if clerk.post.role == role]
        named = [clerk for clerk in able if clerk.post.mandate == row.get("assignee")]
        return next(iter(named or able), None)

    def forget(self, item: str, role: str) -> None:
        """Taken up again when the whole inbox is next looked through, five times at most."""
        self._tries[item, role] += 1
        if self._tries[item, role] < TRIES_PER_PAPER:
            self._seen.pop((item, role), None)

    def tell(self, item: str, missing: list[str]) -> None:
        """The message to the citizen that papers are missing."""
        if self.told:
            self.told(item, missing)

    def bridge_point(self, subject: str, states: Container[str]) -> str | None:
        """Our point of the meeting of this subject, once it is in one of these states."""
        for item, row in self.rows.items():
            right = row["kind"] == "bridge_point" and subject in str(row.get("subject") or "")
            if right and row["state"] in states:
                return item
        return None


class Clerk:
    """One person: opens a paper, reads it, thinks, acts, and only then takes the next."""

    def __init__(self, office: Office, post: Post, place: int) -> None:
        self.post = post
        self._office = office
        self._session = office.session
        self._chance = seeded(office.session.seed, office.staff.code, office.staff.body, post.role, place)
        self._papers: deque[str] = deque()
        self._working = False

    @property
    def load(self) -> int:
        return len(self._papers) + self._working

    def hand(self, item: str) -> None:
        self._papers.append(item)
        if not self._working:
            self._working = True
            self._session.spawn(self._work())

    async def _work(self) -> None:
        try:
            while self._papers:
                await self._deal_with(self._papers.popleft())
        finally:
            self._working = False

    async def _deal_with(self, item: str) -> None:
        try:
            opened = await self._open(item)
            decision = self._decide(opened) if opened else None
            if opened and decision:
                pause = self._session.pace.seconds(thought(self.post.role, self._chance))
                planned = self._session.now + pause
                await asyncio.sleep(pause)
                await self._do(decision, opened, planned)
        except Unreachable as gone:
            self._session.tally.complain("unreachable", str(gone))
            self._office.forget(item, self.post.role)
        except (KeyError, TypeError, ValueError) as unreadable:
            self._session.tally.complain("unreadable", f"{self.post.role} {item}: {unreadable!r}")

    async def _open(self, item: str) -> Opened | None:
        answer = await self._session.server.get(f"/items/{item}", self.post.token)
        if answer.ok:
            careless = self._chance.random() < self._session.error_rate
            return Opened(answer.body, self._office.own, careless)
        self._set_aside(item, "open", answer)
        return None

    def _decide(self, opened: Opened) -> Decision:
        if not self._is_ours(opened):
            return None
        plays = self._session.instructions.for_item(opened.raw["kind"], opened.state).get(self.post.role, [])
        for play in plays:
            decision = PLAYS[play](opened)
            if isinstance(decision, Draft) or (decision and opened.offers(decision.act)):
                return decision
        return None

    def _is_ours(self, opened: Opened) -> bool:
        """Papers of our round carry its mark; a dossier in flight since June has none and is handed over."""
        marks, text = self._session.marks, opened.all_text
        known = opened.id in self._session.handed_over or not marks.lacking(text)
        return known and not marks.foreign(text)

    async def _do(self, decision: Deed | Draft, opened: Opened, planned: float) -> None:
        if isinstance(decision, Draft):
            await self._draft(decision, opened, planned)
            return
        answer = await self._act(opened.id, decision.act, decision.body, opened.raw["version"], planned)
        if not answer.ok:
            self._set_aside(opened.id, decision.act, answer)
            return
        if decision.act == "request-supplement":
            self._office.tell(opened.id, decision.body["missing"])
        self._put_away(opened, answer.body)

    def _put_away(self, opened: Opened, moved: dict[str, Any]) -> None:
        """Who has read the papers and finds nothing more to do after the act need not open them again."""
        after = replace(opened, raw={**opened.raw, "state": moved.get("state"), "acts": None})
        if not after.changes_by_act and self._decide(after) is None:
            self._office.finished(opened.id, self.post.role, int(moved.get("version", 0)))

    async def _draft(self, draft: Draft, opened: Opened, planned: float) -> None:
        """The key names no version: a letter is answered once, however often it changed meanwhile."""
        key = self._session.key(opened.id, "answer")
        answer = await self._session.act(
            "draft-document", "/documents", draft.body, key=key, token=self.post.token, planned=planned
        )
        if not answer.ok:
            self._set_aside(opened.id, "draft-document", answer)
            return
        submitters = self._session.instructions.roles_of("submit_draft")
        if not submitters or self.post.role in submitters:
            version = answer.body.get("version", 0)
            await self._act(answer.body["id"], "submit-draft", {}, version, self._session.now)

    async def _act(self, item: str, act: str, body: dict[str, Any], version: int, planned: float) -> Answer:
        return await self._session.act(
            act,
            f"/items/{item}/{act}",
            body,
            key=self._session.key(item, act, version),
            token=self.post.token,
            planned=planned,
        )

    def _set_aside(self, item: str, act: str, answer: Answer) -> None:
        if answer.status == 404 and act == "open":
            return  # handed on to another unit while it lay in the queue
        self._office.forget(item, self.post.role)
