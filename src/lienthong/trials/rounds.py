"""One trial operation from the command line: plan as the centre, start clerks and verifier, wait, report."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from django.db import connection

from lienthong.ground import sql
from lienthong.ground.database.lost import LOST
from lienthong.ground.database.passwords import write_private
from lienthong.ground.database.servers import Server
from lienthong.hosting.serve import log_tail
from lienthong.hosting.supervisor import Child, Supervisor
from lienthong.hosting.template import plain_environment
from lienthong.hosting.worlds import database_of
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import n_of, percent
from lienthong.rehearsal.conduct import Conduct, Validity, validity
from lienthong.rehearsal.planning import actions
from lienthong.rehearsal.telling import queries
from lienthong.rehearsal.terms import HUMAN_DEMO_CODE, SYSTEM_LABELS, SYSTEMS, clerks_of
from lienthong.rehearsal.verifying.rates import Rates
from lienthong.trials.acting import as_centre
from lienthong.trials.clerk_tokens import write_clerk_tokens
from lienthong.trials.leftovers import still_played
from lienthong.trials.observing import PEOPLES_DRIVER, Observed, Trial, status_file

STARTS_IN_SECONDS = 8.0
"""Real time for the driver to read its plan, and for the verifier to wake."""

OVERTIME_SECONDS = 240.0
SETTLES_WITHIN_SECONDS = 90.0
INVALID_SETTLES_WITHIN_SECONDS = 300.0
"""Where the machine did not hold the pace the verifier is behind too; its last word changes nothing of the outcome."""

CHECKED_WITHIN_SECONDS = 60.0

STOPPED_SETTLES_WITHIN_SECONDS = 10.0
"""Who stopped it waits; what the verifier has not concluded by then it does at the next start."""

CLOSES_WITHIN_SECONDS = 15.0
DRIVER_TRIES = 10
LOOK_EVERY_SECONDS = 4.0
HEARD_WITHIN_SECONDS = 0.25
ENOUGH_REQUESTS = 500
"""Before so many were answered, a slow start says nothing of the machine."""

GO_LIVE_ON = date(2025, 7, 1)
CAMPAIGN = "Vận hành thử trước ngày 1/7/2025"

DATABASE_BACK_WITHIN_SECONDS = 30.0

T = TypeVar("T")
Show = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    units: str | Sequence[str]
    scenarios: Sequence[str] | None
    speed: float
    seed: int


class Operation:
    """The rounds of one served world. This process has entered the world as the application."""

    def __init__(self, server: Server, world: str, address: str, supervisor: Supervisor) -> None:
        self.server, self.world, self.address, self.supervisor = server, world, address, supervisor
        self.folder = server.home / "worlds" / world / "rounds"
        self.virtual: Trial | None = None
        self.human: Trial | None = None
        self.observed = Observed(server, self.folder)

    def begin(self, plan: Plan, *, people: bool) -> Trial:
        """Write down what is expected, then start: the clerks' round and, beside it, An Khánh's own, which goes on
        where people left it.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for tokens in self.folder.glob("clerks*.json"):
            tokens.unlink()  # of rounds that are over
        played_on = still_played() if people else None
        campaign = _campaign()
        self.virtual = _planned(campaign, plan, "virtual")
        if people:
            ours = Plan([HUMAN_DEMO_CODE], plan.scenarios, 1.0, plan.seed)
            self.human = Trial.going_on(played_on) if played_on else _planned(campaign, ours, "human")
        write_private(self._readers, json.dumps(_minted()))
        codes = _codes(self.virtual.number)
        for trial in self.trials:
            write_clerk_tokens(self._tokens(trial), codes, label=clerks_of(trial.number))
        self.observed.begin()
        for trial in (trial for trial in self.trials if not trial.goes_on):
            with as_centre() as centre:
                started = actions.start_round(trial.number, in_seconds=STARTS_IN_SECONDS, by=centre)
            trial.lasts_seconds = started["lasts_seconds"]
            trial.starts_at = time.monotonic() + STARTS_IN_SECONDS
        self.supervisor.start(self._verifier())
        for trial in self.trials:
            # In the human round it plays what comes from outside; An Khánh's own steps are left to people.
            self.supervisor.start(self._driver(trial))
        return self.virtual

    @property
    def trials(self) -> list[Trial]:
        return [trial for trial in (self.virtual, self.human) if trial is not None]

    def follow(self, told_to_stop: Event, show: Show) -> None:
        """Until the clerks are done, somebody stops the round, or it is far beyond its time."""
        assert self.virtual is not None
        until = self.virtual.begun_at + STARTS_IN_SECONDS + self.virtual.lasts_seconds + OVERTIME_SECONDS
        while not told_to_stop.is_set() and time.monotonic() < until:
            if self._is_driven(told_to_stop):
                return
            if self.supervisor.starts("driver") > DRIVER_TRIES:
                raise Refusal("round_not_driven", self._why_not_driven(), status=500)
            self._look(show)
        self.virtual.stopped_at_minute = self.virtual.minute
        self.virtual.overran = not told_to_stop.is_set()

    def _is_driven(self, told_to_stop: Event) -> bool:
        """Whether the clerks are done, known within one look; at once when somebody stops the round."""
        until = time.monotonic() + LOOK_EVERY_SECONDS
        while not told_to_stop.is_set() and time.monotonic() < until:
            if self.supervisor.wait("driver", HEARD_WITHIN_SECONDS) is not None:
                return True
        return False

    def _look(self, show: Show) -> None:
        """What the verifier signed last, and whether the machine still holds the pace."""
        assert self.virtual is not None
        self.observed.look()
        if signed := patiently(partial(queries.newest_numbers, self.virtual.number)):
            show(progress_line(self.virtual, signed))
        conduct = self.observed.conduct(self.virtual)
        is_overloaded = conduct.requests >= ENOUGH_REQUESTS and validity(conduct) is Validity.OVERLOADED
        if is_overloaded and self.virtual.conduct is None:
            # Said at once: until then every step that runs out of time would look like its unit's failure.
            patiently(partial(_note, self.virtual.number, conduct))
            self.virtual.conduct = conduct

    def close(self) -> None:
        """End An Khánh's own round, when nobody can play it any more. A program that is only stopped leaves it open."""
        if self.human is not None:
            self._end(self.human)
            self._settles(self.human, CLOSES_WITHIN_SECONDS)
            self._forget(self.human)

    def end(self, trial: Trial) -> None:
        """End the round and wait for the verifier's last word; an invalid round ends without it too."""
        self._end(trial)
        if trial.was_stopped:
            self._settles(trial, STOPPED_SETTLES_WITHIN_SECONDS)
        elif trial.conduct and validity(trial.conduct) is not Validity.VALID:
            self._settles(trial, INVALID_SETTLES_WITHIN_SECONDS)
        elif not self._settles(trial, SETTLES_WITHIN_SECONDS):
            raise Refusal(
                "round_not_settled", "Bộ phận kiểm chứng chưa kết luận xong đợt này sau 90 giây.", status=500
            )
        else:
            self._is_checked(trial)
        self._forget(trial)

    def _end(self, trial: Trial) -> None:
        self.observed.look()
        self.supervisor.stop(trial.driver)
        trial.conduct = self.observed.conduct(trial)
        patiently(partial(_ended, trial.number, trial.conduct))

    def _settles(self, trial: Trial, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not patiently(partial(queries.outstanding, trial.number)).settled:
            if time.monotonic() > until:
                return False
            time.sleep(0.3)
        return True

    def _is_checked(self, trial: Trial) -> None:
        """Give the verifier the time to hold the round against its records; `rehearse verify` does it at any time."""
        until = time.monotonic() + CHECKED_WITHIN_SECONDS
        while not patiently(partial(queries.outstanding, trial.number)).checked and time.monotonic() < until:
            time.sleep(0.3)

    def _forget(self, trial: Trial) -> None:
        """Its secrets open nothing any more, and do not lie about."""
        if patiently(partial(_forgotten, trial.number)):
            self._readers.unlink(missing_ok=True)
        self._tokens(trial).unlink(missing_ok=True)

    def _tokens(self, trial: Trial) -> Path:
        return self.folder / f"clerks-{trial.number}.json"

    @property
    def _readers(self) -> Path:
        return self.folder / "readers.json"

    def _driver(self, trial: Trial) -> Child:
        """No database login and not even the home: it knows the API and its file of tokens."""
        environment = plain_environment(self.server.home)
        del environment["LIENTHONG_HOME"]
        command = (
            sys.executable, "-m", "lienthong_clerks", "--server", self.address, "--tokens", str(self._tokens(trial)),
            "--round", str(trial.number), "--status", str(status_file(self.folder, trial)),
        )  # fmt: skip
        return Child(trial.driver, command, environment, finished=frozenset({0, 3}), beats=True)

    def _verifier(self) -> Child:
        environment = {
            "LIENTHONG_VERIFIER_DB": self.server.url(database_of(self.world), "verifier"),
            "LIENTHONG_API": f"{self.address}/api/v1",
            "LIENTHONG_VERIFIER_TOKENS": str(self._readers),
        }
        command = (sys.executable, "-m", "lienthong.rehearsal.verifying.verifier")
        return Child("verifier", command, plain_environment(self.server.home) | environment, beats=True)

    def _why_not_driven(self) -> str:
        log = self.supervisor.log_of("driver")
        return f"Các cán bộ ảo không chạy xong đợt diễn tập. Nhật ký {log}:\n{log_tail(log)}"


def patiently(asked: Callable[[], T]) -> T:
    """A database that was killed is back within seconds: ask again over a fresh connection."""
    until = time.monotonic() + DATABASE_BACK_WITHIN_SECONDS
    while True:
        try:
            return asked()
        except LOST:
            if time.monotonic() > until:
                raise
        connection.close()
        time.sleep(0.5)


def _ended(number: int, conduct: Conduct) -> None:
    _note(number, conduct)
    with as_centre() as centre:
        actions.end_round(number, by=centre)


def _note(number: int, conduct: Conduct) -> None:
    with as_centre() as centre:
        actions.note_conduct(number, conduct, by=centre)


def progress_line(trial: Trial, rates: Rates) -> str:
    steps = (
        f"{SYSTEM_LABELS[name]} {percent(rate['passed'], rate['planned'])}"
        for name in SYSTEMS
        if (rate := rates["systems"][name]["step_rate"])
    )
    whole = rates["all_systems"]
    return f"Vòng {trial.number}: {' · '.join(steps)} · trọn cả bốn {n_of(whole['passed'], whole['planned'])}"


def _forgotten(number: int) -> bool:
    with as_centre():
        return actions.forget_round(number)


def _campaign() -> int:
    campaign = sql.value(int, "select max(id) from campaign")
    if campaign is not None:
        return campaign
    with as_centre() as centre:
        return int(actions.open_campaign(CAMPAIGN, GO_LIVE_ON, by=centre)["id"])


def _planned(campaign: int, plan: Plan, played_by: str) -> Trial:
    with as_centre() as centre:
        planned = actions.plan_round(
            campaign, units=plan.units, scenarios=plan.scenarios, seed=plan.seed, speed=plan.speed,
            played_by=played_by, kind="pilot" if plan.units == "pilot" else "full", by=centre,
        )  # fmt: skip
    driver = "driver" if played_by == "virtual" else PEOPLES_DRIVER
    return Trial(planned["round"], plan.speed, planned, driver)


def _minted() -> dict[str, str]:
    with as_centre():
        return actions.mint_readers()


def _codes(number: int) -> list[str]:
    return sql.values(
        str,
        "select code from round_unit where round = (select id from trial_round where number = %s)",
        (number,),
    )
