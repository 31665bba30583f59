"""One instance, line by line: what passes, what fails, what runs out."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.rehearsal.scripts.catalogue import shipped
from lienthong.rehearsal.scripts.order import Order
from lienthong.rehearsal.terms import Verdict
from lienthong.rehearsal.verifying.evaluation import Case
from lienthong.rehearsal.verifying.terms import Check, Due, Line, Outcome, Setting

START = datetime(2025, 7, 1, 0, 30, tzinfo=UTC)
WARD, PARTY, CENTRE, OTHER = 1, 2, 3, 4
CLERK, LEADER, EXPERT, COLLEAGUE, TECHNICIAN = 11, 12, 13, 14, 15
LETTER, DRAFT, ANSWER, COPY = (UUID(int=n) for n in range(1, 5))

ROLES = {
    CLERK: "van_thu",
    LEADER: "lanh_dao",
    EXPERT: "chuyen_vien",
    COLLEAGUE: "van_thu",
    TECHNICIAN: "ky_thuat",
}


class Story:
    """A case of the letters' scenario; each line comes a second after the one before."""

    def __init__(
        self, params: Mapping[str, Any], scenario: str = "van-ban-den-di", speed: float = 60, **setting: Any
    ) -> None:
        pinned = shipped()[scenario].scenario
        dues = {
            step.id: Due(number, step.id, _post(step.role), step.start_within, step.within)
            for number, step in enumerate(pinned.steps)
        }
        self.steps = [step.id for step in pinned.steps]
        self.case = Case(
            1, Order(pinned, params),
            {"unit": WARD, "dang_uy": PARTY, "trung_tam": CENTRE, "lang_gieng": OTHER}, dues, 0,
            Setting(speed, START, **{"is_open_ended": False, "played_by": "human", **setting}),
        )  # fmt: skip
        self.at = START
        self.outcomes: list[Outcome] = []
        self.checks: list[Check] = []

    def line(
        self,
        verb: str,
        item: UUID = LETTER,
        *,
        unit: int | None = WARD,
        to: int = WARD,
        by: int | None = None,
        after: float = 1,
        facts: Mapping[str, Any] | None = None,
        door: str | None = None,
    ) -> "Story":
        self.at += timedelta(seconds=after)
        number = int((self.at - START).total_seconds() * 1000)
        kind = "draft" if item == DRAFT else "delivery"
        outcomes, checks = self.case.happens(
            Line(
                number,
                self.at,
                verb,
                item,
                kind,
                unit,
                to,
                by,
                WARD,
                ROLES.get(by or 0, ""),
                by,
                facts or {},
                door,
            )
        )
        self.outcomes += outcomes
        self.checks += checks
        return self

    def agree(self, wrong: str = "") -> "Story":
        """Answer the checks that wait: all hold, or `wrong` does not."""
        waiting, self.checks = self.checks, []
        for check in waiting:
            self.outcomes += self.case.checked(check.step, wrong, {"read": []}, self.at)
            self.checks += self.case.follow_up()
        return self

    def arrives(self) -> "Story":
        return self.line("delivery.arrived", unit=CENTRE)

    def verdicts(self) -> dict[str, str]:
        return {self.steps[outcome.expectation]: outcome.verdict.value for outcome in self.outcomes}


def _post(role: str) -> int | None:
    return next((post for post, known in ROLES.items() if known == role), None)


def answered(**setting: Any) -> Story:
    story = Story({"sai_noi_nhan": False}, **setting).arrives()
    story.line("delivery.registered", by=CLERK).agree()
    story.line("delivery.directed", by=LEADER).line("draft.created", DRAFT, by=EXPERT)
    story.line("draft.submitted", DRAFT, by=EXPERT).line("draft.signed", DRAFT, by=LEADER)
    story.line("draft.issued", DRAFT, by=CLERK, facts={"content_hash": "abc"})
    story.line("delivery.arrived", ANSWER, to=CENTRE, by=CLERK).line(
        "delivery.arrived", COPY, to=PARTY, by=CLERK
    )
    return story.line("delivery.answered", by=CLERK).agree().agree()


def test_a_letter_answered_by_the_right_people_passes_every_step() -> None:
    story = answered()
    assert set(story.verdicts()) == set(story.steps) - {"tra_lai"}
    assert set(story.verdicts().values()) == {"PASS"}
    assert all(outcome.on_time and outcome.conforming for outcome in story.outcomes)
    assert story.case.is_settled
    assert story.case.items == {"item": LETTER, "du_thao": DRAFT, "tra_loi": ANSWER, "ban_sao": COPY}


def test_a_token_in_a_round_of_people_is_a_machine_and_in_a_round_of_clerks_a_clerk() -> None:
    for played_by, door, kind in (
        ("human", "api", "machine"), ("human", "program", "machine"), ("human", "page", "human"),
        ("human", None, "human"), ("virtual", "api", "virtual"),
    ):  # fmt: skip
        story = Story({"sai_noi_nhan": False}, played_by=played_by).arrives()
        story.line("delivery.registered", by=CLERK, door=door).agree()
        assert [(o.verdict.value, o.actor_kind) for o in story.outcomes][1:] == [("PASS", kind)]


def test_an_assisting_technician_by_token_is_a_machine_too() -> None:
    story = Story({"sai_noi_nhan": False}).arrives()
    story.line("delivery.registered", by=TECHNICIAN, door="api").agree()
    assert (story.outcomes[1].verdict.value, story.outcomes[1].actor_kind) == ("PASS", "machine")


def test_a_second_item_of_a_name_is_neither_out_of_order_nor_proof() -> None:
    story = Story({"sai_noi_nhan": False}).arrives()
    story.line("delivery.registered", by=CLERK).agree()
    story.line("delivery.directed", by=LEADER).line("draft.created", DRAFT, by=EXPERT)
    before = story.verdicts()
    other = UUID(int=99)
    for verb in ("draft.created", "draft.submitted", "draft.signed"):
        story.line(verb, other, by=EXPERT)
    story.line("delivery.arrived", other, unit=CENTRE)
    assert story.verdicts() == before
    assert all(outcome.conforming for outcome in story.outcomes)
    story.line("draft.submitted", DRAFT, by=EXPERT).line("draft.signed", DRAFT, by=LEADER)
    assert story.verdicts() == {**before, "trinh_ky": "PASS", "ky": "PASS"}


def test_a_step_waits_for_the_proofs_others_must_read() -> None:
    story = Story({"sai_noi_nhan": False}).arrives().line("delivery.registered", by=CLERK)
    assert [check.step for check in story.checks] == ["vao_so"]
    assert "vao_so" not in story.verdicts()
    assert story.agree("incoming_number not unique").verdicts()["vao_so"] == "FAIL"


def test_registering_a_letter_meant_for_somebody_else_leaves_the_legal_orders() -> None:
    story = Story({"sai_noi_nhan": True}).arrives().line("delivery.registered", by=CLERK)
    [_, wild] = story.outcomes
    assert (story.steps[wild.expectation], wild.verdict, wild.conforming) == ("tra_lai", Verdict.FAIL, False)
    story.line("delivery.returned", by=CLERK)
    assert story.verdicts()["tra_lai"] == "FAIL"  # it must not have been registered


def test_returning_a_misaddressed_letter_passes_once_the_sender_reads_it() -> None:
    story = Story({"sai_noi_nhan": True}).arrives().line("delivery.returned", by=CLERK)
    assert "tra_lai" not in story.verdicts()
    assert story.agree().verdicts()["tra_lai"] == "PASS"


def test_a_step_skipped_is_non_conforming_and_later_ones_do_not_count() -> None:
    story = Story({"sai_noi_nhan": False}).arrives().line("delivery.directed", by=LEADER)
    assert [o.conforming for o in story.outcomes] == [True, False]


def test_events_the_scenario_does_not_speak_of_change_nothing() -> None:
    story = Story({"sai_noi_nhan": False}).arrives().line("delivery.completed", by=CLERK)
    assert len(story.outcomes) == 1


def test_whose_hands_decide() -> None:
    for by, verdict, kind in (
        (CLERK, "PASS", "human"), (COLLEAGUE, "PASS", "stand_in"), (TECHNICIAN, "PASS_ASSISTED", "technician"),
        (LEADER, "FAIL", "other"),
    ):  # fmt: skip
        story = Story({"sai_noi_nhan": False}).arrives().line("delivery.registered", by=by).agree()
        assert (story.outcomes[-1].verdict, story.outcomes[-1].actor_kind) == (verdict, kind)


def test_in_a_virtual_round_the_cast_is_no_human() -> None:
    assert {o.actor_kind for o in answered(played_by="virtual").outcomes} == {"virtual", "counterpart", ""}


def test_a_limit_runs_out_once() -> None:
    story = Story({"sai_noi_nhan": False}).arrives()
    deadline = story.case.deadline("vao_so")
    assert deadline == story.at + timedelta(seconds=60)  # an hour at sixty times the speed
    assert story.case.overdue(deadline) == []
    [late] = story.case.overdue(deadline + timedelta(seconds=4))
    assert (story.steps[late.expectation], late.verdict) == ("vao_so", Verdict.TIMEOUT)
    assert story.case.overdue(deadline + timedelta(hours=1)) == []


def test_a_slow_look_is_nobodys_failure() -> None:
    story = Story({"sai_noi_nhan": False}).arrives()
    story.line("delivery.registered", by=CLERK).agree()
    story.line("delivery.directed", by=LEADER).line("draft.created", DRAFT, by=EXPERT)
    story.line("draft.submitted", DRAFT, by=EXPERT).line("draft.signed", DRAFT, by=LEADER)
    story.line("draft.issued", DRAFT, by=CLERK, facts={"content_hash": "abc"})
    story.line("delivery.arrived", ANSWER, to=CENTRE, by=CLERK)
    story.line("delivery.arrived", COPY, to=PARTY, by=CLERK).line("delivery.answered", by=CLERK)
    assert "den_noi" in [check.step for check in story.checks]
    assert story.case.overdue(story.at + timedelta(minutes=10)) == []
    assert story.case.next_deadline() is None
    assert story.agree().verdicts()["den_noi"] == "PASS"


def test_what_comes_after_its_limit_is_late_though_nobody_had_noticed() -> None:
    story = Story({"sai_noi_nhan": False}).arrives().line("delivery.registered", by=CLERK, after=61)
    assert story.verdicts()["vao_so"] == "TIMEOUT"


def test_passed_but_begun_late_is_not_on_time() -> None:
    story = Story({"sai_noi_nhan": False}).arrives().line("delivery.registered", by=CLERK, after=40).agree()
    assert (story.outcomes[-1].verdict, story.outcomes[-1].on_time) == (Verdict.PASS, False)


def test_people_of_an_open_ended_round_are_never_timed_out() -> None:
    story = Story({"sai_noi_nhan": False}, speed=1, is_open_ended=True).arrives()
    assert story.case.overdue(START + timedelta(days=3)) == []
    story.line("delivery.registered", by=CLERK, after=86_400).agree()
    assert (story.outcomes[-1].verdict, story.outcomes[-1].on_time) == (Verdict.PASS, False)


def test_counterparts_have_real_limits_in_any_round() -> None:
    story = Story({"sai_noi_nhan": False}, speed=1, is_open_ended=True)
    assert [o.verdict for o in story.case.overdue(START + timedelta(seconds=64))] == [Verdict.TIMEOUT]


def test_the_end_of_a_round_says_what_never_began_and_what_could_not() -> None:
    story = Story({"sai_noi_nhan": False}).arrives()
    story.outcomes += story.case.close()
    assert story.verdicts() == {
        "gui_den": "PASS", "vao_so": "NOT_STARTED",
        **dict.fromkeys(["chi_dao", "soan_tra_loi", "trinh_ky", "ky", "phat_hanh", "den_noi"], "BLOCKED"),
    }  # fmt: skip
    assert story.case.is_settled


def test_what_was_decided_in_an_earlier_life_is_not_decided_again() -> None:
    story = Story({"sai_noi_nhan": False})
    story.case.settle("gui_den", START + timedelta(seconds=1))
    story.case.settle("vao_so", None)
    story.arrives().line("delivery.registered", by=CLERK).line("delivery.directed", by=LEADER)
    assert story.verdicts() == {"chi_dao": "PASS"}


def test_a_cut_line_must_last_and_holds_up_the_limit() -> None:
    def rejoined(after: float) -> Story:
        story = Story({}, "hoi-nghi")
        story.line("meeting.convened", UUID(int=9), unit=CENTRE, to=CENTRE)
        story.line("bridge_point.joined", by=TECHNICIAN).line("bridge_point.code_answered", by=TECHNICIAN)
        story.line("bridge_point.left", by=TECHNICIAN)
        return story.line("bridge_point.joined", by=TECHNICIAN, after=after).agree()

    assert rejoined(5).verdicts()["vao_lai"] == "FAIL"
    assert rejoined(21).verdicts()["vao_lai"] == "PASS"
    assert (
        rejoined(45).verdicts()["vao_lai"] == "PASS"
    )  # thirty minutes at sixty times the speed, and the cut
    assert rejoined(51).verdicts()["vao_lai"] == "TIMEOUT"
