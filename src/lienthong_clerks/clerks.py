"""The clerks: now and then a look at the unit's inbox, one paper at a time in every pair of hands."""

import asyncio
from collections import Counter
from collections.abc import Callable, Container
from dataclasses import replace
from random import Random
from typing import Any

from lienthong_clerks.papers import place_of
from lienthong_clerks.plan import instant_of
from lienthong_clerks.play import PLAYS, SHOWS_EACH_THEIR_OWN, Decision, Deed, Draft, Opened, Own
from lienthong_clerks.session import Session
from lienthong_clerks.timing import POLL_SECONDS, next_poll, poll_seconds, seeded, thought
from lienthong_clerks.tokens import Post, Staff
from lienthong_clerks.wire import Answer, Unreachable

TRIES_PER_PAPER = 5
RETRY_LOOK_EVERY = 15
FULL_LOOK_EVERY = 60
"""Looks at the whole inbox instead of what is new in it: for papers that were set aside, and in any case."""

BEFORE_START_SECONDS = 60.0

KEPT = ("id", "kind", "state", "version", "subject", "assignee", "received_at")
"""Of each paper in the office, however many; what else it shows is kept until somebody has acted on it."""


class Office:
    """One unit: what its inbox shows, and who of its people takes which paper."""

    __slots__ = (
        "_as_of", "_clerks", "_due", "_has_set_aside", "_idle_looks", "_looks", "_papers", "_seen", "_shown", "_tries",
        "looked_at", "own", "plays", "rows", "session", "staff", "told",
    )  # fmt: skip

    def __init__(self, session: Session, staff: Staff, *, plays: bool) -> None:
        self.session = session
        self.staff = staff
        self.rows: dict[str, dict[str, Any]] = {}
        self._papers: dict[str, dict[str, Any]] = {}
        self.told: Callable[[str, list[str]], None] | None = None
        self.plays = plays
        self._looks = 0
        self._clerks = [Clerk(self, post, place) for place, post in enumerate(staff.posts)]
        self.looked_at = 0.0
        self._due = 0.0
        self._idle_looks = 0
        self._has_set_aside = True
        self._as_of = 0.0
        self._shown: dict[str, int] = {}
        self._seen: dict[tuple[str, str], int] = {}
        self._tries: Counter[tuple[str, str]] = Counter()
        self.own = self._as_listed()

    @property
    def queued(self) -> int:
        return sum(clerk.load for clerk in self._clerks)

    @property
    def look_after(self) -> float:
        """Seconds from one look to the next."""
        if self.session.round.played_by == "human":
            return POLL_SECONDS
        return poll_seconds(self.session.pace.speed, 0 if self.queued else self._idle_looks)

    async def watch(self, offset: float) -> None:
        await asyncio.sleep(offset)
        cursor, looks, self._due = "", 0, self.session.now
        while True:
            try:
                with self.session.server.in_line():
                    wanted_at = self.session.now
                    async with self.session.looking:
                        if self.own.name or await self._introduce():
                            cursor = await self._look(cursor, looks, wanted_at)
                            looks += 1
            except Unreachable as gone:
                self.session.tally.complain("unreachable", str(gone))
            self._due = next_poll(self._due, self.session.now, self.look_after, self._chance())
            while (left := self._due - self.session.now) > 0:
                # In short naps: an act of our own brings the next look forward.
                await asyncio.sleep(min(left, POLL_SECONDS))

    def _chance(self) -> Random:
        self._looks += 1
        return seeded(self.session.seed, self.staff.code, self.staff.body, self._looks)

    def _as_listed(self) -> Own:
        """Ourselves as the address book has us; a body it does not list asks who it is."""
        book, unit = self.session.round.book, self.staff.unit
        name = book.names.get(unit, "") if unit is not None else ""
        sister = book.sisters.get(unit) if unit is not None else None
        place = place_of(name) if name else ""
        province = (
            book.province_of.get(unit, self.staff.province) if unit is not None else self.staff.province
        )
        committees = book.committees_in(province)
        return Own(unit, name, place, self.staff.body, sister, committees, self.session.round.mark)

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

    async def _look(self, cursor: str, looks: int, wanted_at: float) -> str:
        whole = not cursor or looks % (RETRY_LOOK_EVERY if self._has_set_aside else FULL_LOOK_EVERY) == 0
        path, query = ("/my-work", {}) if whole else ("/next", {"since": cursor, **self._known()})
        began = self.session.now
        answer = await self.session.server.get(
            path, self.staff.poll, kind="look", wanted_at=wanted_at, **query
        )
        if not answer.ok:
            self.session.tally.complain(answer.code, f"{self.staff.code}: {path} {answer.status}")
            return cursor
        self._has_set_aside = self._has_set_aside and not whole
        self._idle_looks = 0 if answer.body["items"] and not whole else self._idle_looks + 1
        self.looked(answer.body["as_of"], began)
        for row in answer.body["items"]:
            self.notice(row)
        return cursor if whole and cursor else str(answer.body["cursor"])

    def _known(self) -> dict[str, str]:
        """What our own acts have shown since the last look and need not be told again."""
        shown, self._shown = self._shown, {}
        return {"known": ",".join(f"{item}.{version}" for item, version in shown.items())} if shown else {}

    def looked(self, as_of: str, began: float) -> None:
        self._as_of, self.looked_at = instant_of(as_of), began

    def notice(self, row: dict[str, Any]) -> None:
        self.rows[row["id"]] = {name: row.get(name) for name in KEPT}
        if row.get("acts") is not None:
            self._papers[row["id"]] = row
        elif self._papers.get(row["id"], row)["version"] != row["version"]:
            del self._papers[row["id"]]
        if not self.plays or self._is_cut(row["id"]) or self._is_none_of_ours(row):
            return
        for role in self.session.instructions.for_item(row["kind"], row["state"]):
            place = (row["id"], role)
            if self._seen.get(place, -1) < row["version"] and (clerk := self._clerk_for(role, row)):
                self._seen[place] = row["version"]
                clerk.hand(row["id"])

    def papers_of(self, item: str) -> dict[str, Any] | None:
        """What the look at the inbox showed of it, as long as it is still so."""
        return self._papers.get(item)

    def moved(self, item: str, answer: dict[str, Any]) -> None:
        """One of us has acted on it: what lay in the inbox is no longer so. The answer shows what is next there for us;
        where it does not say, we look sooner.
        """
        self._papers.pop(item, None)
        if shown := answer.get("shown"):
            self._shown[item] = shown["version"]
            self.notice(shown)
        elif "shown" in answer:
            self._has_gone(item)
        else:
            self._has_moved(item, answer)

    def _has_gone(self, item: str) -> None:
        """Closed, or with another unit: should it come back, it comes as something new."""
        self.rows.pop(item, None)
        for clerk in self._clerks:
            self._seen.pop((item, clerk.post.role), None)

    def _has_moved(self, item: str, answer: dict[str, Any]) -> None:
        if item in self.rows:
            self.rows[item] = {**self.rows[item], "state": answer.get("state")}
        self._idle_looks = 0
        self._due = min(self._due, self.session.now + self.look_after)

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
        self._papers.pop(item, None)
        self._has_set_aside = True
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

    __slots__ = ("_office", "_papers", "_papers_taken", "_place", "_session", "_working", "post")

    def __init__(self, office: Office, post: Post, place: int) -> None:
        self.post = post
        self._office = office
        self._session = office.session
        self._place, self._papers_taken = place, 0
        self._papers: list[str] = []
        self._working = False

    @property
    def load(self) -> int:
        return len(self._papers) + self._working

    def hand(self, item: str) -> None:
        self._papers.append(item)
        if not self._working:
            self._working = True
            self._session.spawn(self._work())

    def _chance(self) -> Random:
        """Made for each draw: kept for everybody of 3,321 units, they were most of the driver's memory."""
        self._papers_taken += 1
        staff = self._office.staff
        return seeded(
            self._session.seed, staff.code, staff.body, self.post.role, self._place, self._papers_taken
        )

    async def _work(self) -> None:
        try:
            while self._papers:
                await self._deal_with(self._papers.pop(0))
        finally:
            self._working = False

    async def _deal_with(self, item: str) -> None:
        try:
            opened = await self._open(item)
            decision = self._decide(opened) if opened else None
            if opened and decision:
                pause = self._session.pace.seconds(thought(self.post.role, self._chance()))
                planned = self._session.now + pause
                await asyncio.sleep(pause)
                await self._do(decision, opened, planned)
        except Unreachable as gone:
            self._session.tally.complain("unreachable", str(gone))
            self._office.forget(item, self.post.role)
        except (KeyError, TypeError, ValueError) as unreadable:
            self._session.tally.complain("unreadable", f"{self.post.role} {item}: {unreadable!r}")

    async def _open(self, item: str) -> Opened | None:
        """As it came with the inbox; what is not there, or shows each person something else, with our own eyes."""
        raw = self._office.papers_of(item)
        if raw is None or raw["kind"] in SHOWS_EACH_THEIR_OWN:
            answer = await self._session.server.get(f"/items/{item}", self.post.token, kind="open")
            if not answer.ok:
                self._set_aside(item, "open", answer)
                return None
            raw = answer.body
        careless = self._chance().random() < self._session.error_rate
        return Opened(raw, self._office.own, careless, self.post.role)

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
        self._put_away(opened, answer.body)
        self._office.moved(opened.id, answer.body)
        if decision.act == "request-supplement":
            self._office.tell(opened.id, decision.body["missing"])

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
        self._office.moved(answer.body["id"], answer.body)
        submitters = self._session.instructions.roles_of("submit_draft")
        if not submitters or self.post.role in submitters:
            version = answer.body.get("version", 0)
            submitted = await self._act(answer.body["id"], "submit-draft", {}, version, self._session.now)
            if submitted.ok:
                self._office.moved(answer.body["id"], submitted.body)

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
