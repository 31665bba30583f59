"""Every state that is not final has a way out, and every act that may be done by mistake one that undoes it, or a
reason why there is none. Whoever adds a state or an act is asked here.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

import lienthong
from lienthong.work.desks import registry
from lienthong.work.items.terms import Move
from tests.house.source import decorators, functions, trees

UNDONE_BY: dict[str, tuple[str, ...]] = {
    # letters
    "draft_document": ("discard_draft",),
    "change_draft": ("change_draft",),
    "change_addressees": ("change_addressees",),
    "enter_receipt": ("enter_receipt",),
    "make_group": ("remove_group",),
    "change_group": ("change_group",),
    "remove_group": ("make_group",),
    "keep_outside_body": ("remove_outside_body",),
    "remove_outside_body": ("keep_outside_body",),
    "enclose_file": ("remove_enclosure",),
    "remove_enclosure": ("enclose_file",),
    "rename_enclosure": ("rename_enclosure",),
    "place_enclosure": ("place_enclosure",),
    "edit_draft": ("edit_draft", "send_back_draft"),
    "pass_draft": ("withdraw_submission", "send_back_draft"),
    "return_draft": ("submit_draft",),
    "enter_abbreviation": ("enter_abbreviation",),
    "decide_checking": ("decide_checking",),
    "submit_draft": ("withdraw_submission", "send_back_draft", "return_draft"),
    "send_back_draft": ("submit_draft",),
    "discard_draft": ("restore_draft",),
    "restore_draft": ("discard_draft",),
    "sign_document": ("withdraw_signature",),
    "sign_with_certificate": ("withdraw_signature",),
    "register_certificate": ("withdraw_certificate",),
    "withdraw_certificate": ("register_certificate",),
    "withdraw_submission": ("submit_draft",),
    "withdraw_signature": ("sign_document",),
    "issue_document": ("recall_document",),
    "recall_document": ("withdraw_recall",),
    "withdraw_recall": ("recall_document",),
    "refuse_recall": ("agree_to_recall",),
    "register_delivery": ("unregister_delivery",),
    "unregister_delivery": ("register_delivery",),
    "register_outside_letter": ("cancel_number",),
    "enter_paper_letter": ("correct_paper_letter",),
    "correct_paper_letter": ("correct_paper_letter",),
    "make_copy": ("withdraw_submission",),
    "take_in_letter": ("return_delivery",),
    "register_between": ("unregister_delivery",),
    "cancel_number": ("restore_number",),
    "restore_number": ("cancel_number",),
    "direct_many": ("withdraw_direction",),
    "sign_many": ("withdraw_signature",),
    "report_part": ("reopen_part",),
    "reopen_part": ("report_part",),
    "close_period": ("reopen_period",),
    "reopen_period": ("close_period",),
    "direct_delivery": ("withdraw_direction", "direct_delivery"),
    "withdraw_direction": ("direct_delivery",),
    "complete_delivery": ("reopen_delivery",),
    "reopen_delivery": ("complete_delivery",),
    "return_delivery": ("withdraw_return",),
    "withdraw_return": ("return_delivery",),
    # files of work
    "open_file": ("discard_file",),
    "change_file": ("change_file",),
    "collect_items": ("take_out_item",),
    "collect_item": ("take_out_item",),
    "take_out_item": ("collect_items",),
    "close_file": ("reopen_file",),
    "reopen_file": ("close_file",),
    "hand_over_file": ("withdraw_hand_over", "return_file"),
    "withdraw_hand_over": ("hand_over_file",),
    "return_file": ("hand_over_file",),
    "receive_file": ("withdraw_receipt",),
    "withdraw_receipt": ("receive_file",),
    "discard_file": ("restore_file",),
    "restore_file": ("discard_file",),
    # dossiers
    "take_in_dossier": ("void_dossier",),
    "receive_dossier": ("void_dossier",),
    "void_dossier": ("restore_dossier",),
    "restore_dossier": ("void_dossier",),
    "request_supplement": ("withdraw_supplement_request",),
    "withdraw_supplement_request": ("request_supplement",),
    "accept_supplement": ("request_supplement",),
    "assess_dossier": ("send_back_dossier",),
    "send_back_dossier": ("assess_dossier",),
    "sign_dossier": ("withdraw_dossier_signature",),
    "withdraw_dossier_signature": ("sign_dossier",),
    "return_dossier": ("withdraw_result",),
    "withdraw_result": ("return_dossier",),
    "refuse_dossier": ("withdraw_refusal",),
    "withdraw_refusal": ("refuse_dossier",),
    # reports
    "route_report": ("call_back_report",),
    "call_back_report": ("route_report",),
    "take_report": ("put_back_report",),
    "put_back_report": ("take_report",),
    "answer_report": ("withdraw_answer",),
    "withdraw_answer": ("answer_report",),
    "refuse_report": ("withdraw_report_refusal",),
    "withdraw_report_refusal": ("refuse_report",),
    "transfer_report": ("transfer_report", "route_report"),
    # meetings
    "convene_meeting": ("cancel_meeting",),
    "join_meeting": ("leave_meeting",),
    "leave_meeting": ("join_meeting",),
    "close_meeting": ("reopen_meeting",),
    "reopen_meeting": ("close_meeting",),
    # incidents
    "report_incident": ("withdraw_incident",),
    "withdraw_incident": ("reopen_incident",),
    "take_incident": ("put_back_incident",),
    "put_back_incident": ("take_incident",),
    "resolve_incident": ("reopen_incident",),
    "reopen_incident": ("withdraw_incident",),
    # questions between bodies
    "ask_body": ("withdraw_request", "withdraw_question"),
    "accept_request": ("put_back_request",),
    "put_back_request": ("accept_request",),
    # a citizen's data
    "restrict_person": ("release_person",),
    "release_person": ("restrict_person",),
    "correct_dossier": ("correct_dossier",),
    "correct_report": ("correct_report",),
    # any item
    "assign_item": ("assign_item",),
    "take_item": ("hand_back_item",),
    "hand_back_item": ("take_item",),
    "hand_many": ("assign_item",),
    # the calendar
    "enter_decision": ("withdraw_decision",),
    "approve_decision": ("withdraw_decision",),
    "withdraw_decision": ("enter_decision",),
    "attach_file": ("withdraw_paper",),
    "withdraw_paper": ("attach_file",),
    # who signs, who has access
    "delegate_authority": ("withdraw_delegation",),
    "give_account": ("stop_account",),
    "stop_account": ("reopen_account",),
    "reopen_account": ("stop_account",),
    # other systems
    "create_webhook": ("delete_webhook",),
    "stop_webhook": ("resume_webhook",),
    "resume_webhook": ("stop_webhook",),
    "connect_exchange": ("disconnect_exchange",),
    "disconnect_exchange": ("connect_exchange",),
    # reorganisation
    "approve_plan": ("reverse_plan",),
    "change_plan_head": ("change_plan_head",),
    "add_transition": ("remove_transition",),
    "change_transition": ("change_transition",),
    "remove_transition": ("add_transition",),
    "write_rule": ("withdraw_rule",),
    "write_commune_rules": ("withdraw_rule",),
    "withdraw_rule": ("write_rule",),
    "apply_rules": ("take_back_items",),
    "start_rules": ("take_back_items",),
    "decide_items": ("take_back_items",),
    "decide_street": ("take_back_items",),
    "take_back_items": ("decide_items",),
    "decide_mandates": ("decide_mandates",),
    "name_successor": ("name_successor",),
    "offer_world": ("withdraw_import",),
    "sign_import": ("withdraw_import",),
    # rounds
    "start_round": ("end_round",),
    "open_finding": ("close_finding",),
}
"""Act → the acts that undo it; any of them."""

ITS_CITIZEN = "a citizen's own word; who received it refuses, voids or answers it"
IT_PROVES = "it says what somebody saw or counted; what is found later is said by another act"
OF_A_ROUND = "a trial is a record: what went wrong in it is voided with four eyes, never undone"
BY_ITSELF = "the system does it because of what others did, and does it again"
FOR_THEMSELVES = "somebody's own access, which they change again"

SEALED = "the seal stands in the file every addressee holds; the letter is recalled"

NO_WAY_BACK: dict[str, str] = {
    "issue_on_paper": "the paper went out under its number before it was entered; what was entered of it is corrected",
    "comment_on_draft": "what was said is said; another comment follows",
    "enter_term": "a committee's term is given by its congress; numbers given in it stay, and the next term ends it",
    "agree_to_recall": "the sender has its letter back and was told; it sends the letter again",
    "ask_back_letter": "its sender's wish, said in another system; the addressee answers it",
    "ask_back_copies": "the same, as the desk keeps it",
    "remind_addressees": "who was reminded was told; nothing else changed",
    "seal_document": SEALED,
    "seal_with_certificate": SEALED,
    "answer_delivery": "closed by the answer that was issued: what was issued is recalled",
    "read_part": "who has seen it has seen it",
    "withdraw_part": "whoever it was given to was told; directing the letter again gives another",
    "withdraw_request": "the body asked was told that no answer is needed; it is asked anew",
    "withdraw_question": "the same, from the page of what was asked about",
    "answer_request": "the asker has the answer; another is asked for",
    "decline_request": "the asker was told and may have asked another body; it is asked anew",
    "cancel_meeting": "everybody called was told; the meeting is called anew",
    "answer_code": "whoever said the code sat there and saw it",
    "submit_report": ITS_CITIZEN,
    "reopen_report": ITS_CITIZEN,
    "submit_dossier": ITS_CITIZEN,
    "supplement_dossier": ITS_CITIZEN,
    "make_dossier_of_report": "the report stays as it was; the dossier is voided or refused",
    "write_letter_on_report": "the report stays as it was; the draft is discarded",
    "move_promises": "dates follow the calendar: where its decision is withdrawn, they are moved again by the same act",
    "tell_person": "what somebody was told about themselves is told",
    "move_on_unattended": "whoever has it now hands it on or back as their desk does",
    "withdraw_delegation": "a signature's authority is given by a new paper, with its own number and days",
    "delete_webhook": "the address's key is gone with it; it is created anew",
    "pause_failing_webhook": BY_ITSELF,
    "retry_consignment": "what has left has left: a letter is recalled",
    "note_course": "another system said so; what it says next stands in its place",
    "flip_plans": BY_ITSELF,
    "go_on_applying": BY_ITSELF,
    "note_conduct": BY_ITSELF,
    "draft_plan": "a draft is changed sentence by sentence; what is never approved is in force nowhere",
    "prepare_plan": "what is prepared is known and nowhere in force; prepared again it follows the draft",
    "reconcile": IT_PROVES,
    "confirm_totals": IT_PROVES,
    "second_decision": "the second pair of eyes: a decision both stand for is taken back as any other",
    "reverse_plan": "what was reversed is law that no longer holds; it is planned anew",
    "take_over_work": "assigned to successors; each item is assigned otherwise",
    "prepare_staff": "believable people of a trial, made once",
    "carry_staff_over": "a proposal: each mandate is decided, and decided otherwise",
    "withdraw_import": "the file is offered again",
    "open_campaign": OF_A_ROUND,
    "plan_round": OF_A_ROUND,
    "end_round": OF_A_ROUND,
    "withdraw_unit": OF_A_ROUND,
    "request_void": OF_A_ROUND,
    "confirm_void": OF_A_ROUND,
    "close_finding": "it is opened anew",
    "advance_clock": "time goes forward only",
    "reset_account": "the old password is known to nobody; another is given",
    "end_access": FOR_THEMSELVES,
    "remove_factor": FOR_THEMSELVES,
    "set_password": FOR_THEMSELVES,
    "change_password": FOR_THEMSELVES,
    "end_own_sessions": FOR_THEMSELVES,
    "confirm_factor": FOR_THEMSELVES,
    "use_recovery_code": FOR_THEMSELVES,
}
"""Act → why nothing undoes it."""


OTHER_STATES: dict[str, dict[str, str]] = {
    "lienthong.reorganisation.plans.terms.STATE_LABELS": {
        "draft": "approve_plan", "approved": "reverse_plan", "flipped": "reverse_plan",
        "reversed": "final: it is planned anew",
    },
    "lienthong.exchange.webhooks.terms.STATES": {
        "active": "stop_webhook", "paused": "resume_webhook", "deleted": "final: its key is gone",
    },
}  # fmt: skip
"""States of what is no work item → the act that leads out of each, or why none does."""


@cache
def _moves() -> tuple[Move, ...]:
    """Every move a module of the house holds, alone, in a table or in a tuple, and what desks describe."""
    listed = [act.move for kind in registry.kinds() for act in registry.acts_on(kind.name)]
    return (*listed, *_written_down())


def _written_down() -> Iterator[Move]:
    for module in pkgutil.walk_packages(lienthong.__path__, "lienthong."):
        if ".migrations" in module.name or module.name.endswith(("__main__", "wsgi")):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            held = (
                value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
            )
            yield from (one for one in held if isinstance(one, Move))


def stuck(moves: tuple[Move, ...]) -> set[tuple[str, str]]:
    """States, by kind, that are neither final nor left by any move."""
    final = {(move.kind, move.to) for move in moves if move.closes}
    left = {(move.kind, state) for move in moves if move.to for state in move.states if state != move.to}
    every = {(kind.name, state) for kind in registry.kinds() for state in kind.states}
    return every - final - left


def test_every_state_that_is_not_final_has_a_way_out() -> None:
    assert len(_moves()) > 60
    assert not stuck(_moves()), stuck(_moves())


def test_a_new_state_without_a_way_out_is_found() -> None:
    """The check itself: take the only way out of a state away, and it says so."""
    ways_out = ("sign_document", "sign_with_certificate", "send_back_draft", "withdraw_submission")
    without = tuple(move for move in _moves() if move.act not in ways_out)
    assert ("draft", "submitted") in stuck(without)
    dead_end = tuple(replace(move, closes=False) for move in _moves() if move.act != "reopen_delivery")
    assert ("delivery", "completed") in stuck(dead_end)


@pytest.mark.parametrize("table", OTHER_STATES)
def test_states_of_what_is_no_work_item_have_a_way_out(table: str) -> None:
    module, _, name = table.rpartition(".")
    assert set(getattr(importlib.import_module(module), name)) == set(OTHER_STATES[table])
    for state, way in OTHER_STATES[table].items():
        assert way in _official_acts() or way.startswith("final: "), f"{table}: {state}"


def _official_acts() -> set[str]:
    return {
        function.name
        for tree in trees().values()
        for function in functions(tree)
        if any(name.split(".")[-1] == "official_act" for name in decorators(function))
    }


def test_every_act_is_undone_or_says_why_not() -> None:
    acts = _official_acts() | {move.act for move in _moves()}
    assert len(acts) > 100
    told = set(UNDONE_BY) | set(NO_WAY_BACK)
    assert not acts - told, f"say what undoes these, or why nothing does: {sorted(acts - told)}"
    assert not told - acts, f"no such act: {sorted(told - acts)}"
    assert not set(UNDONE_BY) & set(NO_WAY_BACK)
    assert all(reason for reason in NO_WAY_BACK.values())


def test_what_undoes_is_an_act_and_leads_back() -> None:
    """On one kind: where the first leads, the second starts."""
    acts = _official_acts()
    for act, back in UNDONE_BY.items():
        assert set(back) <= acts, f"{act}: {back}"
    for act, back in UNDONE_BY.items():
        to = {(move.kind, move.to) for move in _moves() if move.act == act and move.to}
        starts = {(move.kind, state) for move in _moves() if move.act in back for state in move.states}
        for kind, state in to:
            assert not starts or (kind, state) in starts, (
                f"nothing of {back} starts at {kind} «{state}», after {act}"
            )


def test_who_may_do_an_act_may_take_it_back_or_somebody_of_the_same_unit_may() -> None:
    """A way back that nobody has is none."""
    from lienthong.personnel.terms import roles_that_can

    for move in _moves():
        if move.ability:
            assert roles_that_can(move.ability), move.act
