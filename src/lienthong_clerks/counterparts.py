"""The world outside the units: letters from the city, citizens, conferences, cut lines. An open model: a call
starts at its planned instant whether or not the ones before it were answered."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from lienthong_clerks.citizens import Citizens, Slip
from lienthong_clerks.clerks import Office
from lienthong_clerks.enclosing import printed
from lienthong_clerks.memory import Memory
from lienthong_clerks.plan import Call, Case
from lienthong_clerks.session import Session
from lienthong_clerks.tokens import Tokens, Unfit
from lienthong_clerks.wire import Answer

CUT_SECONDS = 20.0
LOOK_FOR_POINT_SECONDS = 0.5
IN_MEETING = frozenset({"joined", "confirmed"})


class Refused(Exception):
    """The call was answered with a refusal, already counted; its case does not begin."""


Facts = dict[str, Any]


class Counterparts:
    def __init__(
        self, session: Session, memory: Memory, tokens: Tokens, citizens: Citizens, offices: dict[int, Office]
    ) -> None:
        self._session = session
        self._memory = memory
        self._tokens = tokens
        self._citizens = citizens
        self._offices = offices
        self._doors: dict[str, Callable[[Call, float], Awaitable[Facts]]] = {
            "documents.send": self._send_letter,
            "documents.recall": self._recall_letter,
            "dossiers.submit": self._submit_dossier,
            "dossiers.handed_over": self._handed_over,
            "dossiers.supplement": self._bring_papers,
            "reports.submit": self._submit_report,
            "meetings.convene": self._convene,
            "meetings.cut": self._cut_line,
        }
        self.done = False
        self._letters: dict[Case, asyncio.Future[str]] = defaultdict(_awaited)
        """Of each case the letter that was issued in it, once it is."""
        self._subjects = {
            call.scenario: str(call.body.get("subject") or "")
            for call in session.round.calls
            if call.name == "meetings.convene"
        }

    def refuse_unknown(self) -> None:
        unknown = sorted({call.name for call in self._session.round.calls} - set(self._doors))
        if unknown:
            raise Unfit(f"The round plans calls this driver does not know: {', '.join(unknown)}.")

    async def play(self) -> None:
        started = self._session.now
        self._hold_what_was_being_cut()
        calls = self._session.round.calls
        while calls:
            call = calls.popleft()
            known = self._memory.calls.get(call.expectation)
            if known:
                self._remember(call, known)
                continue
            planned = self._session.pace.instant(call.at_minute)
            await asyncio.sleep(planned - self._session.now)
            late_ms = self._lateness(planned, started)
            self._session.spawn(self._make(call, planned, late_ms))
        self.done = True

    def _hold_what_was_being_cut(self) -> None:
        """Before the people look: a call that is not kept yet will set its own end."""
        for expectation, point in self._memory.cuts.items():
            if expectation not in self._memory.calls:
                self._session.cut_until[point] = self._session.now + CUT_SECONDS

    def _lateness(self, planned: float, started: float) -> float | None:
        """None when the call fell due while a killed driver was being restarted: counted apart."""
        if self._memory.resumed and planned < started:
            self._session.tally.held_up += 1
            return None
        late_ms = max(self._session.now - planned, 0.0) * 1000
        self._session.tally.lateness.add(late_ms)
        return late_ms

    async def _make(self, call: Call, planned: float, late_ms: float | None) -> None:
        try:
            facts = await self._doors[call.name](call, planned)
        except Refused as refused:
            facts = {"refused": str(refused)}
        else:
            self._begin_case(call)
        facts = {**facts, "late_ms": late_ms}
        self._memory.keep_call(call.expectation, facts)

    def _begin_case(self, call: Call) -> None:
        if call.unit is not None:
            self._session.tally.cases.add(call.case)

    def _remember(self, call: Call, facts: Facts) -> None:
        if "refused" not in facts:
            self._begin_case(call)
        if facts.get("late_ms") is not None:
            self._session.tally.lateness.add(facts["late_ms"])
        else:
            self._session.tally.held_up += 1
        if facts.get("secret"):
            self._hand_slip(call, facts)
        if call.name == "dossiers.handed_over":
            self._take_over(call, facts["id"])
        if call.name == "documents.send" and "id" in facts:
            self._letters[call.case].set_result(facts["id"])
        if (left := facts.get("cut_until", 0.0) - time.time()) > 0:
            self._session.spawn(self._restore_line(call, self._office(call), facts["id"], left))

    def _hand_slip(self, call: Call, facts: Facts) -> None:
        office = self._offices.get(call.unit) if call.unit is not None else None
        self._citizens.keep(
            Slip(
                item=str(facts["id"]),
                kind=call.name.split(".")[0].rstrip("s"),
                code=facts["code"],
                secret=facts["secret"],
                case=call.case,
                patrolled=office is None or not office.plays,
            )
        )

    async def _once_or_twice(
        self, call: Call, path: str, body: Facts, planned: float, token: str = ""
    ) -> Facts:
        """The call, and when planned its twin some milliseconds later under the same key."""
        key = self._session.key(call.expectation)
        first = asyncio.ensure_future(
            self._session.act(call.name, path, body, key=key, token=token, planned=planned)
        )
        if call.repeat_after_ms is not None:
            await asyncio.sleep(call.repeat_after_ms / 1000)
            twin = await self._session.act(
                f"{call.name} twin", path, body, key=key, token=token, planned=self._session.now
            )
            self._compare(await first, twin)
        return _facts(await first)

    def _compare(self, first: Answer, twin: Answer) -> None:
        if first.ok and twin.ok and first.body.get("id") != twin.body.get("id"):
            self._session.tally.duplicates += 1

    async def _send_letter(self, call: Call, planned: float) -> Facts:
        token = self._city_token(call, "vptu" if call.body.get("side") == "party" else "trung_tam_cds")
        letter = call.body
        names = letter.pop("enclosures", [])
        facts = await self._once_or_twice(call, "/documents", letter, planned, token)
        for place, name in enumerate(names, 1):
            key = self._session.key(call.expectation, "enclosure", place)
            path = f"/items/{facts['id']}/enclosures"
            _facts(await self._session.enclose(path, name, printed(name), key=key, token=token))
        for act in ("submit-draft", "sign-document", "issue-document"):
            key = self._session.key(call.expectation, act)
            path = f"/items/{facts['id']}/{act}"
            _facts(await self._session.act(act, path, {}, key=key, token=token, planned=self._session.now))
        self._letters[call.case].set_result(facts["id"])
        return {"id": facts["id"]}

    async def _recall_letter(self, call: Call, planned: float) -> Facts:
        """The letter of the same case, as soon as it was issued: whoever sent it thinks better of it at once."""
        with self._session.waiting():
            letter = await self._letters[call.case]
        token = self._city_token(call, "trung_tam_cds")
        key, path = self._session.key(call.expectation), f"/items/{letter}/recall-document"
        planned = max(planned, self._session.now)
        _facts(await self._session.act(call.name, path, call.body, key=key, token=token, planned=planned))
        return {"id": letter}

    def _city_token(self, call: Call, usual: str) -> str:
        agencies = self._tokens.agencies_for(call.unit)
        return agencies.get(call.role) or agencies[usual]

    async def _submit_dossier(self, call: Call, planned: float) -> Facts:
        facts = await self._once_or_twice(call, "/public/dossiers", call.body, planned)
        return self._slip_facts(call, facts)

    async def _handed_over(self, call: Call, planned: float) -> Facts:
        """The dossier lies in the heir's inbox since the reorganisation; now its papers are brought over."""
        item = str(call.body["item"])
        self._take_over(call, item)
        return {"id": item}

    def _take_over(self, call: Call, item: str) -> None:
        self._session.handed_over.add(item)
        if call.unit in self._offices:
            self._offices[call.unit].notice_again(item)

    async def _bring_papers(self, call: Call, planned: float) -> Facts:
        slip, missing = await self._citizens.asked(call.case)
        papers = call.body.get("papers") or missing
        _facts(await self._citizens.bring(slip, papers, key=self._session.key(call.expectation)))
        return {"id": slip.item}

    async def _submit_report(self, call: Call, planned: float) -> Facts:
        facts = await self._once_or_twice(call, "/public/reports", call.body, planned)
        return self._slip_facts(call, facts)

    def _slip_facts(self, call: Call, facts: Facts) -> Facts:
        kept = {name: facts[name] for name in ("id", "code", "secret")}
        self._hand_slip(call, kept)
        return kept

    async def _convene(self, call: Call, planned: float) -> Facts:
        token = self._city_token(call, "trung_tam_cds")
        facts = await self._once_or_twice(call, "/meetings", call.body, planned, token)
        return {"id": facts["id"]}

    async def _cut_line(self, call: Call, planned: float) -> Facts:
        """Twenty real seconds without a line. The call is done when the line is cut; a driver killed while it
        cuts cuts again, under the same key, and the twenty seconds begin anew."""
        office = self._office(call)
        point = self._memory.cuts.get(call.expectation) or await self._point(office, call)
        self._memory.keep_cut(call.expectation, point)
        reason = str(call.body.get("reason") or "Mất đường truyền")
        seconds = call.hold_seconds or CUT_SECONDS
        self._session.cut_until[point] = self._session.now + seconds
        await self._move(call, office, point, "leave-meeting", {"reason": reason})
        self._session.spawn(self._restore_line(call, office, point, seconds))
        return {"id": point, "cut_until": time.time() + seconds}

    async def _restore_line(self, call: Call, office: Office, point: str, seconds: float) -> None:
        self._session.cut_until[point] = self._session.now + seconds
        await asyncio.sleep(seconds)
        if self._session.instructions.roles_of("rejoin_meeting"):
            office.notice_again(point)
        elif office.plays:
            await self._move(call, office, point, "join-meeting", {})

    def _office(self, call: Call) -> Office:
        if call.unit not in self._offices:
            raise Unfit(f"The round plans {call.name} at unit {call.unit}, which has no tokens here.")
        return self._offices[call.unit]

    async def _point(self, office: Office, call: Call) -> str:
        subject = str(call.body.get("subject") or self._subjects.get(call.scenario) or "")
        states = {call.waits_for} if call.waits_for else IN_MEETING
        ends_at = self._session.pace.origin + self._session.round.ends_at - self._session.round.starts_at
        with self._session.waiting():
            while self._session.now < ends_at:
                if point := office.bridge_point(subject, states):
                    return point
                await asyncio.sleep(LOOK_FOR_POINT_SECONDS)
        self._session.tally.errors["nothing_to_cut"] += 1
        raise Refused("nothing_to_cut")

    def _holder(self, office: Office) -> str:
        for role in sorted(self._session.instructions.roles_of("join_meeting")):
            for post in office.staff.of_role(role):
                return post.token
        return office.staff.poll

    async def _move(self, call: Call, office: Office, point: str, act: str, body: Facts) -> None:
        token = self._holder(office)
        key = self._session.key(call.expectation, act)
        _facts(
            await self._session.act(
                act, f"/items/{point}/{act}", body, key=key, token=token, planned=self._session.now
            )
        )


def _awaited() -> asyncio.Future[str]:
    return asyncio.get_running_loop().create_future()


def _facts(answer: Answer) -> Facts:
    if not answer.ok:
        raise Refused(answer.code)
    facts: Facts = answer.body
    return facts
