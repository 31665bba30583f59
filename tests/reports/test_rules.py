"""Where a report belongs and by when it is answered, for whatever may be known of it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.working_time import VIETNAM
from lienthong.reports import rules
from lienthong.reports.terms import Field, NamedWard, Place, Said

AREAS = st.integers(1, 9)
WARDS = st.none() | st.builds(NamedWard, AREAS, st.sampled_from(["stands", "ended", "divided", "not_begun"]))
PLACES = st.builds(
    Place,
    point_area=st.none() | AREAS,
    ward=WARDS,
    old_ward=WARDS,
    part=st.none() | st.integers(100, 199),
    spoken_with=st.booleans(),
)
INSTANTS = st.builds(
    datetime.combine, st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.times(), st.just(ZONE)
)
HOURS = st.integers(1, 80)
FIELDS = [Field("Tiếng ồn", 8), Field("Vệ sinh môi trường", 24), Field("Lĩnh vực khác", 24)]


@given(PLACES)
def test_every_place_has_exactly_one_jurisdiction(where: Place) -> None:
    found = rules.destination_of(where)
    assert (found.place is None) == (found.kind == "competence")
    assert (found.decided_by == "nobody") == (found.kind == "competence")


@given(PLACES)
def test_a_pin_decides_unless_an_operator_was_told(where: Place) -> None:
    found = rules.destination_of(where)
    told = where.spoken_with and where.ward is not None and where.ward.standing == "stands"
    if where.point_area is not None and not told:
        assert (found.kind, found.place, found.decided_by) == ("territory", where.point_area, "point")


@given(PLACES)
def test_no_table_resolves_a_ward_that_was_divided(where: Place) -> None:
    found = rules.destination_of(where)
    if found.decided_by == "ward":
        named = [ward for ward in (where.ward, where.old_ward) if ward and ward.area == found.place]
        assert any(ward.standing in ("stands", "ended") for ward in named)


@given(AREAS, AREAS)
def test_what_the_operator_was_told_is_believed_before_the_pin(pin: int, told: int) -> None:
    where = Place(point_area=pin, ward=NamedWard(told, "stands"), spoken_with=True)
    assert rules.destination_of(where).place == told


def test_a_ward_that_is_not_there_yet_is_the_operators_to_decide() -> None:
    assert rules.destination_of(Place(ward=NamedWard(1, "not_begun"))).kind == "competence"


def test_an_old_ward_stands_in_when_the_new_one_is_not_there_yet() -> None:
    where = Place(ward=NamedWard(1, "not_begun"), old_ward=NamedWard(2, "stands"))
    assert rules.destination_of(where).place == 2


@given(INSTANTS, HOURS)
def test_the_answer_is_due_in_office_hours_after_the_report(at: datetime, hours: int) -> None:
    due = rules.answer_due(at, hours)
    assert due > at
    assert VIETNAM.hours_between(at, due) == pytest.approx(hours)


@given(INSTANTS, HOURS, st.integers(0, 200))
def test_handing_on_never_shortens_and_always_leaves_time(at: datetime, hours: int, later: int) -> None:
    due = rules.answer_due(at, hours)
    handed_on_at = at + timedelta(hours=later)
    new = rules.handed_on_due(due, handed_on_at, hours)
    assert new >= due
    assert VIETNAM.hours_between(handed_on_at, new) >= min(hours, rules.TRANSFER_LEAVES_HOURS) - 1e-6
    assert new <= max(due, rules.answer_due(handed_on_at, hours))


@given(st.integers(0, 90))
def test_not_fixed_may_be_said_for_a_month(days: int) -> None:
    answered = datetime(2025, 7, 1, 9, tzinfo=ZONE)
    at = answered + timedelta(days=days)
    if days <= rules.REOPEN_WITHIN_DAYS:
        rules.check_reopening(answered_at=answered, at=at)
    else:
        with pytest.raises(Refusal, match="reopened_late"):
            rules.check_reopening(answered_at=answered, at=at)


@pytest.mark.parametrize("spelling", ["tiếng ồn", " Tiếng  ồn ", "TIẾNG ỒN"])
def test_a_field_is_known_in_any_spelling(spelling: str) -> None:
    assert rules.field_named(spelling, FIELDS).name == "Tiếng ồn"


def test_no_field_is_another_field_and_an_unknown_one_is_refused() -> None:
    assert rules.field_named("", FIELDS).name == rules.OTHER_FIELD
    with pytest.raises(Refusal, match="unknown_field") as refused:
        rules.field_named("Chứng khoán", FIELDS)
    assert refused.value.facts["known"] == [field.name for field in FIELDS]


@pytest.mark.parametrize(
    ("given_contact", "code"),
    [
        ({"name": " ", "phone": "0901234567", "email": ""}, "name_missing"),
        ({"name": "A", "phone": "", "email": ""}, "contact_missing"),
        ({"name": "A", "phone": "123", "email": ""}, "bad_phone"),
        ({"name": "A", "phone": "", "email": "a.b.vn"}, "email_wrong"),
    ],
)
def test_a_reporter_can_be_told(given_contact: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        rules.contact_of(**given_contact, anonymous=False)


def test_a_telephone_is_kept_as_it_is_dialled_here() -> None:
    contact = rules.contact_of(name="A", phone="+84 (90) 123-45.67", email="", anonymous=True)
    assert contact.phone == "0901234567"


def test_a_point_has_two_numbers_and_a_text_some_words() -> None:
    with pytest.raises(Refusal, match="half_a_point"):
        rules.check_said(Said("Đèn đường hỏng", lat=10.7), "")
    with pytest.raises(Refusal, match="text_missing"):
        rules.check_said(Said("Hỏng"), "")


def test_a_report_without_title_is_called_by_its_first_words() -> None:
    text = "Đèn đường trước số 12 hỏng đã ba đêm, " * 5
    subject = rules.check_said(Said(text), "")
    assert len(subject) <= 81
    assert text.startswith(subject.removesuffix("…"))


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("12 Lương Định Của", "Nơi xảy ra: phường Bình Trưng.", "12 Lương Định Của"),
        ("", "Rác nhiều ngày. Nơi xảy ra: phường Bình Trưng. Mã DT-1", "phường Bình Trưng"),
        ("", "Rác nhiều ngày", ""),
    ],
)
def test_where_it_happened_is_said_in_the_reporters_words(place: str, text: str, said: str) -> None:
    assert rules.place_said(place, text) == said


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)))
def test_a_code_survives_being_copied_by_hand(day: date) -> None:
    code = rules.new_code(day)
    ways = (code, code.lower(), f" {code.replace('-', ' ')} ", code.replace("0", "O").replace("1", "l"))
    assert {rules.spellings(way)[0] for way in ways} == {rules.kept(code)}


def test_a_code_given_out_in_the_letters_of_before_is_looked_for_as_typed() -> None:
    assert rules.spellings("pa250701-7kql-m9xd") == ("PA2507017KQ1M9XD", "PA2507017KQLM9XD")
