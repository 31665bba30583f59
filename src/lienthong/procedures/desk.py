"""The desk as the doors see it."""

from dataclasses import dataclass
from typing import NoReturn

from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choices
from lienthong.procedures import actions, correcting, forms, queries
from lienthong.procedures.filing import citizens
from lienthong.procedures.promises import recounted
from lienthong.procedures.reversing import actions as reversals
from lienthong.procedures.terms import CENTRE, DOSSIER, GRANTS, MEETS_CITIZENS, MOVES, STATES, VERBS
from lienthong.procedures.terms import MOVES_BACK as BACK
from lienthong.units.queries import ward_choices, wards_by_name
from lienthong.work.desks.signing import SigningAct
from lienthong.work.desks.terms import Begin, Case, CitizenAct, CitizenSide, Desk, DeskAct, Kind, Known
from lienthong.work.items.refusals import not_holder, wrong_state
from lienthong.work.items.terms import Move
from lienthong.work.queries import Item
from lienthong.work.receivers.queries import units_taking_up
from lienthong.work.reversing.desk import UndoAct, may_still
from lienthong.work.signing.queries import offer_words


def _is_at_hand(move: Move, actor: Actor, item: Item) -> bool:
    return (
        item.kind == DOSSIER
        and item.state in move.states
        and _is_in_hands(actor, item)
        and actor.can(move.ability)
    )


def _is_in_hands(actor: Actor, item: Item) -> bool:
    return not {item.jurisdiction, item.received_seat}.isdisjoint(actor.scope)


def _check_hands(move: Move, actor: Actor, item: Item) -> None:
    actor.require(move.ability)
    if not _is_in_hands(actor, item):
        raise not_holder(item.holder_name)
    if item.state not in move.states:
        raise wrong_state(move.label, item.kind, item.state)


@dataclass(frozen=True, slots=True)
class CounterAct(DeskAct):
    """Done by whoever is competent, or at the counter that took the dossier in: its seat stays a party."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return _is_at_hand(self.move, actor, item)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        _check_hands(self.move, actor, item)
        DeskAct.refuse(self, actor, item)


@dataclass(frozen=True, slots=True)
class CounterUndo(UndoAct):
    """The same for what the counter did by mistake."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return _is_at_hand(self.move, actor, item) and may_still(actor, item)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        _check_hands(self.move, actor, item)
        UndoAct.refuse(self, actor, item)


def _findings(actor: Actor, item: Item) -> Choices:
    return {"approve": [("true", "Đủ điều kiện giải quyết"), ("false", "Không đủ điều kiện")]}


def _at_the_counter(actor: Actor) -> Choices:
    return {
        "procedure": queries.procedure_choices(),
        "area": ward_choices(wards_by_name(actor.day), by="area"),
        "channel": [("1", "Trực tiếp"), ("3", "Bưu chính")],
    }


def _online(actor: Actor) -> Choices:
    wards, attended = wards_by_name(actor.day), units_taking_up(DOSSIER, actor.day)
    return {
        "procedure": queries.procedure_choices(),
        "unit": ward_choices([ward for ward in wards if ward.unit in attended], by="unit"),
        "area": ward_choices(wards, by="area"),
    }


def _missing(case: Case) -> Choices:
    return {"papers": [(label, label) for label in case["missing"]]}


DESK = Desk(
    name="procedures",
    label="Giải quyết thủ tục hành chính",
    kinds=(
        Kind(
            DOSSIER,
            "Hồ sơ thủ tục",
            "folder-open",
            STATES,
            {
                "submitted": "receive_dossier",
                "received": "assess_dossier",
                "awaiting_supplement": "accept_supplement",
                "assessed": "sign_dossier",
                "signed": "return_dossier",
            },
            counter=CENTRE,
            at_receiver=frozenset({"signed"}),
            taken_up_by=("receive_dossier", "assess_dossier"),
            moves_on_as="dossier.moved_on",
            sealed=frozenset({"signed", "returned"}),
        ),
    ),
    verbs=VERBS,
    dated_by=frozenset({"dossier.submitted", "dossier.received"}),
    recount=recounted,
    begins=(
        Begin(
            "take_in_dossier",
            "Tiếp nhận hồ sơ",
            url="ho-so/moi",
            path="dossiers",
            perform=actions.take_in_dossier,
            form=forms.TakeInDossier,
            ability="receive_dossier",
            choices=_at_the_counter,
            summary="Take a dossier in at the counter",
            title="Tiếp nhận hồ sơ tại quầy",
        ),
        Begin(
            "submit_dossier",
            "Nộp hồ sơ",
            url="nop-ho-so",
            path="public/dossiers",
            door="public",
            counter="dossiers",
            perform=actions.submit_dossier,
            form=forms.SubmitDossier,
            choices=_online,
            summary="Hand a dossier in online",
            intro="Nộp tại bất kỳ phường, xã nào trong thành phố. Sau khi nộp, bạn nhận mã và số bí mật để theo dõi.",
        ),
    ),
    acts=(
        DeskAct(MOVES["receive_dossier"], actions.receive_dossier),
        DeskAct(MOVES["assess_dossier"], actions.assess_dossier, forms.AssessDossier, _findings),
        SigningAct(
            MOVES["sign_dossier"], actions.sign_dossier, says=lambda by: offer_words(by, "sign_dossier")
        ),
        CounterAct(MOVES["return_dossier"], actions.return_dossier),
        CounterAct(MOVES["accept_supplement"], actions.accept_supplement, forms.AcceptSupplement),
        CounterAct(MOVES["request_supplement"], actions.request_supplement, forms.RequestSupplement),
        DeskAct(MOVES["refuse_dossier"], actions.refuse_dossier, forms.RefuseDossier, is_grave=True),
        CounterUndo(BACK["void_dossier"], reversals.void_dossier),
        CounterUndo(BACK["restore_dossier"], reversals.restore_dossier),
        CounterUndo(BACK["withdraw_supplement_request"], reversals.withdraw_supplement_request),
        UndoAct(BACK["send_back_dossier"], reversals.send_back_dossier),
        UndoAct(BACK["withdraw_dossier_signature"], reversals.withdraw_dossier_signature),
        CounterUndo(BACK["withdraw_result"], reversals.withdraw_result),
        UndoAct(BACK["withdraw_refusal"], reversals.withdraw_refusal),
    ),
    grants=GRANTS,
    details=queries.details,
    rows=queries.rows,
    told=queries.told,
    persons={
        DOSSIER: Known(
            MEETS_CITIZENS,
            queries.without_citizen,
            correcting.by_number,
            correcting.words,
            read=queries.with_address_read,
        ),
    },
    citizen=CitizenSide(
        citizens.citizen_case,
        (
            CitizenAct(
                "supplement_dossier",
                "Nộp bổ sung",
                "Giấy tờ cần bổ sung",
                url="bo-sung",
                path="public/dossiers/supplement",
                counter="supplements",
                perform=actions.supplement_dossier,
                form=forms.SupplementDossier,
                offered=lambda case: bool(case.get("missing")),
                choices=_missing,
                summary="Bring the papers that were asked for",
            ),
        ),
    ),
)
